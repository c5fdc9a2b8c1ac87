"""How associations stand, for whoever relies on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.licensing.app.associations.ports import Associations, Members, Rules
from services.licensing.domain.associations.refusals import NotAMember
from services.licensing.domain.associations.standing import Standing, standing


@dataclass(frozen=True)
class StandingDesk:
    """Answers `Standings`: by the rules of the day that is asked about."""

    associations: Associations
    members: Members
    rules: Rules

    def of(self, association_id: str, day: date) -> Standing:
        """By itself: for grants and whoever else wants an orderly association."""
        return standing(self.associations.load(association_id), None, day, self.rules(day))

    def of_member(self, association_id: str, union_id: str | None, day: date) -> Standing:
        """As a member of a union, where one is named. Raises `NotAMember`."""
        if union_id is None:
            return self.of(association_id, day)
        membership = self.members.between(union_id, association_id)
        if membership is None:
            raise NotAMember()
        made = self.associations.load(association_id)
        return standing(made, membership, day, self.rules(day))
