"""A recomputation is approved for what was seen: of its own day, lately, by the rules in force."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

import pytest

from chassis.context import Actor, Context, use
from services.registry.adapters.eligibility.reassessing import Reassessing
from services.registry.adapters.eligibility.recomputations import RECOMPUTATIONS
from services.registry.app.eligibility.changes import Change
from services.registry.app.programmes.commands import Outcome, Reassess
from services.registry.domain.eligibility.recomputation import (
    LOWERED,
    Recomputation,
    Scope,
    fixed_amount,
)
from services.registry.domain.eligibility.refusals import (
    RecomputationOfAnotherDay,
    RecomputationOutdated,
)

TODAY = date(2026, 11, 22)
RULES = "cash_support/2025-05-10"


def previewed(on: date = TODAY) -> Recomputation:
    scope = Scope("programme-1", RULES, on, ("JO-AM",))
    made = Recomputation.start("r-1", scope, "مسح", "first", TODAY, approval_days=7)
    made.show((), ())
    return made


@pytest.mark.parametrize("on", [date(2026, 11, 21), date(2030, 1, 1)])
def test_of_another_day_it_is_looked_at_and_never_approved(on: date) -> None:
    made = previewed(on)
    assert made.approvable_until is None
    for today in (TODAY, on):
        with pytest.raises(RecomputationOfAnotherDay):
            made.approve("second", today, RULES)


def test_it_is_approved_until_what_was_seen_is_too_old() -> None:
    made, last = previewed(), TODAY + timedelta(days=7)
    assert made.approvable_until == last
    with pytest.raises(RecomputationOutdated):
        made.approve("second", last + timedelta(days=1), RULES)
    made.approve("second", last, RULES)
    assert made.approved_by == "second"


def test_it_is_not_approved_once_other_rules_are_in_force() -> None:
    with pytest.raises(RecomputationOutdated) as refused:
        previewed().approve("second", TODAY + timedelta(days=1), "cash_support/2026-11-23")
    assert refused.value.params["rules"] == "cash_support/2026-11-23"


def test_one_that_was_kept_before_there_was_a_longest_age_is_approved_on_its_day_alone() -> None:
    state = RECOMPUTATIONS.to_state(previewed())
    del state["approvable_until"]
    kept = RECOMPUTATIONS.from_state("r-1", 2, state)
    with pytest.raises(RecomputationOutdated):
        kept.approve("second", TODAY + timedelta(days=1), RULES)
    kept.approve("second", TODAY, RULES)


def test_what_looks_at_another_day_waits_for_nobody() -> None:
    assert RECOMPUTATIONS.keys(previewed())["status"] == "previewed"
    assert RECOMPUTATIONS.keys(previewed(date(2030, 1, 1)))["status"] == "seen"


class Desk:
    """Handlers of enrolments that note what they are told."""

    def __init__(self) -> None:
        self.told: list[Reassess] = []

    def reassess(self, command: Reassess, actor: Actor) -> Mapping[str, Any]:
        self.told.append(command)
        return {}

    def reassess_household(self, household_id: str) -> None:
        raise NotImplementedError  # a recomputation never asks for it


def test_its_changes_are_the_decisions_of_who_started_and_who_approved_it() -> None:
    made, desk = previewed(), Desk()
    made.approve("second", TODAY, RULES)
    lowered = Change("household-1", "JO-AM", "enrolment-1", LOWERED, 80_000, 60_000)
    with use(Context(Actor.system("registry.work"))):
        assert Reassessing(lambda: desk)(made, lowered)
    assert desk.told == [Reassess("enrolment-1", Outcome(True, 60_000), ("first", "second"))]


@pytest.mark.parametrize(("seen", "now"), [(None, 50_000), (50_000, None), (50_000, 60_000)])
def test_it_is_not_approved_once_the_terms_fix_another_amount_beside_the_rules(
    seen: int | None, now: int | None
) -> None:
    scope = Scope("programme-1", RULES, TODAY, (), seen)
    made = Recomputation.start("r-1", scope, "مسح", "first", TODAY, approval_days=7)
    made.show((), ())
    with pytest.raises(RecomputationOutdated) as refused:
        made.approve("second", TODAY, RULES, now)
    assert refused.value.params["rules"] != refused.value.params["previewed"]
    made.approve("second", TODAY, RULES, seen)
    assert made.approved_by == "second"


def test_of_a_fixed_amount_it_is_approved_while_the_terms_give_that_amount() -> None:
    scope = Scope("programme-1", fixed_amount(95_000), TODAY, ())
    made = Recomputation.start("r-1", scope, "رفع المبلغ", "first", TODAY, approval_days=7)
    made.show((), ())
    assert (scope.fixed_fils, previewed().scope.fixed_fils) == (95_000, None)
    with pytest.raises(RecomputationOutdated):
        made.approve("second", TODAY, fixed_amount(80_000), 80_000)
    made.approve("second", TODAY, fixed_amount(95_000), 95_000)
