"""What handlers of licences need from the world, beside what all need."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from services.licensing.app.ports import Held, View
from services.licensing.domain.licences.course import LicenceState
from services.licensing.domain.licences.licence import Licence
from services.licensing.domain.licences.reasons import LicenceRules

Licences = Held[Licence]
NewCode = Callable[[], str]
"""The code of a certificate: nobody can guess it, and none is made twice."""
RulesOn = Callable[[date], LicenceRules]
"""The rules that are in force on a day."""
ByCode = Callable[[str], Licence | None]
"""The licence of a certificate with this code, of whatever edition."""
Printing = Callable[[Licence, str], bytes]
"""The latest certificate as a PDF in `ar` or `en`, the same to the byte each time."""
WhenParted = Callable[[Licence], None]
"""What stops elsewhere when a licence ends for good, in the transaction at hand."""
Led = Callable[[Licence, LicenceState], None]
"""Raises where another record decides what a licence is, and it is not to be this."""
WhenPassedOn = Callable[[Licence], None]
"""What follows elsewhere when a licence has another holder, in the transaction at hand."""
WhenMoved = Callable[[Licence], None]
"""What follows elsewhere when what is licensed has another address, in the transaction at hand."""
PublicKeys = Callable[[], Sequence[Mapping[str, Any]]]
"""The keys that verify signatures, as JSON Web Keys."""


class Log(Protocol):
    """Remembers who looked at what."""

    def record(self, action: str, kind: str, record_id: str | Sequence[str]) -> None: ...


@dataclass(frozen=True)
class Sought:
    """Which places of the public register; what is none leaves all in.

    `name` is the beginning of a name in any spelling, `state` one of what is told to everybody.
    """

    name: str | None = None
    number: str | None = None
    service: str | None = None
    kind: str | None = None
    governorate: str | None = None
    district: str | None = None
    state: str | None = None


Register = Callable[[Sought, str | None, int], View]
"""A page of what everybody may know of licensed places, newest first: `(sought, after, limit)`."""
