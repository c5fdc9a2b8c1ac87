"""What importing needs from outside."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Protocol, TypeVar

from services.registry.app.files.ports import StoredFile
from services.registry.app.ports import View
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

    def __init__(self, code: str, **params: str) -> None:
        super().__init__(code)
        self.reason = Unread(code, params)


class Imports(Protocol):
    """The imports there are; see `chassis.documents.kind.Store`."""

    def get(self, import_id: str, admit: Callable[[PeopleImport], None]) -> PeopleImport: ...
    def load(self, import_id: str) -> PeopleImport: ...
    def add(self, new: PeopleImport) -> View: ...
    def save(self, changed: PeopleImport) -> View: ...
    def view(self, import_id: str) -> View: ...
    def find(self, subject: str, after: str | None, limit: int) -> View: ...


R = TypeVar("R", covariant=True)


class Table(Protocol[R]):
    """A file that can be read, row by row."""

    @property
    def total(self) -> int | None:
        """How many rows it has, about."""
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

    def groups(self, import_id: str, after: str) -> Iterator[list[Row]]:
        """The groups after this one in their order, without rows that have problems."""
        ...

    def households(self, import_id: str) -> Iterator[list[Row]]:
        """All rows of each household, whatever is wrong with them; not what they ask for."""
        ...

    def page(self, import_id: str, after: int, limit: int, *, refused: bool) -> list[Row]:
        """Rows after this one, with their problems; only refused ones on demand."""
        ...

    def tally(self, import_id: str) -> Tally: ...

    def forget_good(self, import_id: str) -> None:
        """Keep of the rows only those that were refused, without what they say."""
        ...

    def forget(self, numbers: Collection[str]) -> None:
        """See `services.registry.app.privacy.ports.Arriving`."""
        ...

    def drop(self, import_id: str) -> None:
        """Keep nothing."""
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

    def lines(self, rows: Iterable[Row]) -> Iterator[bytes]: ...
