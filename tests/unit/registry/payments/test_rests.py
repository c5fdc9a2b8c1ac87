"""What a month was paid too little by an amount that was contested rightly is paid later, once."""

from __future__ import annotations

from typing import Any

import pytest

from chassis.context import Actor
from services.registry.adapters.payments import courses
from services.registry.adapters.payments.store import KeptPayments
from services.registry.app.payments import preparing
from services.registry.domain.payments.course import MonthRules
from services.registry.domain.payments.facts import PROGRAMME, Claim, Source
from services.registry.domain.payments.payment import Payment
from services.registry.domain.payments.rests import paid_for
from tests.support import paying
from tests.support.monthly_aid import AID, LOWERED, Aid
from tests.support.paying import Running, Stopped
from tests.support.programmes import OTHER_SUPERVISOR, SUPERVISOR, Assessed
from tests.support.registry import CLERK, command_of

NOVEMBER, DECEMBER = "2026-11", "2026-12"
REST = AID - LOWERED


@pytest.fixture
def aid() -> Aid:
    """A family whose November was paid with an amount that was too low."""
    aid = Aid()
    aid.changed(LOWERED)
    assert aid.issued(aid.prepared(NOVEMBER)) == [(LOWERED, "listed", [])]
    return aid


def amounts(aid: Aid, list_id: str) -> list[tuple[int, str]]:
    return sorted((fils, status) for fils, status, _ in aid.on(list_id))


def only(aid: Aid, list_id: str) -> dict[str, Any]:
    (one,) = paying.payments_of(aid.office.registry, list_id)
    return one


def test_the_rest_is_on_the_months_next_list_with_its_reason_and_in_the_totals(aid: Aid) -> None:
    aid.contested(AID)
    list_id = aid.prepared(NOVEMBER)
    rest = only(aid, list_id)
    assert (rest["amount_fils"], rest["status"], rest["findings"]) == (REST, "listed", [])
    assert rest["rest_of"] is not None
    (why,) = rest["owed_because"]
    assert (why["code"], bool(why["ar"])) == ("rest_of_month", True)
    totals = paying.shown(aid.office.registry, list_id)["totals"]
    assert totals["listed"] == {"count": 1, "total_fils": REST}
    assert aid.issued(list_id) == [(REST, "listed", [])]
    assert aid.listed(NOVEMBER) == []


def test_the_family_is_told_in_the_answer_and_in_the_explanation(aid: Aid) -> None:
    filed = aid.objected()
    aid.upheld(filed)
    told = aid.office.do("get_grievance", SUPERVISOR, grievance_id=filed)["reply"]["what_follows"]
    assert "next payment list" in told["en"]
    aid.changed(AID, OTHER_SUPERVISOR)
    said = aid.do("explain_enrolment", CLERK)["paragraphs"]
    assert "redressed" in [each["code"] for each in said]


def test_it_is_on_the_next_list_of_another_month_as_well_and_only_once(aid: Aid) -> None:
    aid.days(10)
    aid.contested(AID)
    assert amounts(aid, aid.prepared(DECEMBER)) == [(REST, "listed"), (AID, "listed")]
    assert aid.listed(NOVEMBER) == []


def test_of_two_lists_in_one_moment_one_has_it(aid: Aid, monkeypatch: pytest.MonkeyPatch) -> None:
    aid.days(10)
    aid.contested(AID)
    registry, add_many = aid.office.registry, KeptPayments.add_many
    lists = [paying.opened(registry, aid.programme_id, each) for each in (NOVEMBER, DECEMBER)]
    waiting = [lists[1]]

    def the_other_first(self: KeptPayments, payments: Any) -> Any:
        if waiting and any(each.claim.rest_of for each in payments):
            paying.work(registry, "payment_list.prepare", waiting.pop())
        return add_many(self, payments)

    monkeypatch.setattr(KeptPayments, "add_many", the_other_first)
    paying.work(registry, "payment_list.prepare", lists[0])
    assert [amounts(aid, each) for each in lists] == [[], [(REST, "listed"), (AID, "listed")]]


