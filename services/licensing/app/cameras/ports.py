"""What the camera room needs from the world."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from services.licensing.app.ports import Keeping, View, Wanted
from services.licensing.domain.cameras.camera import Camera
from services.licensing.domain.cameras.consents import PlaceConsents
from services.licensing.domain.cameras.incident import Incident
from services.licensing.domain.cameras.place import LicensedPlace
from services.licensing.domain.cameras.rules import CameraRules
from services.licensing.domain.cameras.viewing import Viewing
from services.licensing.domain.places import Place


class Places(Protocol):
    """The licensed places: what the licences say."""

    def known(self, licence_id: str) -> LicensedPlace | None:
        """The place as its licence stands now; `None` when there is no such licence."""
        ...


class Inspecting(Protocol):
    """Has places inspected, in the transaction at hand."""

    def open(
        self, about_licence_id: str, place: Place, purpose: str, due_on: date, because_id: str
    ) -> str | None:
        """The inspection's id; `None` where inspections are not planned by this system."""
        ...

    def call_off(self, inspection_id: str, reason: str) -> bool:
        """Nobody has to go; answers whether it is off: a visit that was made goes on."""
        ...


class Cameras(Keeping[Camera], Protocol):
    def of(self, licence_id: str) -> list[Camera]:
        """All of a place, to be changed."""
        ...

    def hold(self, aggregate: Camera) -> None:
        """Let nobody change it until the transaction has ended."""
        ...


class Consents(Keeping[PlaceConsents], Protocol):
    def hold(self, aggregate: PlaceConsents) -> None: ...

    def of(self, licence_id: str) -> PlaceConsents | None:
        """Those of a place, if any was ever given."""
        ...


class Viewings(Keeping[Viewing], Protocol):
    def running(self, **of: str) -> list[Viewing]:
        """Those that have not ended, by `licence_id`, `camera_id` or `operator`; to be changed."""
        ...

    def earlier(self, camera_id: str, operator: str, since: datetime) -> int:
        """How often the operator has looked through the camera since then."""
        ...

    def forget(self, viewing: Viewing) -> None:
        """Save it and drop what its earlier answers remember."""
        ...


class Incidents(Keeping[Incident], Protocol):
    def must_be_new(self, incident_id: str) -> None:
        """Before anything is done for it: a repeated command is answered as the first was."""
        ...


@dataclass(frozen=True)
class Period:
    """The civil days of a list, both included."""

    first: date
    last: date


Rules = Callable[[date], CameraRules]
LocalTime = Callable[[datetime], datetime]
"""A moment by the clocks of Jordan."""
StartOf = Callable[[date], datetime]
"""The moment at which a civil day begins."""
PeriodListing = Callable[[Wanted, Period, str | None, int], View]


class Audit(Protocol):
    """The log of accesses to protected records."""

    def record(
        self, action: str, kind: str, record_id: str | Sequence[str], within: str | None = None
    ) -> None: ...
