"""An import: a file of persons and households, checked first and loaded when somebody agrees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from services.registry.domain.files.events import Event, ImportAdvanced
from services.registry.domain.files.headings import Heading
from services.registry.domain.files.refusals import (
    NotAtThisStep,
    NothingToLoad,
    NotSuchAPart,
    PartsMissing,
)

RECEIVING, CHECKING, CHECKED, LOADING, LOADED, UNREADABLE, CANCELLED = (
    "receiving",
    "checking",
    "checked",
    "loading",
    "loaded",
    "unreadable",
    "cancelled",
)


KEPT = timedelta(days=30)
"""How long a file waits for somebody to go on with it: a technical bound, not a rule of law."""


@dataclass(frozen=True)
class SentFile:
    """The file as its sender describes it. `encoding` is `None` when we are to find out."""

    name: str
    format: str
    encoding: str | None
    size: int
    sha256: str


@dataclass(frozen=True)
class Unread:
    """Why not one row can be read: a code, and the values for its text."""

    code: str
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Sender:
    """Who imports, with the rights they have: rows from elsewhere are refused."""

    subject: str
    centre: str | None
    governorates: frozenset[str]
    on: date


@dataclass(frozen=True)
class Tally:
    """What became of the rows. `persons` and `households` can be, or have been, registered."""

    rows: int = 0
    refused_rows: int = 0
    persons: int = 0
    households: int = 0


@dataclass(frozen=True)
class Found:
    """What a check or a load found: its tally, and of each reason how many rows it refuses."""

    tally: Tally
    reasons: Mapping[str, int] = field(default_factory=dict)


@dataclass
class PeopleImport:
    """An import as stored. This constructor restores; `begin` makes a new one.

    `again`: the sender knows that the same content was loaded before, and means it. `headings` are
    the file's own, `reasons` say of how many rows what is wrong.
    """

    id: str
    file: SentFile
    sender: Sender
    status: str = RECEIVING
    checked: Tally | None = None
    loaded: Tally | None = None
    unreadable: Unread | None = None
    again: bool = False
    headings: Sequence[Heading] = ()
    reasons: Mapping[str, int] = field(default_factory=dict)
    version: int = 0
    events: list[Event] = field(default_factory=list)

    @classmethod
    def begin(
        cls, import_id: str, file: SentFile, sender: Sender, *, again: bool = False
    ) -> PeopleImport:
        """Announce a file; its parts follow."""
        made = cls(import_id, file, sender, again=again)
        made._advance(RECEIVING)
        return made

    def takes_part(self, number: int, length: int, part_size: int) -> None:
        """Raise unless a part of this place and length belongs to the file."""
        self._must_be(RECEIVING)
        first = number * part_size
        if first >= self.file.size or length != min(part_size, self.file.size - first):
            raise NotSuchAPart(part=number)

    def check(self, missing: int) -> None:
        """Have every row looked at; nothing is registered by that. Raises `PartsMissing`."""
        self._must_be(RECEIVING)
        if missing:
            raise PartsMissing(missing=missing)
        self._advance(CHECKING)

    def was_unreadable(self, reason: Unread) -> None:
        """Not one row can be read, for this reason."""
        if self.status == CHECKING:
            self.unreadable = reason
            self._advance(UNREADABLE)

    def was_checked(self, found: Found, headings: Sequence[Heading] = ()) -> None:
        """Every row below these headings was looked at."""
        if self.status == CHECKING:
            self.checked, self.reasons = found.tally, found.reasons
            self.headings = tuple(headings)
            self._advance(CHECKED)

    def load(self) -> None:
        """Register what is in order. Raises `NothingToLoad`."""
        self._must_be(CHECKED)
        if self.checked is None or not self.checked.persons:
            raise NothingToLoad()
        self._advance(LOADING)

    def was_loaded(self, found: Found) -> None:
        """What was in order is registered."""
        if self.status == LOADING:
            tally, self.reasons = found.tally, found.reasons
            self.loaded = replace(tally, rows=self.checked.rows if self.checked else tally.rows)
            self._advance(LOADED)

    @property
    def waits_until(self) -> date | None:
        """When it is given up because nobody went on with it: it holds the records of many."""
        return self.sender.on + KEPT if self.status in (RECEIVING, CHECKED, UNREADABLE) else None

    def cancel(self) -> None:
        """Give it up before anything is registered."""
        if self.status not in (RECEIVING, CHECKING, CHECKED, UNREADABLE):
            raise NotAtThisStep(status=self.status)
        self.headings, self.reasons = (), {}
        self._advance(CANCELLED)

    @property
    def counts(self) -> bool:
        """Whether its content is, or may soon be, in the registry: it must not come twice.

        An import that was given up, could not be read or registered nobody does not count.
        """
        if self.status == LOADED:
            return self.loaded is None or self.loaded.persons > 0
        return self.status in (CHECKING, CHECKED, LOADING)

    def _must_be(self, status: str) -> None:
        if self.status != status:
            raise NotAtThisStep(status=self.status)

    def _advance(self, status: str) -> None:
        self.status = status
        self.events.append(ImportAdvanced(self.id, status))
