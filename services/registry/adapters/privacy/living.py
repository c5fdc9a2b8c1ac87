"""How a person lives in the household they belong to: since when, and whether with others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from chassis.calendar import start_of
from chassis.documents.kind import Revision
from services.registry.domain.households.household import Household


@dataclass(frozen=True)
class Living:
    """What a household's former states say of one of its persons; `states` begin with the oldest
    and end with how it is now."""

    person_id: str
    home: Household
    states: Sequence[Revision[Household]]

    @property
    def is_head(self) -> bool:
        """Whether they speak for the household now: they apply, declare and object for it."""
        return self.home.head_id == self.person_id

    @property
    def always_alone(self) -> bool:
        """Whether nobody else ever lived there. It is asked of all, so that no answer is a sign
        that somebody else is protected."""
        states = (self.home, *(each.aggregate for each in self.states))
        return all(len(each.person_ids) == 1 for each in states)

    def at(self, moment: datetime) -> bool:
        """Whether they belonged to it then; what is older than its record counts as its first."""
        first, *later = [(each.at, each.aggregate) for each in self.states] or [(moment, self.home)]
        before = [first, *(each for each in later if each[0] <= moment)]
        return self.person_id in before[-1][1].person_ids

    def on(self, day: date) -> bool:
        """Whether they belonged to it at the end of that day."""
        return self.at(start_of(day + timedelta(days=1)) - timedelta(microseconds=1))
