"""What the review of an amount that was contested rightly makes good, whatever came before it."""

from __future__ import annotations

from typing import Any

import pytest

from services.registry.adapters.payments.courses import course_of
from services.registry.domain.payments.course import (
    Course,
    MonthRules,
    Redressed,
    Revised,
    Stage,
)
from tests.support.monthly_aid import AID, LOWERED, Aid
from tests.support.programmes import (
    ADMINISTRATOR,
    CASEWORKER,
    OTHER_SUPERVISOR,
    SUPERVISOR,
    Assessed,
)
from tests.support.registry import CLERK, command_of
from tests.unit.registry.programmes.test_decisions import recomputed
from tests.unit.registry.programmes.test_redress import OTHER_CASEWORKER

NOVEMBER, DECEMBER, JANUARY = "2026-11", "2026-12", "2027-01"
REST = AID - LOWERED
RULES = MonthRules()


@pytest.fixture
def aid() -> Aid:
    """A family whose November was paid with an amount that was too low."""
    aid = lowered()
    assert aid.issued(aid.prepared(NOVEMBER)) == [(LOWERED, "listed", [])]
    return aid


def lowered() -> Aid:
    aid = Aid()
    aid.changed(LOWERED)
    return aid


def rules_say(aid: Aid, assessed: Assessed) -> None:
    """What they say changes by itself: nobody looks."""
    aid.rules_come_to(assessed)
    home_id = aid.do("get_enrolment", CLERK)["household_id"]
    with command_of(SUPERVISOR):
        aid.office.registry.programmes.enrolments.reassess_household(home_id)


def amounts(aid: Aid, month: str) -> list[int]:
    return sorted(fils for fils, _, _ in aid.listed(month))


def test_what_the_rules_changed_meanwhile_is_made_good_as_well(aid: Aid) -> None:
    assert aid.upheld(aid.objected()) == "reviewed"
    aid.days(10)
    rules_say(aid, Assessed(amount_fils=LOWERED - 5_000))
    assert aid.issued(aid.prepared(DECEMBER)) == [(LOWERED - 5_000, "listed", [])]
    aid.days(40)
    aid.changed(AID, OTHER_SUPERVISOR)
    assert amounts(aid, JANUARY) == [REST, REST + 5_000, AID]


def test_so_is_what_a_recomputation_set_that_was_not_the_review(aid: Aid) -> None:
    assert aid.upheld(aid.objected(), OTHER_CASEWORKER) == "reviewed"
    aid.days(10)
    enrolment = aid.do("get_enrolment", CLERK)
    recomputed(aid.office, enrolment, amount_fils=LOWERED - 5_000)
    assert aid.do("get_enrolment", CLERK)["review_called"] is True
    assert aid.issued(aid.prepared(DECEMBER)) == [(LOWERED - 5_000, "listed", [])]
    aid.days(40)
    aid.changed(AID, ADMINISTRATOR)
    assert amounts(aid, JANUARY) == [REST, REST + 5_000, AID]


def test_so_is_what_was_paid_after_an_end_that_fell(aid: Aid) -> None:
    assert aid.upheld(aid.objected()) == "reviewed"
    aid.days(10)
    rules_say(aid, Assessed(eligible=False))
    about_end = aid.objected()
    aid.days(40)
    assert aid.upheld(about_end) == "reinstated"
    assert LOWERED in amounts(aid, DECEMBER)
    aid.rules_come_to(Assessed(amount_fils=AID))
    aid.changed(AID, ADMINISTRATOR)
    assert amounts(aid, DECEMBER) == [REST, AID]
    assert amounts(aid, JANUARY) == [REST, AID]


def test_a_month_that_was_listed_after_the_amount_was_replaced_has_its_rest() -> None:
    aid = lowered()
    aid.upheld(aid.objected())
    aid.days(10)
    rules_say(aid, Assessed(amount_fils=LOWERED - 5_000))
    aid.days(1)
    assert aid.issued(aid.prepared(NOVEMBER)) == [(LOWERED, "listed", [])]
    aid.changed(AID, OTHER_SUPERVISOR)
    aid.days(1)
    assert amounts(aid, NOVEMBER) == [REST]


@pytest.mark.parametrize("listed_on", ["2026-02-01", "2026-02-10"])
def test_a_month_within_what_was_contested_is_made_good_whenever_it_was_listed(
    listed_on: str,
) -> None:
    revised = (Revised("2026-02-08", 100), Revised("2026-02-20", 90))
    wrong = Redressed("2026-01-10", "2026-02-08", 150)
    course = Course((Stage("active", "2026-01-10"),), 150, revised, (wrong,))
    assert course.amount_of("2026-01", RULES) == 150
    assert course.makes_good("2026-01", listed_on, RULES)
    # The amount of February is another one's; what was listed later had that.
    assert course.makes_good("2026-02", listed_on, RULES) is (listed_on < "2026-02-08")


