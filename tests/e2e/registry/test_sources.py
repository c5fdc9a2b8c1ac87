"""Whose word counts, through the gateway: a cross-check goes before what the family declares."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.support import benefits
from tests.support.benefits import done, stepped
from tests.support.registry import another_person
from tests.support.window import Visitor

DECLARED, CHECKED, LESS = 60_000, 90_000, 10_000


@pytest.fixture
def clerk() -> Visitor:
    return Visitor("clerk")


@pytest.fixture
def today(clerk: Visitor) -> date:
    """The day at the ministry, whose clock may have been moved."""
    return date.fromisoformat(done(clerk.post("/v1/persons", another_person()))["registered_on"])


@pytest.fixture
def home(clerk: Visitor) -> str:
    return benefits.family(clerk, earned_income_fils=DECLARED)


def income_by_the_rules(home: str, **on: str) -> str:
    """The sentence in which the family reads what income was counted."""
    path = f"/v1/households/{home}/eligibility"
    found = done(Visitor("clerk").get(path, rules="cash_support", **on))
    return str(found["reasons"][0]["en"])


def applied(clerk: Visitor, home: str) -> str:
    asked = {"programme_id": benefits.aid(Visitor("administrator")), "household_id": home}
    return f"/v1/enrolments/{done(clerk.post('/v1/enrolments', asked))['id']}"


def cross_checked(enrolment: str, on: date, **facts: Any) -> None:
    told = facts or {"earned_income_fils": CHECKED}
    body = {
        "body": "social_security",
        "facts": [{"indicator": name, "value": value} for name, value in told.items()],
        "reference": "SSC-1",
        "stated_on": on.isoformat(),
    }
    done(stepped(Visitor("caseworker"), enrolment, "cross-checks", body))


def shown(home: str) -> list[dict[str, Any]]:
    facts: list[dict[str, Any]] = done(Visitor("caseworker").get(f"/v1/households/{home}/facts"))[
        "facts"
    ]
    return facts


def test_a_cross_check_decides_until_it_is_a_year_old_and_the_counter_sees_what_waits(
    clerk: Visitor, home: str, today: date
) -> None:
    assert "JD 60 a month" in income_by_the_rules(home)
    yesterday = today - timedelta(days=1)
    enrolment = applied(clerk, home)
    cross_checked(enrolment, yesterday)
    assert "JD 90 a month" in income_by_the_rules(home)

    told = {"household_id": home, "facts": [{"indicator": "earned_income_fils", "number": LESS}]}
    (answer,) = done(clerk.post("/v1/declarations", told))["facts"]
    assert "JD 90 a month" in income_by_the_rules(home)
    assessed = done(stepped(Visitor("caseworker"), enrolment, "assess"))["assessment"]
    assert any("JD 90 a month" in each["en"] for each in assessed["reasons"])
    waiting, superseded, checked = shown(home)
    assert waiting == answer
    assert (checked["number"], checked["source"], checked["held_back"]) == (
        CHECKED,
        "cross_check",
        None,
    )
    assert (superseded["number"], superseded["counts_from"]) == (DECLARED, None)
    assert superseded["held_back"]["why"] == "superseded"
    assert (waiting["number"], waiting["held_back"]["why"]) == (LESS, "waits")
    assert f"what another body stated on {yesterday}" in waiting["held_back"]["en"]
    assert "تحقّق جديد" in waiting["held_back"]["ar"]

    counts_from = date.fromisoformat(waiting["counts_from"])
    assert (counts_from - yesterday).days in (365, 366)
    the_day_before = counts_from - timedelta(days=1)
    assert "JD 90 a month" in income_by_the_rules(home, on=the_day_before.isoformat())
    assert "JD 10 a month" in income_by_the_rules(home, on=counts_from.isoformat())


def test_what_is_checked_for_one_application_outdates_the_assessment_of_another(
    clerk: Visitor, home: str, today: date
) -> None:
    assessed, checked = applied(clerk, home), applied(clerk, home)
    done(stepped(Visitor("caseworker"), assessed, "assess"))
    cross_checked(checked, today, owns_second_property=True)
    decider = Visitor("supervisor")
    refused = stepped(decider, assessed, "approve", {})
    assert (refused.status_code, refused.json()["code"]) == (409, "not_assessed")
    done(stepped(Visitor("caseworker"), assessed, "assess"))
    assert stepped(decider, assessed, "approve", {}).json()["code"] == "not_eligible"


def test_a_body_changes_what_it_said_of_who_is_enrolled_and_a_review_is_called(
    clerk: Visitor, home: str, today: date
) -> None:
    enrolment = applied(clerk, home)
    done(stepped(Visitor("caseworker"), enrolment, "assess"))
    done(stepped(Visitor("supervisor"), enrolment, "approve", {}))
    cross_checked(enrolment, today, rooms=3)
    seen = done(clerk.get(enrolment))
    assert (seen["status"], seen["review_called"]) == ("active", False)
    cross_checked(enrolment, today, owns_second_property=True)
    assert done(clerk.get(enrolment))["review_called"] is True
    assert done(stepped(Visitor("supervisor"), enrolment, "reassess"))["status"] == "exited"
