"""How a person lives in the household they belong to: since when, and whether with others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Any

from chassis.calendar import day_of, start_of, written
from chassis.documents.kind import Revision
from services.registry.domain.households.household import Household
from services.registry.domain.privacy.former import HiddenTimes, by_all_of

Plain = dict[str, Any]


@dataclass(frozen=True)
class Living:
    """What a household's former states say of one of its persons; `states` begin with the oldest
    and end with how it is now.

    `records` are all by which the person is known there: the one that stays, and those that were
    merged into it, which former states still name.
    """

    records: frozenset[str]
    home: Household
    states: Sequence[Revision[Household]]

    @property
    def is_head(self) -> bool:
        """Whether they speak for the household now: they apply, declare and object for it."""
        return self.home.head_id in self.records

    @property
    def always_alone(self) -> bool:
        """Whether nobody else ever lived there. It is asked of all, so that no answer is a sign
        that somebody else is protected."""
        states = (self.home, *(each.aggregate for each in self.states))
        return all(self._persons(each) == 1 for each in states)

    def at(self, moment: datetime) -> bool:
        """Whether they belonged to it then; what is older than its record counts as its first."""
        first, *later = [(each.at, each.aggregate) for each in self.states] or [(moment, self.home)]
        before = [first, *(each for each in later if each[0] <= moment)]
        return self._among(before[-1][1])

    def on(self, day: date) -> bool:
        """Whether they belonged to it at the end of that day."""
        return self.at(start_of(day + timedelta(days=1)) - timedelta(microseconds=1))

    @cached_property
    def hidden(self) -> HiddenTimes:
        """When the home was hidden from somebody who may see it now."""
        states = ((each.at, each.aggregate.protection) for each in self.states)
        return HiddenTimes.of(states, by_all_of(self.home.protection))

    def was_changed(self, day: date, actor: str) -> bool:
        """Whether a state of it that is theirs, too, was made by this actor on that day."""
        return (day, actor) in {(day_of(each.at), each.actor) for each in self._own_states()}

    def told(self) -> Plain:
        """Where and how they live and lived, and nothing of who else does."""
        states = [
            {"at": written(each.at), **self._as_member(each.aggregate)}
            for each in self._own_states()
        ]
        return {"id": self.home.id, "former_states": states, **self._as_member(self.home)}

    def _own_states(self) -> list[Revision[Household]]:
        seen = by_all_of(self.home.protection)
        return [
            each
            for each in self.states
            if self._among(each.aggregate) and seen(each.aggregate.protection)
        ]

    def _among(self, home: Household) -> bool:
        return not self.records.isdisjoint(home.person_ids)

    def _persons(self, home: Household) -> int:
        """How many live in it; two records of the same person are one."""
        return len(set(home.person_ids) - self.records) + self._among(home)

    def _as_member(self, home: Household) -> Plain:
        relations = (each.relation for each in home.members if each.person_id in self.records)
        return {
            "relation": "head" if home.head_id in self.records else next(relations, None),
            "address": asdict(home.address),
            "dwelling": None if home.dwelling is None else asdict(home.dwelling),
        }
