"""What stopped a benefit wrongly costs no month; what ended is neither lost nor paid twice."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.support import paying
from tests.support.monthly_aid import AID, LOWERED, Aid
from tests.support.outlived import Outlived
from tests.support.programmes import CASEWORKER, SUPERVISOR, Assessed, in_memory
from tests.support.registry import CLERK, refused

MONTHS = ("2026-11", "2026-12", "2027-01")


@pytest.fixture
def aid() -> Aid:
    aid = Aid()
    aid.days(3)
    return aid


def test_a_suspension_that_was_not_right_costs_no_month(aid: Aid) -> None:
    aid.suspended_for(20)
    filed = aid.objected()
    aid.days(30)
    assert aid.upheld(filed) == "resumed"
    assert aid.paid(*MONTHS) == list(MONTHS)


def test_nor_does_one_that_was_found_wrong_half_a_year_later(aid: Aid) -> None:
    never_listed = aid.enrolled()["id"]
    aid.suspended_for(20)
    filed = aid.objected()
    aid.days(180)
    assert aid.upheld(filed) == "resumed"
    # November ran for three days, and its list was not to be had while it was suspended.
    assert aid.paid(*MONTHS) == list(MONTHS)
    assert [len(aid.listed(each)) for each in MONTHS] == [1] * 3
    assert len(aid.listed("2027-05")) == 2, never_listed
    once = aid.prepared("2026-12")
    assert aid.issued(once) == [(AID, "listed", [])]
    assert aid.listed("2026-12") == []


def test_nobody_is_paid_a_month_that_is_long_over_for_anything_else(aid: Aid) -> None:
    aid.suspended_for(20)
    aid.do("resume_enrolment", SUPERVISOR, note=None)
    aid.days(180)
    assert aid.paid(*MONTHS) == []
    aid.days(700)
    with refused("payment_month_out_of_reach"):
        aid.listed("2026-11")


def test_an_end_by_the_rules_that_was_not_right_costs_no_month(aid: Aid) -> None:
    aid.assessed_anew(Assessed(eligible=False))
    filed = aid.objected()
    aid.days(45)
    assert aid.paid(*MONTHS) == ["2026-11"]
    assert aid.upheld(filed) == "reinstated"
    assert [aid.listed(each) for each in MONTHS] == [[(AID, "listed", [])]] * 3


def ran_out(aid: Aid) -> None:
    until = {"reason_code": "absent_abroad", "until": "2026-11-27"}
    aid.do("suspend_enrolment", CASEWORKER, **until)
    aid.days(4)
    aid.office.later(aid.clock)
    assert aid.do("get_enrolment", CLERK)["status"] == "exited"


@pytest.mark.parametrize("contested", ["suspended", "exited"])
def test_nor_does_a_suspension_that_ran_out_into_the_end(aid: Aid, contested: str) -> None:
    ran_out(aid)
    course = [each["status"] for each in aid.do("get_enrolment", CLERK)["course"]]
    filed = aid.objected(course.index(contested) + 1)
    aid.days(45)
    assert aid.upheld(filed) == "reinstated"
    assert aid.paid(*MONTHS) == list(MONTHS)


def test_an_amount_that_was_contested_rightly_makes_good_no_suspension(aid: Aid) -> None:
    aid.do("suspend_enrolment", CASEWORKER, reason_code="absent_abroad")
    aid.changed(LOWERED)
    filed = aid.objected()
    aid.days(45)
    assert aid.upheld(filed) == "reviewed"
    aid.do("resume_enrolment", SUPERVISOR, note=None)
    assert aid.paid(*MONTHS) == ["2026-11", "2027-01"]


def test_who_waited_when_they_were_ended_wrongly_is_paid_no_month_in_line(aid: Aid) -> None:
    aid = Aid(quota=1)
    first = aid.enrolment_id
    aid.enrolment_id = str(aid.enrolled()["id"])
    aid.assessed_anew(Assessed(eligible=False))
    assert aid.do("get_enrolment", CLERK)["course"][-2]["status"] == "waiting"
    filed = aid.objected()
    aid.rules_come_to(Assessed())
    aid.days(45)
    ended = {"outcome": "graduated", "reason_code": "employed", "enrolment_id": first}
    aid.office.do("end_enrolment", SUPERVISOR, **ended)
    aid.office.later(aid.clock)
    assert aid.upheld(filed) == "reinstated"
    assert [len(aid.listed(each)) for each in MONTHS] == [1, 1, 2]


def test_a_month_in_which_it_ran_is_paid_also_when_the_family_left_the_line_since() -> None:
    aid = Aid(quota=1)
    aid.days(20)
    aid.ended()
    filed = aid.objected()
    aid.enrolled()
    assert aid.upheld(filed) == "waitlisted"
    assert len(aid.listed("2026-11")) == 1
    aid.do("withdraw_enrolment", CLERK)
    assert len(aid.listed("2026-11")) == 1


def test_a_top_up_that_ended_before_it_was_paid_is_not_paid_beside_the_one_that_replaces_it() -> (
    None
):
    aid = Aid(kind="emergency_topup", rules=None, amount_fils=100_000, review_every_months=None)
    home_id = aid.do("get_enrolment", CLERK)["household_id"]
    before = aid.prepared("2026-11")
    aid.ended()
    assert aid.issued(before) == [(100_000, "held", ["suspended_since"])]
    assert aid.listed("2026-11") == []
    to = {"id": aid.programme_id, "beneficiary": "household", "rules": None}
    aid.office.approved(to, aid.office.do("get_household", CLERK, household_id=home_id))
    assert aid.issued(aid.prepared("2026-11")) == [(100_000, "listed", [])]


@pytest.mark.parametrize("days", [45, 200])
def test_who_was_said_to_be_dead_is_held_and_paid_all_of_it_when_that_was_wrong(days: int) -> None:
    office, clock = in_memory()
    outlived = Outlived(office)

    def listed(enrolment: str, month: str) -> list[tuple[str, list[str]]]:
        programme = office.do("get_enrolment", CASEWORKER, enrolment_id=enrolment)["programme_id"]
        list_id = paying.prepared(office.registry, programme, month)
        found = paying.payments_of(office.registry, list_id)
        paying.cancel(office.registry, list_id)
        paying.work(office.registry, "payment_list.withdraw", list_id)
        return [(each["status"], each["findings"]) for each in found]

    clock.advance(timedelta(days=3))
    outlived.merge(outlived.alive)
    ((status, findings),) = listed(outlived.household, "2026-11")
    assert (status, findings[0]) == ("held", "household_dissolved")
    ((status, findings),) = listed(outlived.own, "2026-11")
    assert (status, findings[0]) == ("held", "beneficiary_deceased")
    clock.advance(timedelta(days=days))
    outlived.undo(outlived.alive)
    for enrolment in (outlived.own, outlived.household):
        assert [listed(enrolment, each) for each in MONTHS] == [[("listed", [])]] * 3


class TestAfterDowntime:
    """What follows on a day follows on that day, also when nobody was there to write it down."""

    def lifted_late(self, aid: Aid, reason: str) -> dict[str, Any]:
        until = {"reason_code": reason, "until": "2026-12-30"}
        aid.do("suspend_enrolment", CASEWORKER, **until)
        aid.days(41)
        aid.office.later(aid.clock)
        return aid.do("get_enrolment", CLERK)

    def test_a_suspension_is_over_on_its_day_and_that_month_is_paid(self, aid: Aid) -> None:
        found = self.lifted_late(aid, "facts_in_question")
        assert (found["status"], found["course"][-1]["on"]) == ("active", "2026-12-31")
        assert aid.paid(*MONTHS) == list(MONTHS)

    def test_who_is_out_by_it_has_the_whole_time_to_object(self, aid: Aid) -> None:
        found = self.lifted_late(aid, "documents_expired")
        assert (found["status"], found["course"][-1]["on"]) == ("exited", "2026-12-31")
        assert aid.do("explain_enrolment", CLERK)["grievance_until"] == "2027-02-04"
        aid.days(28)
        assert aid.objected()
