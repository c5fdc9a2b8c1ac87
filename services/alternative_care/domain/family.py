"""A carer family: approved by ministry and court, with a number of places for children."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from services.alternative_care.domain.access import Actor, must_have_role, must_serve
from services.alternative_care.domain.events import (
    Contact,
    ContactRecorded,
    FamilyEvent,
    FamilyRegistered,
    PlaceFreed,
    PlaceTaken,
)
from services.alternative_care.domain.refusals import FamilyFull, FamilyNotApproved
from services.alternative_care.domain.rules import CareRules, must_have_come


@dataclass(frozen=True)
class Place:
    """Where the family lives: governorate by ISO 3166-2 code."""

    governorate: str
    district: str | None
    details: str | None


@dataclass(frozen=True)
class Decision:
    """A decision by its number and date: the ministry's approval, or a court's."""

    number: str
    date: date


@dataclass(frozen=True)
class Approval:
    """What a family needs before a child may live with it.

    Path (domain brief, section 4): evaluation and training, the ministry's approval, then the
    juvenile court's.
    """

    ministry: Decision
    court: Decision

    @property
    def complete_on(self) -> date:
        """The first day on which both had approved."""
        return max(self.ministry.date, self.court.date)


@dataclass
class CarerFamily:
    """The aggregate. `placements` are the placements that occupy its places now."""

    id: str
    version: int
    carers: tuple[str, ...]
    contact: Contact
    place: Place
    capacity: int
    approval: Approval
    placements: list[str] = field(default_factory=list)
    events: list[FamilyEvent] = field(default_factory=list)

    @classmethod
    def register(
        cls,
        family_id: str,
        carers: tuple[str, ...],
        contact: Contact,
        place: Place,
        capacity: int,
        approval: Approval,
        rules: CareRules,
        actor: Actor,
        today: date,
    ) -> CarerFamily:
        """A caseworker or supervisor of its governorate registers an approved family."""
        must_have_role(actor, "caseworker", "supervisor")
        must_serve(actor, place.governorate)
        rules.must_be_capacity(capacity)
        must_have_come(approval.ministry.date, today, "/approval/date")
        must_have_come(approval.court.date, today, "/court_approval/date")
        family = cls(family_id, 0, carers, contact, place, capacity, approval)
        # The contact first: who hears of the family knows by then how to reach them.
        family.events += [
            ContactRecorded(family_id, carers[0], contact),
            FamilyRegistered(family_id, place.governorate, capacity),
        ]
        return family

    @property
    def governorate(self) -> str:
        return self.place.governorate

    @property
    def free_places(self) -> int:
        return self.capacity - len(self.placements)

    def take_place(self, placement_id: str, started_on: date, actor: Actor) -> None:
        """A child comes to live here. Raises `FamilyNotApproved` or `FamilyFull`."""
        must_serve(actor, self.governorate)
        if started_on < self.approval.complete_on:
            raise FamilyNotApproved(approved_on=self.approval.complete_on.isoformat())
        if self.free_places < 1:
            raise FamilyFull(capacity=self.capacity)
        self.placements.append(placement_id)
        self.events.append(PlaceTaken(self.id, placement_id, self.free_places))

    def free_place(self, placement_id: str) -> None:
        """The placement ended, wherever its child goes. Freed once only."""
        if placement_id in self.placements:
            self.placements.remove(placement_id)
            self.events.append(PlaceFreed(self.id, placement_id, self.free_places))
