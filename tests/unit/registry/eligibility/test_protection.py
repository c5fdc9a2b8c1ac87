"""A recomputation tells nobody but administrators how many of whom are under protection."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.context import Actor, Context, use
from chassis.documents.memory import MemoryDatabase
from services.registry.adapters.eligibility.population import NoPopulation
from services.registry.adapters.eligibility.recomputations import RECOMPUTATIONS
from services.registry.app.eligibility.recomputing import RecomputationDesk
from services.registry.bootstrap import wire
from services.registry.bootstrap.house import MemoryHouse
from services.registry.domain.eligibility.assessment import Reason
from services.registry.domain.eligibility.recomputation import (
    Example,
    Recomputation,
    Scope,
    Tally,
)
from services.registry.settings import RegistrySettings
from tests.support import paying
from tests.support.paying import FIRST
from tests.support.registry import AUDITOR, CLERK, HELPER, command_of, protect
from tests.support.relief import SUPERVISOR

ID = str(uuid.uuid4())
OTHERS = pytest.mark.parametrize("actor", [SUPERVISOR, AUDITOR], ids=str)


@dataclass
class Computed(NoPopulation):
    """What was found of these households before one of them was protected."""

    homes: list[str]

    def page(self, *asked: Any) -> dict[str, Any]:
        _, _, _, after, limit = asked
        first = int(after or 0)
        found = [
            {"household_id": each, "person_id": None} for each in self.homes[first : first + limit]
        ]
        last = first + limit
        return {"items": found, "next": str(last) if last < len(self.homes) else None}


class Computing:
    """Three households, of which one is protected since; and two that were before."""

    def __init__(self, protected: bool | None = True) -> None:
        clock = FixedClock(datetime(2026, 11, 22, 8, 30, tzinfo=UTC))
        house = MemoryHouse(MemoryDatabase(), clock, RegistrySettings())
        registry = wire(house)
        self.homes = [paying.family(registry) for _ in range(3)]
        scope = Scope(str(uuid.uuid4()), "cash_support/2026-01-01", date(2026, 11, 22), ("JO-AM",))
        made = Recomputation.start(ID, scope, "مسح", FIRST.subject, scope.on, approval_days=7)
        openly = None if protected is None else False
        tallies = (
            Tally("JO-AM", "loses", 3, 300, 0, openly),
            Tally("JO-AM", "loses", 2, 200, 0, protected),
        )
        made.show(tallies, tuple(self._example(each) for each in self.homes))
        with command_of(FIRST):
            house.store(RECOMPUTATIONS).add(made)
        with use(Context(HELPER)):
            head = registry.household_queries.household(self.homes[0], CLERK)["head_id"]
            protect(registry, head, HELPER, centre="shelter-1", with_household=True)
        desk = registry.eligibility.recomputations
        self.audit = house.audit
        self.desk: RecomputationDesk = replace(desk, population=Computed(self.homes))

    def one(self, actor: Actor) -> dict[str, Any]:
        with command_of(actor):
            return self.desk.one(ID, actor)

    @staticmethod
    def _example(home: str) -> Example:
        reason = Reason("income", "condition", False, "دخل", "Income")
        return Example(home, "JO-AM", "loses", 100, 0, (reason,))


@OTHERS
def test_totals_are_of_what_everybody_sees(actor: Actor) -> None:
    computing = Computing()
    seen, whole = computing.one(actor), computing.one(FIRST)
    assert [each["households"] for each in seen["totals"]] == [3]
    assert [each["before_fils"] for each in seen["by_governorate"]] == [300]
    assert (seen["changed"], seen["skipped"]) == (None, None)
    assert [each["households"] for each in whole["totals"]] == [5]
    assert [each["before_fils"] for each in whole["by_governorate"]] == [500]


@OTHERS
def test_totals_that_do_not_tell_them_apart_are_shown_to_nobody_else(actor: Actor) -> None:
    computing = Computing(protected=None)
    assert computing.one(actor)["totals"] == []
    assert [each["households"] for each in computing.one(FIRST)["totals"]] == [5]


@OTHERS
def test_who_was_protected_since_is_neither_example_nor_on_a_page(actor: Actor) -> None:
    computing = Computing()
    examples = [each["household_id"] for each in computing.one(actor)["examples"]]
    assert examples == computing.homes[1:]
    with command_of(actor):
        first = computing.desk.households(ID, None, None, 1, actor)
        second = computing.desk.households(ID, None, first["next"], 1, actor)
    pages = [[each["household_id"] for each in page["items"]] for page in (first, second)]
    assert (pages, second["next"]) == ([[each] for each in computing.homes[1:]], None)


@OTHERS
def test_the_log_has_every_household_that_a_recomputation_showed(actor: Actor) -> None:
    computing = Computing()
    with command_of(actor):
        computing.desk.households(ID, None, None, 20, actor)
    computing.one(actor)
    _, *shown = computing.homes
    entries = [each for each in computing.audit.of("household", shown[1]) if "within" in each]
    assert [(each["action"], each["record_id"], each["within"]) for each in entries] == [
        ("recomputation.households", shown, ID),
        ("recomputation.read", shown, ID),
    ]
