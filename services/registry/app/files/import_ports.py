"""What importing needs from outside."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from services.registry.app.files.ports import StoredFile
from services.registry.app.ports import View
from services.registry.domain.files.headings import Heading
from services.registry.domain.files.people_import import (
    PeopleImport,
    Sender,
    SentFile,
    Tally,
    Unread,
)
from services.registry.domain.files.rows import Row, RowProblem


class Unreadable(Exception):
    """Not one row of the file can be read, for the reason that `code` says, with values."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.reason = Unread(code, params)


class Imports(Protocol):
    """The imports there are; see `chassis.documents.kind.Store`."""

    def get(self, import_id: str, admit: Callable[[PeopleImport], None]) -> PeopleImport: ...
    def load(self, import_id: str) -> PeopleImport: ...
    def add(self, new: PeopleImport) -> View: ...

    def save(self, changed: PeopleImport) -> View:
        """As `Store.save`; raises `SentBefore` when another import was first with the content."""
        ...

    def must_be_new(self, wanted: PeopleImport) -> None:
        """Raise `SentBefore` when another import of this content counts and `again` is not said.

        It tells the sender early; two at once are decided by `save`.
        """
        ...

    def view(self, import_id: str) -> View: ...
    def find(self, subject: str, after: str | None, limit: int) -> View: ...


R = TypeVar("R", covariant=True)


class Table(Protocol[R]):
    """A file that can be read, row by row."""

    @property
    def total(self) -> int | None:
        """How many rows it has, about."""
        ...

    @property
    def headings(self) -> Sequence[Heading]:
        """What stands above its columns; nothing before its first row is read."""
        ...

    def rows(self, after: int) -> Iterator[R]:
        """The rows after this one, each by itself. Raises `Unreadable`."""
        ...


class Tables(Protocol[R]):
    """Understands CSV and XLSX."""

    def open(self, sent: SentFile, stored: StoredFile) -> Table[R]:
        """Raises `Unreadable`."""
        ...


class Staging(Protocol):
    """Rows on their way in: looked at, not yet registered."""

    def put(self, import_id: str, rows: Sequence[Row]) -> None:
        """Keep these; rows that are there already stay as they are."""
        ...

    def refuse_repeated(self, import_id: str) -> None:
        """Note it on every row whose national number, or all of which, stands twice."""
        ...

    def refuse(self, import_id: str, groups: Mapping[str, RowProblem]) -> None:
        """Note on all rows of these groups why none of them is registered."""
        ...

    def groups(self, import_id: str, after: str, turn: int | None) -> Iterator[list[Row]]:
        """The groups after this one in their order, without rows that have problems: those of a
        turn (0 is the first), or all."""
        ...

    def has_turn(self, import_id: str, turn: int) -> bool:
        """Whether there are groups that were put off to this turn."""
        ...

    def households(self, import_id: str) -> Iterator[list[Row]]:
        """All rows of each household, whatever is wrong with them; not what they ask for."""
        ...

    def page(self, import_id: str, after: int, limit: int, *, refused: bool) -> list[Row]:
        """Rows after this one, with their problems; only refused ones on demand."""
        ...

    def tally(self, import_id: str) -> Tally: ...

    def reasons(self, import_id: str) -> Mapping[str, int]:
        """Of each code how many rows it refuses."""
        ...

    def forget_good(self, import_id: str) -> None:
        """Keep of the rows only those that were refused, without what they say."""
        ...

    def forget(self, numbers: Collection[str]) -> None:
        """See `services.registry.app.privacy.ports.Arriving`."""
        ...

    def drop(self, import_id: str) -> None:
        """Keep nothing."""
        ...


@dataclass(frozen=True)
class Bearer:
    """A row whose person bears a number; `taken` when the registry knows them already."""

    row: int
    group: str
    taken: bool


class GuardedRows(Protocol):
    """Rows that name a guardian by the number of a document: few files have any.

    `Row.guardian` is what was found: `person_id`, or `row` and `group` with `apart` when the group
    is another one.
    """

    def name_guardians(self, import_id: str) -> bool:
        """Whether any row does."""
        ...

    def note_numbers(self, import_id: str) -> None:
        """Let rows be found by the numbers they bear, until `forget_numbers`."""
        ...

    def forget_numbers(self, import_id: str) -> None: ...

    def bearers(self, import_id: str, numbers: Collection[str]) -> Mapping[str, Sequence[Bearer]]:
        """Of each of these numbers the rows that bear it."""
        ...

    def guarded(self, import_id: str) -> Iterator[Row]:
        """Rows that name a guardian and are in order, by their groups."""
        ...

    def found(self, import_id: str, guardians: Mapping[int, Mapping[str, Any]]) -> None:
        """Who guards these rows."""
        ...

    def fault(self, import_id: str, rows: Mapping[int, RowProblem]) -> None:
        """Note what is wrong with these rows."""
        ...

    def sound(self, import_id: str, rows: Collection[int]) -> Collection[int]:
        """Those of these rows that are in order."""
        ...

    def waiting(self, import_id: str) -> Iterator[list[Row]]:
        """Groups whose guardians are in other groups and whose turn is not known, each with the
        rows that name them."""
        ...

    def unsettled(self, import_id: str, groups: Collection[str], turn: int) -> Collection[str]:
        """Those of these groups that do not come before this turn."""
        ...

    def put_off(self, import_id: str, groups: Collection[str], turn: int) -> None:
        """These groups come in this turn."""
        ...


class Bearers(Protocol):
    """Persons of the registry by their documents."""

    def named(self, numbers: Collection[str], sender: Sender) -> Mapping[str, Collection[str]]:
        """Of each of these numbers the persons who bear it, as far as the sender knows them."""
        ...


class Registrar(Protocol):
    """Registers rows as persons and households."""

    def look(self, rows: Sequence[Row], sender: Sender) -> list[Row]:
        """The rows with what would refuse them at the counter."""
        ...

    def register(
        self, import_id: str, groups: Sequence[Sequence[Row]], sender: Sender
    ) -> Mapping[str, RowProblem]:
        """Register each group as a whole or not at all; tells which were refused, and why.

        A group that this import registered before is left as it is.
        """
        ...


class Reports(Protocol):
    """Writes what was refused as a file for people."""

    def lines(self, rows: Iterable[Row], headings: Mapping[str, str]) -> Iterator[bytes]:
        """`headings`: how the file itself heads a column."""
        ...
