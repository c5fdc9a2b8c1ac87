"""What was said since somebody came or left, and is withdrawn, brings the question back."""

from __future__ import annotations

from typing import Any

from tests.support.programmes import CASEWORKER, OTHER_SUPERVISOR, SUPERVISOR, Office
from tests.unit.registry.programmes.conftest import Days
from tests.unit.registry.programmes.test_enrolments import standing
from tests.unit.registry.programmes.test_family_changes import (
    aid,
    earns,
    office_of,
    poor,
    review,
)
from tests.unit.registry.programmes.test_life_of_applicants import join
from tests.unit.registry.programmes.test_programmes import refuses


def takes_back_what_was_earned(office: Office, home: dict[str, Any]) -> None:
    """A supervisor finds that the newest word on it was recorded wrongly."""
    profile = office.do("get_profile", CASEWORKER, household_id=home["id"])
    earned = [each for each in profile["facts"] if each["indicator"] == "earned_income_fils"]
    told = {"source_id": earned[0]["source_id"], "indicators": ["earned_income_fils"], "on": None}
    office.do("withdraw_facts", OTHER_SUPERVISOR, household_id=home["id"], note="خطأ", **told)


def test_what_is_withdrawn_lets_no_benefit_follow_what_was_known_of_others(days: Days) -> None:
    office = office_of(days)
    home = poor(office)
    enrolment = office.approved(aid(office), home)
    days.pass_by(2)
    join(office, home, poor(office, 900_000))
    days.pass_by(1)
    earns(office, home, 990_000)
    takes_back_what_was_earned(office, home)
    days.pass_by()
    after = standing(office, enrolment)
    assert (after["amount_fils"], after["status"]) == (enrolment["amount_fils"], "active")
    assert (after["review_called"], after["household_changed_on"]) == (True, "2026-11-24")
    one = {"enrolment_id": enrolment["id"]}
    refuses(office, "facts_outdated", "reassess_enrolment", OTHER_SUPERVISOR, **one)


def test_a_review_that_rests_on_what_is_withdrawn_is_called_again(days: Days) -> None:
    office = office_of(days)
    home = poor(office)
    enrolment = office.approved(aid(office), home)
    days.pass_by(2)
    join(office, home, poor(office))
    earns(office, home, 150_000)
    lowered = review(office, enrolment)
    assert (lowered["review_called"], lowered["household_changed_on"]) == (False, None)
    days.pass_by(1)
    takes_back_what_was_earned(office, home)
    days.pass_by()
    after = standing(office, enrolment)
    assert after["amount_fils"] == lowered["amount_fils"]
    assert (after["review_called"], after["household_changed_on"]) == (True, "2026-11-24")
    days.pass_by(1)
    assert standing(office, enrolment)["version"] == after["version"]


def test_nobody_is_approved_by_what_was_known_of_others(days: Days) -> None:
    office = office_of(days)
    home = poor(office)
    join(office, home, poor(office))
    days.pass_by(1)
    earns(office, home, 90_000)
    asked = {"enrolment_id": office.applied(aid(office), home)["id"]}
    office.do("assess_enrolment", CASEWORKER, **asked)
    takes_back_what_was_earned(office, home)
    refuses(office, "facts_outdated", "approve_enrolment", SUPERVISOR, **asked)
