"""Whatever persons and the calendar do, the licence is what the measures that hold say."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from services.licensing.adapters.inspections.rules import load
from services.licensing.domain.inspections.measures import (
    Grounds,
    MeasureKind,
    MeasureState,
    Objection,
    Standing,
    Taken,
)
from services.licensing.domain.inspections.oversight import Oversight
from services.licensing.domain.inspections.words import Outcome
from services.licensing.domain.places import Place
from services.licensing.domain.refusals import Refusal
from services.licensing.domain.words import Written

RULES = load(Path("services/licensing/rules/inspections.yaml")).on(date(2026, 1, 1))
PEOPLE = ("one", "two", "three")
WORDS = Written("سبب", "reason")
NOW = datetime(2026, 1, 1, tzinfo=UTC)
VERBS: dict[str, Callable[..., None]] = {
    "warning": Oversight.warn,
    "suspension": Oversight.suspend,
    "closure": Oversight.close,
    "reopening": Oversight.reopen,
}


class Ladder(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.today = date(2026, 1, 1)
        self.place = Oversight("o", "l", "N-1", "nursery", Place("JO-AM", None, None), ())
        self.count = 0

    def taken(self, by: str, code: str) -> Taken:
        self.count += 1
        days = timedelta(days=15), timedelta(days=3)
        until, confirm_by = (self.today + each for each in days)
        grounds = Grounds(code, WORDS)
        return Taken(f"m{self.count}", grounds, by, NOW, self.today, until, confirm_by)

    @rule(
        kind=st.sampled_from(sorted(VERBS)),
        by=st.sampled_from(PEOPLE),
        code=st.sampled_from(("other", "inspection_failed")),
    )
    def take(self, kind: str, by: str, code: str) -> None:
        before = self.place.standing
        proposed = {each.kind for each in self.place.proposals(RULES, self.today)}
        with suppress(Refusal):
            VERBS[kind](self.place, self.taken(by, code), RULES)
            if kind in ("suspension", "closure"):
                assert any(each.value in (kind, "closure") for each in proposed)
                assert before is not Standing.CLOSED

    @rule(by=st.sampled_from(PEOPLE))
    def suspend_at_once(self, by: str) -> None:
        with suppress(Refusal):
            self.place.suspend_at_once(self.taken(by, "danger_to_life"), RULES)

    @rule(at=st.integers(0, 5), by=st.sampled_from(PEOPLE))
    def confirm(self, at: int, by: str) -> None:
        with suppress(Refusal):
            self.place.confirm(f"m{self.count - at}", by)

    @rule(at=st.integers(0, 5))
    def object(self, at: int) -> None:
        objection = Objection("نص", "holder", self.today, self.today + timedelta(days=10))
        with suppress(Refusal):
            self.place.object(f"m{self.count - at}", objection)

    @rule(at=st.integers(0, 5), by=st.sampled_from(PEOPLE), upheld=st.booleans())
    def answer(self, at: int, by: str, upheld: bool) -> None:
        with suppress(Refusal):
            self.place.answer(f"m{self.count - at}", upheld, WORDS, by, self.today)

    @rule(days=st.integers(1, 200))
    def wait(self, days: int) -> None:
        self.today += timedelta(days=days)
        for each in self.place.measures:
            self.place.lapse(each.id, self.today)

    @rule(failed=st.booleans())
    def inspect(self, failed: bool) -> None:
        outcome = Outcome.FAILED if failed else Outcome.PASSED
        self.count += 1
        self.place.inspected(f"i{self.count}", outcome, 50, self.today)

    @invariant()
    def standing_follows_what_holds(self) -> None:
        kinds = {each.kind for each in self.place.measures if each.holds}
        assert (self.place.standing is Standing.CLOSED) is (MeasureKind.CLOSURE in kinds)
        assert (self.place.standing is Standing.OPEN) is kinds.isdisjoint(
            {MeasureKind.CLOSURE, MeasureKind.SUSPENSION}
        )

    @invariant()
    def one_suspension_and_one_closure_hold_at_most(self) -> None:
        for kind in (MeasureKind.SUSPENSION, MeasureKind.CLOSURE):
            assert sum(each.kind is kind and each.holds for each in self.place.measures) <= 1

    @invariant()
    def two_persons_stand_behind_what_was_taken_at_once(self) -> None:
        for each in self.place.measures:
            assert each.confirmed_by != each.by
            if each.state is MeasureState.PROVISIONAL:
                assert each.confirm_by is not None
                assert each.confirm_by >= self.today
            if each.objection and each.objection.decided_by:
                assert each.objection.decided_by not in each.deciders

    @invariant()
    def a_finding_is_warned_for_once(self) -> None:
        causes = [cause for each in self.place.measures for cause in each.causes]
        assert len(causes) == len(set(causes))

    @invariant()
    def a_place_is_not_closed_within_some_days(self) -> None:
        days = [each.on for each in self.place.measures if each.kind is not MeasureKind.REOPENING]
        if self.place.standing is Standing.CLOSED:
            assert days[-1] - days[0] >= timedelta(days=RULES.measures_apart_days)

    @invariant()
    def every_change_is_told(self) -> None:
        taken = [each for each in self.place.events if type(each).__name__ == "MeasureTaken"]
        assert len(taken) == len(self.place.measures)


TestLadder = Ladder.TestCase
TestLadder.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)


def test_the_state_machine_reaches_the_end_of_the_ladder() -> None:
    ladder = Ladder()
    for _ in range(3):
        ladder.take("warning", "one", "other")
        ladder.wait(RULES.measures_apart_days)
    ladder.take("closure", "one", "other")
    assert ladder.place.standing is Standing.CLOSED
