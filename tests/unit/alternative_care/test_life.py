"""Whatever is asked in whatever order: never above capacity, both sides always agree."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule

from chassis.calendar import day_of
from chassis.clock import FixedClock
from chassis.documents.memory import MemoryDatabase
from chassis.errors import KanafError
from contracts.rpc.alternative_care import METHODS
from services.alternative_care.bootstrap import build_in_memory
from services.alternative_care.entrypoints.service import AlternativeCareService
from tests.support.calling import Caller
from tests.support.care import SUPERVISOR, a_placement, an_end, opened, registered


class CareLife(RuleBasedStateMachine):
    families = Bundle("families")
    cases = Bundle("cases")

    def __init__(self) -> None:
        super().__init__()
        self.database = MemoryDatabase()
        self.clock = FixedClock(datetime(2026, 11, 22, 12, tzinfo=UTC))
        application = build_in_memory(self.database, self.clock)
        self.call = Caller(AlternativeCareService, application, METHODS)

    @rule(target=families, capacity=st.integers(1, 3))
    def register(self, capacity: int) -> str:
        return registered(self.call, capacity=capacity)

    @rule(target=cases)
    def open(self) -> str:
        return opened(self.call)

    @rule(case=cases, family=families, back=st.integers(0, 3))
    def place(self, case: str, family: str, back: int) -> None:
        self._try("place_child", a_placement(case, family, started_on=self._day(back)))

    @rule(case=cases, back=st.integers(0, 3), which=st.integers(0, 3))
    def end(self, case: str, back: int, which: int) -> None:
        seen = self.call(SUPERVISOR, "get_case", {"case_id": case})
        if seen["placements"]:
            chosen = seen["placements"][which % len(seen["placements"])]["id"]
            self._try("end_placement", an_end(seen, placement_id=chosen, ended_on=self._day(back)))

    @rule(days=st.integers(1, 10))
    def days_pass(self, days: int) -> None:
        self.clock.advance(timedelta(days=days))

    def _day(self, back: int) -> str:
        day: date = day_of(self.clock.now()) - timedelta(days=back)
        return day.isoformat()

    def _try(self, method: str, request: dict[str, Any]) -> None:
        try:
            self.call(SUPERVISOR, method, request)
        except KanafError as refused:
            if refused.kind != "conflict":
                raise

    def _states(self, collection: str) -> dict[str, dict[str, Any]]:
        documents = self.database.collections.get(collection, {})
        return {each: document["state"] for each, document in documents.items()}

    @invariant()
    def no_family_is_above_its_capacity(self) -> None:
        for family in self._states("families").values():
            assert len(family["placements"]) <= family["capacity"]

    @invariant()
    def families_and_cases_agree_on_who_lives_where(self) -> None:
        by_family = {
            (family_id, placement)
            for family_id, family in self._states("families").items()
            for placement in family["placements"]
        }
        by_case = {
            (placement["family_id"], placement["id"])
            for case in self._states("cases").values()
            for placement in case["placements"]
            if placement["ended_on"] is None
        }
        assert by_family == by_case

    @invariant()
    def no_child_lives_in_two_places_or_comes_before_it_left(self) -> None:
        for case in self._states("cases").values():
            stays = case["placements"]
            for earlier, later in pairwise(stays):
                assert earlier["ended_on"] is not None
                assert earlier["started_on"] <= earlier["ended_on"] <= later["started_on"]


CareLife.TestCase.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
TestCareLife = CareLife.TestCase
