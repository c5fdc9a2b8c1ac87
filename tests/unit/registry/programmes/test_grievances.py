"""Grievances: in time, by another person, with an answer that undoes what was wrong."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from chassis.context import Actor
from tests.support.programmes import (
    ADMINISTRATOR,
    CASEWORKER,
    OTHER_SUPERVISOR,
    SUPERVISOR,
    Office,
    learning,
)
from tests.support.registry import CLERK, citizen, national_number
from tests.unit.registry.programmes.test_programmes import refuses


def rejected(office: Office, number: str | None = None) -> dict[str, Any]:
    home = office.household(number=number) if number else office.household()
    asked = office.applied(office.programme(), home)["id"]
    request = {"enrolment_id": asked, "reason_code": "documents_missing"}
    return office.do("reject_enrolment", SUPERVISOR, **request)


def filed(office: Office, enrolment: dict[str, Any], actor: Any = CLERK) -> dict[str, Any]:
    request = {"enrolment_id": enrolment["id"], "text": "سلّمنا الوثائق كلها."}
    return office.do("file_grievance", actor, **request)


def answered(office: Office, grievance: dict[str, Any], outcome: str = "upheld") -> dict[str, Any]:
    request = {"grievance_id": grievance["id"], "outcome": outcome, "answer": "وُجدت الوثائق."}
    return office.do("answer_grievance", OTHER_SUPERVISOR, **request)


def test_a_family_objects_from_home_and_reads_the_answer(office: Office) -> None:
    number = national_number()
    me = citizen(number)
    grievance = filed(office, rejected(office, number), me)
    assert (grievance["by_family"], grievance["answer_by"]) == (True, "2026-12-13")
    answered(office, grievance)
    seen = office.do("get_grievance", me, grievance_id=grievance["id"])
    assert (seen["status"], seen["reply"]["remedy"]) == ("upheld", "reopened")


def test_a_rejection_that_was_wrong_is_decided_again(office: Office) -> None:
    enrolment = rejected(office)
    answered(office, filed(office, enrolment))
    again = office.do("get_enrolment", CLERK, enrolment_id=enrolment["id"])
    assert (again["status"], again["decision"]) == ("applied", None)


def test_a_dismissed_grievance_changes_nothing(office: Office) -> None:
    enrolment = rejected(office)
    grievance = answered(office, filed(office, enrolment), "dismissed")
    assert grievance["reply"]["remedy"] is None
    assert office.do("get_enrolment", CLERK, enrolment_id=enrolment["id"]) == enrolment


def test_a_suspension_that_was_wrong_is_lifted(office: Office) -> None:
    enrolment = office.approved(office.programme())
    request = {"enrolment_id": enrolment["id"], "reason_code": "documents_expired"}
    suspended = office.do("suspend_enrolment", CASEWORKER, **request)
    answered(office, filed(office, suspended))
    assert office.do("get_enrolment", CLERK, enrolment_id=enrolment["id"])["status"] == "active"


def test_an_exit_that_was_wrong_gives_a_place_back_or_a_ticket(office: Office, days: Any) -> None:
    to = office.programme(**learning(1))
    first = office.applied(to)
    office.applied(to)
    end = {"enrolment_id": first["id"], "outcome": "exited", "reason_code": "did_not_attend"}
    office.do("end_enrolment", SUPERVISOR, **end)
    days.pass_by()
    answered(office, filed(office, first))
    back = office.do("get_enrolment", CLERK, enrolment_id=first["id"])
    assert (back["status"], back["ticket"]) == ("waiting", 2)


@pytest.mark.parametrize("who", [SUPERVISOR, CLERK])
def test_who_decided_or_prepared_does_not_answer(office: Office, who: Any) -> None:
    grievance = filed(office, rejected(office))
    code = "decider_handles" if who is SUPERVISOR else "enrolment_not_yours"
    refuses(office, code, "take_grievance", who, grievance_id=grievance["id"])


def test_a_grievance_is_filed_within_thirty_days(office: Office, days: Any) -> None:
    enrolment = rejected(office)
    days.pass_by(31)
    request = {"enrolment_id": enrolment["id"], "text": "تأخرنا."}
    refuses(office, "grievance_too_late", "file_grievance", CLERK, **request)


def test_there_is_nothing_to_object_to_before_a_decision(office: Office) -> None:
    request = {"enrolment_id": office.applied(office.programme())["id"], "text": "لماذا؟"}
    refuses(office, "nothing_to_contest", "file_grievance", CLERK, **request)


def test_one_grievance_at_a_time(office: Office) -> None:
    enrolment = rejected(office)
    grievance = filed(office, enrolment)
    request = {"enrolment_id": enrolment["id"], "text": "مرة أخرى"}
    refuses(office, "grievance_open_already", "file_grievance", CLERK, **request)
    office.do("withdraw_grievance", CLERK, grievance_id=grievance["id"])
    assert filed(office, enrolment)["id"] != grievance["id"]


def test_an_overdue_answer_is_a_supervisors(office: Office, days: Any) -> None:
    grievance = filed(office, rejected(office))
    days.pass_by(21)
    assert office.do("find_grievances", SUPERVISOR, escalated="yes")["items"] == []
    days.pass_by(1)
    (overdue,) = office.do("find_grievances", SUPERVISOR, escalated="yes")["items"]
    assert (overdue["id"], overdue["escalated_on"]) == (grievance["id"], "2026-12-14")
    refuses(office, "grievance_escalated", "take_grievance", CASEWORKER, grievance_id=overdue["id"])
    assert answered(office, overdue)["status"] == "upheld"


def test_what_is_overdue_an_administrator_reads_and_answers_too(office: Office, days: Any) -> None:
    grievance = filed(office, rejected(office))
    one, about = {"grievance_id": grievance["id"]}, {"enrolment_id": grievance["enrolment_id"]}
    filed(office, rejected(office))
    for method in ("take_grievance", "get_grievance"):
        refuses(office, "enrolment_not_yours", method, ADMINISTRATOR, **one)
    refuses(office, "enrolment_not_yours", "get_enrolment", ADMINISTRATOR, **about)
    assert office.do("find_grievances", ADMINISTRATOR)["items"] == []
    days.pass_by(22)
    found = office.do("find_grievances", ADMINISTRATOR)["items"]
    assert grievance["id"] in [each["id"] for each in found]
    assert office.do("get_enrolment", ADMINISTRATOR, **about)["status"] == "rejected"
    assert office.do("take_grievance", ADMINISTRATOR, **one)["handler"] == "administrator-1"
    reply = {**one, "outcome": "dismissed", "answer": "نقصت الوثائق."}
    assert office.do("answer_grievance", ADMINISTRATOR, **reply)["reply"]["by"] == "administrator-1"
    refuses(office, "enrolment_not_yours", "get_enrolment", ADMINISTRATOR, **about)


def test_nor_does_an_administrator_judge_their_own_decision(office: Office, days: Any) -> None:
    enrolment = rejected(office)
    both = Actor(SUPERVISOR.subject, frozenset({"administrator"}))
    grievance = filed(office, enrolment)
    days.pass_by(22)
    refuses(office, "decider_handles", "take_grievance", both, grievance_id=grievance["id"])


def test_a_recorded_holiday_moves_the_deadline(office: Office) -> None:
    known = office.do("get_holidays", CLERK, year=2026)
    eve = {"day": "2026-12-01", "ar": "عطلة رسمية", "en": "Official holiday"}
    request = {"year": 2026, "days": [*known["days"], eve]}
    refuses(office, "holidays_not_yours", "record_holidays", SUPERVISOR, **request)
    changed = office.do("record_holidays", ADMINISTRATOR, known["version"], **request)
    assert changed["version"] == known["version"] + 1
    refuses(office, "version_stale", "record_holidays", ADMINISTRATOR, known["version"], **request)
    assert filed(office, rejected(office))["answer_by"] == "2026-12-14"


def test_a_holiday_lies_in_the_year_of_its_table(office: Office) -> None:
    days = [{"day": date(2028, 1, 1).isoformat(), "ar": "عطلة", "en": "Holiday"}]
    request = {"year": 2027, "days": days}
    refuses(office, "holiday_of_other_year", "record_holidays", ADMINISTRATOR, **request)


def test_a_family_finds_its_grievances_without_naming_its_household(office: Office) -> None:
    number = national_number()
    me, enrolment = citizen(number), rejected(office, number)
    grievance, other = filed(office, enrolment, me), filed(office, rejected(office))
    for asked in ({}, {"enrolment_id": enrolment["id"]}, {"status": "open"}):
        found = office.do("find_grievances", me, **asked)["items"]
        assert [each["id"] for each in found] == [grievance["id"]]
    theirs = {"enrolment_id": other["enrolment_id"]}
    assert office.do("find_grievances", me, **theirs)["items"] == []
