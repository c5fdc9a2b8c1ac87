"""In which households a person lives and lived, until when, and whether with others."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from pymongo.database import Database

from chassis.calendar import day_of
from chassis.documents.kind import Criteria, Store
from services.registry.domain.households.household import ACTIVE, Household
from services.registry.domain.privacy.keeping import LASTING

_FORMERLY = ("history.state.members.person_id", "history.state.head_id")


@dataclass(frozen=True)
class Stayed:
    """How somebody belonged to a household; `until` is `LASTING` while they do."""

    id: str
    until: date
    with_others: bool

    @property
    def still_there(self) -> bool:
        return self.until == LASTING


class Former(Protocol):
    """Which households have these persons in a former state."""

    def __call__(self, records: Collection[str]) -> Collection[str]: ...


@dataclass(frozen=True)
class Homes:
    """The households of persons, by the store and by who knows former ones."""

    households: Store[Household]
    formerly: Former

    def of(self, records: Sequence[str]) -> list[Stayed]:
        """Every household in which one of these records ever stood."""
        present = self.households.find(Criteria(any_of={"person": records}), None, len(records))
        ids = {*(each["id"] for each in present.items), *self.formerly(records)}
        found = (self._stayed(each, frozenset(records)) for each in sorted(ids))
        return [each for each in found if each is not None]

    def _stayed(self, household_id: str, records: frozenset[str]) -> Stayed | None:
        states = self.households.history(household_id)
        among = [
            number
            for number, each in enumerate(states)
            if each.aggregate.status == ACTIVE and not records.isdisjoint(each.aggregate.person_ids)
        ]
        if not among:
            return None
        left = among[-1] + 1
        return Stayed(
            household_id,
            LASTING if left == len(states) else day_of(states[left].at),
            any(set(states[number].aggregate.person_ids) - records for number in among),
        )


def formerly_on(database: Database[dict[str, Any]]) -> Former:
    """By the index that `prepare` makes."""

    def find(records: Collection[str]) -> Collection[str]:
        wanted = {"$or": [{path: {"$in": sorted(records)}} for path in _FORMERLY]}
        return [str(each["_id"]) for each in database["households"].find(wanted, {"_id": 1})]

    return find


def formerly_in(households: Store[Household]) -> Former:
    """By looking at all of them, in memory."""
    return lambda records: [each.id for each in households.each(Criteria())]


def prepare(database: Database[dict[str, Any]]) -> None:
    """Sparse: a household that never changed, as most that were imported, has no entry."""
    for path in _FORMERLY:
        database["households"].create_index(path, sparse=True)