def test_a_month_that_was_not_paid_yet_has_what_was_right(aid: Aid) -> None:
    aid.contested(AID, answered_after=45)
    assert sorted(fils for fils, _, _ in aid.listed(DECEMBER)) == [REST, AID]


def test_until_somebody_said_what_is_right_nothing_is_owed(aid: Aid) -> None:
    assert aid.upheld(aid.objected()) == "reviewed"
    assert aid.listed(NOVEMBER) == []
    aid.changed(LOWERED, OTHER_SUPERVISOR)  # the amount was right, says the review that was owed
    assert aid.listed(NOVEMBER) == []


def test_what_the_rules_say_again_by_themselves_is_right_as_far_as_it_held_before(aid: Aid) -> None:
    aid.upheld(aid.objected())
    aid.days(10)
    # The statement that was wrong is withdrawn: nobody decides, and the review is owed still.
    aid.rules_come_to(Assessed(amount_fils=AID + 5_000))
    home_id = aid.do("get_enrolment", CLERK)["household_id"]
    with command_of(Actor.system("registry.timers")):
        aid.office.registry.programmes.enrolments.reassess_household(home_id)
    assert aid.do("get_enrolment", CLERK)["review_called"] is True
    assert aid.listed(NOVEMBER) == [(REST, "listed", [])]


def test_what_was_not_contested_or_not_rightly_is_made_good_by_nothing(aid: Aid) -> None:
    aid.days(1)
    aid.changed(AID)
    assert aid.listed(NOVEMBER) == []


def test_a_review_that_came_to_less_takes_nothing_back(aid: Aid) -> None:
    aid.contested(LOWERED - 10_000)
    assert aid.listed(NOVEMBER) == []


def test_of_several_corrections_each_owes_what_is_missing_then(aid: Aid) -> None:
    aid.contested(AID - 5_000, answered_after=10)
    assert aid.issued(aid.prepared(NOVEMBER)) == [(REST - 5_000, "listed", [])]
    # That review was not right either.
    aid.contested(AID, by=SUPERVISOR)
    assert aid.issued(aid.prepared(NOVEMBER)) == [(5_000, "listed", [])]
    assert aid.listed(NOVEMBER) == []


def test_another_correction_before_the_file_holds_the_rest_and_the_next_list_has_all(
    aid: Aid,
) -> None:
    aid.contested(AID - 5_000)
    prepared = aid.prepared(NOVEMBER)
    aid.days(10)
    aid.contested(AID, by=SUPERVISOR)
    assert aid.issued(prepared) == [(REST - 5_000, "held", ["amount_changed_since"])]
    assert aid.listed(NOVEMBER) == [(REST, "listed", [])]


def test_a_payment_that_is_in_no_file_yet_is_paid_as_a_whole_instead() -> None:
    aid = Aid()
    aid.changed(LOWERED)
    prepared = aid.prepared(NOVEMBER)
    aid.contested(AID)
    december = aid.prepared(DECEMBER)
    assert amounts(aid, december) == [(AID, "listed")]
    assert aid.issued(prepared) == [(LOWERED, "held", ["amount_changed_since"])]
    assert aid.listed(NOVEMBER) == [(AID, "listed", [])]


def test_what_came_back_is_tried_again_as_it_was_and_the_rest_beside_it() -> None:
    aid = Aid()
    aid.changed(LOWERED)
    november = aid.prepared(NOVEMBER)
    aid.issued(november)
    paid = only(aid, november)
    paying.came_back(aid.office.registry, paid["id"])
    aid.contested(AID)
    found = paying.payments_of(aid.office.registry, aid.prepared(NOVEMBER))
    assert {(it["again_of"], it["rest_of"], it["amount_fils"]) for it in found} == {
        (paid["id"], None, LOWERED),
        (None, paid["id"], REST),
    }


