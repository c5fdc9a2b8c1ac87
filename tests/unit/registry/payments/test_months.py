"""A month that is listed later is paid by what the enrolment was in it, on stores in memory."""

from __future__ import annotations

import pytest

from tests.support import paying
from tests.support.monthly_aid import AID, LOWERED, Aid
from tests.support.programmes import SUPERVISOR, Assessed
from tests.support.registry import CLERK


@pytest.fixture
def aid() -> Aid:
    return Aid()


def test_resumed_it_is_not_paid_for_the_months_it_was_suspended(aid: Aid) -> None:
    aid.days(3)
    aid.suspended_for(75)
    assert aid.listed("2026-11") == aid.listed("2027-02") == []
    aid.do("resume_enrolment", SUPERVISOR, note=None)
    months = ("2026-11", "2026-12", "2027-01", "2027-02")
    assert [len(aid.listed(each)) for each in months] == [1, 0, 0, 1]


def test_what_was_held_is_paid_once_it_can_be_although_the_enrolment_ended() -> None:
    aid = Aid()
    nameless = aid.enrolled(identity={"kind": "none", "number": None})
    aid.enrolment_id = str(nameless["id"])
    assert (AID, "held", ["payee_document_missing"]) in aid.issued(aid.prepared("2026-11"))
    aid.days(40)
    aid.ended()
    household = aid.office.do("get_household", CLERK, household_id=nameless["household_id"])
    aid.office.do(
        "amend_person",
        CLERK,
        person_id=household["head_id"],
        identity={"kind": "unhcr", "number": "245-12C00001"},
        reason={"kind": "correction", "note": "بحسب الوثيقة"},
    )
    list_id = aid.prepared("2026-11")
    assert aid.issued(list_id) == [(AID, "listed", [])]
    (payment,) = paying.payments_of(aid.office.registry, list_id)
    assert [each["code"] for each in payment["owed_because"]] == ["ran_in_month"]


def test_a_month_is_paid_with_the_amount_that_held_for_it(aid: Aid) -> None:
    aid.days(75)
    aid.changed(LOWERED)
    amounts = {each: aid.listed(each)[0][0] for each in ("2026-11", "2026-12", "2027-02")}
    assert amounts == {"2026-11": AID, "2026-12": AID, "2027-02": LOWERED}


def test_a_change_after_the_list_was_prepared_holds_its_month_and_no_earlier_one(aid: Aid) -> None:
    aid.days(40)
    november, january = aid.prepared("2026-11"), aid.prepared("2027-01")
    aid.changed(LOWERED)
    assert aid.issued(november) == [(AID, "listed", [])]
    assert aid.issued(january) == [(AID, "held", ["amount_changed_since"])]
    assert aid.listed("2027-01") == [(LOWERED, "listed", [])]


def test_enrolled_again_the_month_is_paid_once_and_by_what_runs(aid: Aid) -> None:
    aid.days(3)
    first = aid.do("get_enrolment", CLERK)
    aid.ended()
    aid.rules_come_to(Assessed(amount_fils=LOWERED))
    to = {"id": aid.programme_id, "beneficiary": "household", "rules": "monthly_aid"}
    home = aid.office.do("get_household", CLERK, household_id=first["household_id"])
    aid.office.approved(to, home)
    assert aid.listed("2026-11") == [(LOWERED, "listed", [])]
