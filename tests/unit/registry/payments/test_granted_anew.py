"""An end that was wrong costs no month when the family was granted the benefit anew meanwhile: its
months until the newer enrolment began are paid, the others by that one."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.monthly_aid import AID, Aid
from tests.support.programmes import CASEWORKER, SUPERVISOR, Assessed
from tests.support.registry import CLERK

MONTHS = ("2026-11", "2026-12", "2027-01", "2027-02", "2027-03")
ONCE = [(AID, "listed", [])]


class Granted:
    """A family whose aid ended on 25 November 2026, and that was granted it anew in February."""

    def __init__(self, **terms: Any) -> None:
        self.aid = Aid(**terms)
        self.aid.days(3)

    @property
    def home(self) -> dict[str, Any]:
        home_id = self.aid.do("get_enrolment", CLERK)["household_id"]
        return self.aid.office.do("get_household", CLERK, household_id=home_id)

    def anew(self) -> str:
        """Granted once more, 70 days later; answers the id."""
        self.aid.days(70)
        office = self.aid.office
        self.aid.rules_come_to(Assessed(amount_fils=AID))
        to = {"id": self.aid.programme_id, "beneficiary": "household", "rules": "monthly_aid"}
        return str(office.approved(to, self.home)["id"])


@pytest.fixture
def granted() -> Granted:
    return Granted()


def test_the_months_until_the_newer_one_began_are_paid_each_once(granted: Granted) -> None:
    aid = granted.aid
    aid.ended()
    filed = aid.objected()
    granted.anew()
    aid.days(5)
    assert aid.listed("2026-12") == []
    assert aid.upheld(filed) == "newer_stands"
    assert aid.do("get_enrolment", CLERK)["status"] == "graduated"
    assert [aid.listed(each) for each in MONTHS] == [ONCE] * 5
    assert aid.issued(aid.prepared("2026-12")) == ONCE
    assert aid.listed("2026-12") == []


def test_the_family_is_told_so(granted: Granted) -> None:
    granted.aid.ended()
    filed = granted.aid.objected()
    granted.anew()
    granted.aid.upheld(filed)
    reply = granted.aid.office.do("get_grievance", SUPERVISOR, grievance_id=filed)["reply"]
    assert "until the newer one began" in reply["what_follows"]["en"]
    assert "حتى بدء الانتساب الأحدث" in reply["what_follows"]["ar"]


def test_so_are_they_when_the_rules_had_ended_it_and_with_the_amount_of_before(
    granted: Granted,
) -> None:
    aid = granted.aid
    aid.assessed_anew(Assessed(eligible=False))
    filed = aid.objected()
    granted.anew()
    assert aid.upheld(filed) == "newer_stands"
    assert [aid.listed(each) for each in MONTHS[:4]] == [ONCE] * 4


@pytest.mark.parametrize("contested", ["suspended", "exited"])
def test_so_are_they_when_a_suspension_had_run_out(granted: Granted, contested: str) -> None:
    aid = granted.aid
    until = {"reason_code": "absent_abroad", "until": "2026-11-27"}
    aid.do("suspend_enrolment", CASEWORKER, **until)
    aid.days(4)
    aid.office.later(aid.clock)
    course = [each["status"] for each in aid.do("get_enrolment", CLERK)["course"]]
    filed = aid.objected(course.index(contested) + 1)
    granted.anew()
    assert aid.upheld(filed) == "newer_stands"
    assert [aid.listed(each) for each in MONTHS[:4]] == [ONCE] * 4


def test_so_are_they_when_the_answer_comes_longer_after_than_a_month_is_listed(
    granted: Granted,
) -> None:
    aid = granted.aid
    aid.ended()
    filed = aid.objected()
    granted.anew()
    aid.days(150)
    assert aid.listed("2026-12") == []
    assert aid.upheld(filed) == "newer_stands"
    assert [aid.listed(each) for each in ("2026-12", "2027-01")] == [ONCE] * 2


def test_while_the_newer_one_is_suspended_its_own_months_are_not_paid(granted: Granted) -> None:
    aid = granted.aid
    aid.ended()
    filed = aid.objected()
    newer = granted.anew()
    aid.office.do("suspend_enrolment", CASEWORKER, enrolment_id=newer, reason_code="absent_abroad")
    assert aid.upheld(filed) == "newer_stands"
    assert [len(aid.listed(each)) for each in MONTHS] == [1, 1, 1, 0, 0]


def test_an_end_that_was_right_costs_them(granted: Granted) -> None:
    aid = granted.aid
    aid.ended()
    granted.anew()
    assert [len(aid.listed(each)) for each in MONTHS] == [1, 0, 0, 1, 1]


def test_of_a_newer_one_in_line_they_are_paid_as_of_one_that_is_put_there_by_the_answer() -> None:
    granted = Granted(quota=1)
    aid = granted.aid
    aid.ended()
    filed = aid.objected()
    taken = aid.enrolled()
    newer = granted.anew()
    assert aid.office.do("get_enrolment", CLERK, enrolment_id=newer)["status"] == "waiting"
    assert aid.upheld(filed) == "newer_stands"
    assert [len(aid.listed(each)) for each in MONTHS] == [2, 2, 2, 2, 1], taken


def test_what_a_newer_one_that_ended_did_not_give_is_not_made_good(granted: Granted) -> None:
    aid, office = granted.aid, granted.aid.office
    aid.ended()
    filed = aid.objected()
    first = granted.anew()
    aid.days(20)
    rightly = {"outcome": "graduated", "reason_code": "employed"}
    office.do("end_enrolment", SUPERVISOR, enrolment_id=first, **rightly)
    aid.days(60)
    granted.anew()
    assert aid.upheld(filed) == "newer_stands"
    assert [aid.listed(each) for each in MONTHS[:3]] == [ONCE] * 3
    assert [aid.listed(each) for each in ("2027-03", "2027-04", "2027-05", "2027-06")] == [[]] * 4
