"""What the register of practitioners needs of the world, beside what all need."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from services.licensing.app.ports import Keeping, View, Wanted
from services.licensing.domain.licences.licence import Licence
from services.licensing.domain.practitioners.practitioner import Practitioner
from services.licensing.domain.practitioners.rules import PractitionerRules
from services.licensing.domain.practitioners.standing import Standing

Rules = Callable[[date], PractitionerRules]
"""The rules that are in force on a day."""
ByCode = Callable[[str], Licence | None]
"""The licence of a certificate with this code, of whatever edition."""


class Practitioners(Keeping[Practitioner], Protocol):
    """The records there are."""

    def of_identity(self, identity: str) -> Practitioner | None:
        """To look at."""
        ...

    def of_number(self, number: str) -> Practitioner | None: ...

    def of_licences(self, licence_ids: Sequence[str]) -> Sequence[Practitioner]:
        """Whose licences these are, in any order."""
        ...


@dataclass(frozen=True)
class Sought:
    """Which lines of the register; what is none leaves all in. `name` is the beginning of a name
    in any spelling; `left`: the reasons of who ended a licence by their own wish."""

    name: str | None = None
    number: str | None = None
    class_code: str | None = None
    standing: Standing | None = None
    left: Sequence[str] = ()


class Lines(Protocol):
    """The licences by which practitioners stand: those that are the latest of their class.

    A line is found by what its licence says now, which is written nowhere else.
    """

    def put(self, licence_id: str, class_code: str, number: str) -> None:
        """From now on somebody stands by this licence."""
        ...

    def strike(self, licence_id: str) -> None:
        """They stand by a later one."""
        ...

    def find(self, sought: Sought, wanted: Wanted, after: str | None, limit: int) -> View:
        """A page of licences as answers have them, newest first."""
        ...


class Reads(Protocol):
    """Licences, to look at."""

    def load(self, aggregate_id: str) -> Licence: ...


class Log(Protocol):
    """Remembers who looked at what."""

    def record(self, action: str, kind: str, record_id: str | Sequence[str]) -> None: ...
