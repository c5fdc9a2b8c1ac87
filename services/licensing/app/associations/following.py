"""What of others follows an association that moves, is stopped or is dissolved, in one
transaction with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from services.licensing.app.associations.ports import (
    Associations,
    Follower,
    Members,
    Memberships,
    Papers,
    Registrations,
)
from services.licensing.app.ports import NewId
from services.licensing.domain.access import Actor
from services.licensing.domain.associations.association import Association
from services.licensing.domain.associations.membership import DISSOLVED, Membership
from services.licensing.domain.associations.parts import UNION, AssociationState
from services.licensing.domain.associations.registering import Registration


@dataclass(frozen=True)
class Following:
    """To be used inside `together`, once the association itself is saved."""

    associations: Associations
    members: Members
    memberships: Memberships
    registrations: Registrations
    papers: Papers
    others: Callable[[], Sequence[Follower]]
    today: Callable[[], date]

    def moved(self, made: Association) -> None:
        for each in self._memberships(made):
            other = each.society_id if made.id == each.union_id else each.union_id
            beside = self.associations.load(other)
            each.follow(*((made, beside) if made.kind == UNION else (beside, made)))
            self.memberships.save(each)
        self.papers.follow(made)
        for follower in self.others():
            follower.moved(made)

    def stood(self, made: Association) -> None:
        """It is suspended, or active again."""
        self.registrations.follow(made)

    def registered(self, association_id: str, registration: Registration, by: str) -> None:
        """It is brought in from the register before this."""
        self.registrations.begin(association_id, registration, by)

    def changed(self, made: Association, licence_id: NewId, by: str) -> None:
        """One that was brought in before registrations followed associations is given its own
        along with whatever changes about it; before the association itself is saved."""
        if made.events and self.registrations.lacks(made):
            made.licence_id = licence_id()
            self.registrations.begin(made.id, made, by)
            if made.state is AssociationState.SUSPENDED:
                self.registrations.follow(made)

    def represented(self, made: Association, by: str) -> None:
        """Others act for it."""
        self.registrations.be_acted_for(made, by)
        self.papers.follow(made)

    def dissolved(self, made: Association, reason: str, by: Actor) -> None:
        """Its registration ends; memberships end: of a society in its unions, and of all societies
        in a union."""
        self.registrations.follow(made)
        for each in self._memberships(made):
            each.end(DISSOLVED, reason, by, self.today())
            self.memberships.save(each)
        for follower in self.others():
            follower.dissolved(made)

    def _memberships(self, made: Association) -> list[Membership]:
        current = self.members.current_in if made.kind == UNION else self.members.current_of
        return [self.memberships.get_companion(each.id) for each in current(made.id)]