def test_a_rest_that_came_back_is_tried_again_as_it_was(aid: Aid) -> None:
    aid.contested(AID)
    rest_list = aid.prepared(NOVEMBER)
    aid.issued(rest_list)
    rest = only(aid, rest_list)
    paying.came_back(aid.office.registry, rest["id"])
    again = only(aid, aid.prepared(NOVEMBER))
    assert (again["again_of"], again["rest_of"]) == (rest["id"], rest["rest_of"])
    assert (again["amount_fils"], again["status"]) == (REST, "listed")
    assert [each["code"] for each in again["owed_because"]] == ["rest_of_month", "money_came_back"]


def test_while_it_is_suspended_nothing_goes_out_and_then_all_of_it(aid: Aid) -> None:
    aid.contested(AID)
    aid.do("suspend_enrolment", SUPERVISOR, reason_code="absent_abroad")
    assert aid.listed(NOVEMBER) == []
    aid.do("resume_enrolment", SUPERVISOR, note=None)
    assert aid.listed(NOVEMBER) == [(REST, "listed", [])]


def test_when_it_ended_before_the_review_what_held_before_is_right(aid: Aid) -> None:
    filed = aid.objected()
    aid.days(1)
    aid.ended()
    assert aid.upheld(filed) == "review_later"
    assert aid.listed(NOVEMBER) == [(REST, "listed", [])]


@pytest.mark.parametrize("dies_after", [0, 1])
def test_preparing_that_is_killed_lists_the_rest_once(
    aid: Aid, dies_after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preparing, "BATCH", 1)
    aid.contested(AID)
    list_id = paying.opened(aid.office.registry, aid.programme_id, NOVEMBER)
    run = Running(dies_after=dies_after)
    with pytest.raises(Stopped):
        paying.work(aid.office.registry, "payment_list.prepare", list_id, run)
    paying.work(aid.office.registry, "payment_list.prepare", list_id, Running(run.checkpoint))
    assert only(aid, list_id)["amount_fils"] == REST


def test_every_month_that_was_paid_too_little_is_made_good(aid: Aid) -> None:
    filed = aid.objected()
    aid.days(40)
    assert aid.issued(aid.prepared(DECEMBER))[0][0] == LOWERED
    aid.upheld(filed)
    aid.changed(AID, OTHER_SUPERVISOR)
    assert amounts(aid, aid.prepared("2027-01")) == [(REST, "listed")] * 2 + [(AID, "listed")]


def test_what_is_kept_of_before_says_of_no_review_that_it_was_owed(aid: Aid) -> None:
    aid.contested(AID)
    shown = aid.do("get_enrolment", CLERK)
    assert all("redresses" not in step for step in shown["course"])
    state = {"status": "active", "amount_fils": AID, "course": []}
    course = courses.course_of(state)
    assert (course.redressed, course.amount_of(NOVEMBER, MonthRules())) == ((), AID)


def a_payment(payment_id: str, fils: int, **changes: Any) -> Payment:
    claim = Claim("enrolment-1", "household-1", None, fils, **changes)
    source = Source(PROGRAMME, "programme-1")
    return Payment.of(
        payment_id,
        "list-1",
        source,
        NOVEMBER,
        claim,
        payee_id="head",
        governorate="JO-AM",
        protected=False,
        findings=(),
    )


def test_what_was_set_off_was_paid_and_what_came_back_or_is_held_is_counted_once() -> None:
    first = a_payment("p1", 40_000)
    first.set_off("recovery-1", 4_000)
    rest = a_payment("p2", 30_000, rest_of="p1", paid_fils=40_000)
    again = a_payment("p3", 30_000, rest_of="p1", again_of="p2")
    held = a_payment("p4", 18_000, rest_of="p1", paid_fils=70_000)
    held.hold(("payee_missing",))
    assert paid_for(first, [first, rest, again, held]) == 70_000
    assert paid_for(first, [first, rest, again, held], but="p2") == 40_000


def test_a_rest_is_due_once_by_what_was_paid_before_and_is_received_with_its_month() -> None:
    rest = a_payment("p2", 48_000, rest_of="p1", paid_fils=40_000, for_month=NOVEMBER)
    assert (rest.due, rest.receipt) == (("rest/p1/40000",), None)
