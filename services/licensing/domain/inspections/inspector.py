"""Inspectors: where they work, what they have to do, and which places are not for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from services.licensing.domain.inspections.events import (
    Event,
    InspectorChanged,
    InspectorEnlisted,
)
from services.licensing.domain.inspections.refusals import (
    ConflictDeclaredAlready,
    ConflictOfInterest,
    InspectorUnfit,
    NobodyToInspect,
)


@dataclass(frozen=True)
class Conflict:
    """A place that is not for this inspector, and why (for supervisors alone)."""

    about_id: str
    reason: str
    declared_on: date


@dataclass
class Inspector:
    """The aggregate. `open` are the inspections they have; `given_at` is when they got the last."""

    id: str
    subject: str
    governorates: tuple[str, ...]
    active: bool = True
    conflicts: tuple[Conflict, ...] = ()
    open: tuple[str, ...] = ()
    given_at: datetime | None = None
    version: int = 0
    events: list[Event] = field(default_factory=list)

    @classmethod
    def enlist(cls, inspector_id: str, subject: str, governorates: Iterable[str]) -> Inspector:
        inspector = cls(inspector_id, subject, tuple(sorted(governorates)))
        inspector.events.append(InspectorEnlisted(inspector_id, inspector.governorates))
        return inspector

    def amend(self, governorates: Iterable[str] | None, active: bool | None) -> None:
        """Other governorates, or whether they work."""
        after = self.governorates if governorates is None else tuple(sorted(governorates))
        works = self.active if active is None else active
        if (after, works) != (self.governorates, self.active):
            self.governorates, self.active = after, works
            self._changed()

    def declare(self, conflict: Conflict) -> None:
        """This place is not for them. Raises `ConflictDeclaredAlready`."""
        if self.has_conflict(conflict.about_id):
            raise ConflictDeclaredAlready()
        self.conflicts = (*self.conflicts, conflict)
        self._changed()

    def has_conflict(self, about_id: str) -> bool:
        return any(each.about_id == about_id for each in self.conflicts)

    def must_be_fit(self, governorate: str, about_id: str) -> None:
        """Raise `InspectorUnfit`, `ConflictOfInterest`."""
        if not self.active or governorate not in self.governorates:
            raise InspectorUnfit()
        if self.has_conflict(about_id):
            raise ConflictOfInterest()

    def is_fit(self, governorate: str, about_id: str) -> bool:
        here = self.active and governorate in self.governorates
        return here and not self.has_conflict(about_id)

    def give(self, inspection_id: str, at: datetime) -> None:
        """They have it from now on."""
        if inspection_id not in self.open:
            self.open, self.given_at = (*self.open, inspection_id), at
            self._changed()

    def relieve(self, inspection_id: str) -> None:
        """They have it no more."""
        if inspection_id in self.open:
            self.open = tuple(each for each in self.open if each != inspection_id)
            self._changed()

    def _changed(self) -> None:
        self.events.append(InspectorChanged(self.id))


def fairest(
    inspectors: Iterable[Inspector], governorate: str, about_id: str, most: int
) -> Inspector:
    """Who gets the next: the fewest open, then the longest idle. Raises `NobodyToInspect`."""
    fit = [
        each for each in inspectors if each.is_fit(governorate, about_id) and len(each.open) < most
    ]
    if not fit:
        raise NobodyToInspect()
    return min(fit, key=_rank)


def _rank(inspector: Inspector) -> tuple[int, bool, float, str]:
    idle = inspector.given_at.timestamp() if inspector.given_at else 0.0
    return len(inspector.open), inspector.given_at is not None, idle, inspector.id