def test_the_review_after_a_wrong_suspension_says_nothing_of_an_amount(aid: Aid) -> None:
    about_amount = aid.objected(len(aid.do("get_enrolment", CLERK)["course"]))
    aid.days(2)
    aid.do("suspend_enrolment", CASEWORKER, reason_code="absent_abroad")
    assert aid.upheld(aid.objected(), OTHER_CASEWORKER) == "resumed"
    aid.days(5)
    aid.changed(LOWERED, ADMINISTRATOR)
    assert aid.do("get_enrolment", CLERK)["review_called"] is False
    assert aid.upheld(about_amount) == "reviewed"  # on the same day
    aid.days(5)
    aid.changed(AID, OTHER_SUPERVISOR)
    assert aid.listed(NOVEMBER) == [(REST, "listed", [])]


def test_one_review_is_of_all_amounts_that_were_contested_rightly(aid: Aid) -> None:
    first = aid.objected()
    aid.days(10)
    aid.changed(LOWERED - 5_000)
    assert aid.issued(aid.prepared(DECEMBER)) == [(LOWERED - 5_000, "listed", [])]
    second = aid.objected()
    assert [aid.upheld(each) for each in (first, second)] == ["reviewed", "reviewed"]
    aid.days(1)
    aid.changed(AID, OTHER_SUPERVISOR)
    assert amounts(aid, DECEMBER) == [REST, REST + 5_000]


class TestKeptFromBefore:
    """Reviews that were done before it was kept for which amounts."""

    def state(self, *more: dict[str, Any], amount: int = LOWERED, **kept: Any) -> dict[str, Any]:
        steps = [
            {"status": "active", "on": "2026-01-10", "by": "s-1"},
            step("active", "2026-02-10", "s-1", AID, LOWERED),
            *more,
        ]
        return {"status": "active", "amount_fils": amount, "course": steps, **kept}

    def february(self, state: dict[str, Any], *upheld: dict[str, Any]) -> int | None:
        about = contested(state["course"][1], 2, "2026-03-01")
        return course_of(state, [about, *upheld]).amount_of("2026-02", RULES)

    def test_a_marked_one_says_what_is_right(self) -> None:
        review = step("active", "2026-03-10", "s-2", LOWERED, AID, redresses=True)
        assert self.february(self.state(review, amount=AID)) == AID

    def test_the_first_one_by_others_was_it_and_no_later_one(self) -> None:
        confirmed = step("active", "2026-03-10", "s-2", LOWERED, LOWERED)
        later = step("active", "2026-06-01", "s-2", LOWERED, 120_000, redresses=True)
        stopped = {"status": "suspended", "on": "2026-05-01", "by": "c-1"}
        goes_on = {"status": "active", "on": "2026-05-20", "by": "c-2"}
        state = self.state(confirmed, stopped, goes_on, later, amount=120_000)
        about = contested(stopped, 4, "2026-05-20")
        assert self.february(state, about) == LOWERED

    def test_one_of_the_day_of_the_answer_may_have_been_for_something_else(self) -> None:
        stopped = {"status": "suspended", "on": "2026-02-15", "by": "c-1"}
        goes_on = {"status": "active", "on": "2026-02-20", "by": "c-2"}
        review = step("active", "2026-03-01", "s-2", LOWERED, AID, redresses=True)
        state = self.state(stopped, goes_on, review, amount=AID)
        about = contested(stopped, 3, "2026-02-20")
        assert self.february(state) == AID
        assert self.february(state, about) == LOWERED

    @pytest.mark.parametrize(("done", "right"), [(False, AID), (True, LOWERED)])
    def test_one_that_is_owed_still_may_be_for_something_else(self, done: bool, right: int) -> None:
        confirmed = [step("active", "2026-03-10", "s-2", LOWERED, LOWERED)] if done else []
        by_rules = step("active", "2026-04-10", "rules", LOWERED, AID)
        state = self.state(*confirmed, by_rules, amount=AID, review_not_by=["s-1"])
        assert self.february(state) == right


def step(status: str, on: str, by: str, before: int, after: int, **more: Any) -> dict[str, Any]:
    revision = {"before_fils": before, "after_fils": after, "prepared_by": []}
    return {"status": status, "on": on, "by": by, "revision": revision, **more}


def contested(step: dict[str, Any], number: int, answered_on: str) -> dict[str, Any]:
    return {**step, "step": step["status"], "number": number, "answered_on": answered_on}
