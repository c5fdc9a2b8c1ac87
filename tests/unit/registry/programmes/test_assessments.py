"""An assessment holds as long as the rules say the same: at the decision, in the line, in ranks."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from chassis.context import Actor, Context, use
from chassis.documents.errors import AlreadyDone
from services.registry.app.programmes.commands import RecordCrossCheck
from tests.support.programmes import (
    CASEWORKER,
    OTHER_SUPERVISOR,
    SUPERVISOR,
    Assessed,
    FakeAssessor,
    Office,
)
from tests.support.registry import CLERK, command_of
from tests.unit.registry.programmes.conftest import Days
from tests.unit.registry.programmes.test_applications import CHECK
from tests.unit.registry.programmes.test_enrolments import events, standing
from tests.unit.registry.programmes.test_owed_reviews import no_longer_kept
from tests.unit.registry.programmes.test_programmes import refuses

GONE = Assessed(eligible=False, amount_fils=None)


def now(office: Office, enrolment: dict[str, Any], assessed: Assessed) -> None:
    """What the rules say of this household from now on."""
    office.assessor.answers[enrolment["household_id"]] = assessed  # type: ignore[attr-defined]  # the fake


def assessed(office: Office, to: dict[str, Any] | None = None) -> dict[str, Any]:
    asked = office.applied(to or office.programme())
    return office.do("assess_enrolment", CASEWORKER, enrolment_id=asked["id"])


@pytest.mark.parametrize("other", [GONE, Assessed(amount_fils=60_000)], ids=["not", "less"])
def test_nobody_is_approved_by_what_the_rules_no_longer_say(
    office: Office, other: Assessed
) -> None:
    asked = assessed(office)
    now(office, asked, other)
    one = {"enrolment_id": asked["id"]}
    refuses(office, "assessment_outdated", "approve_enrolment", SUPERVISOR, **one)
    assert standing(office, asked)["status"] == "assessed"
    again = office.do("assess_enrolment", CASEWORKER, **one)
    assert again["assessment"]["eligible"] is other.eligible
    if other.eligible:
        assert office.do("approve_enrolment", SUPERVISOR, **one)["amount_fils"] == 60_000
    else:
        refuses(office, "not_eligible", "approve_enrolment", SUPERVISOR, **one)


def test_newer_rules_that_say_the_same_keep_nobody_waiting(office: Office) -> None:
    asked = assessed(office)
    now(office, asked, Assessed(score=70.0, rules_version="2026-11-22"))
    approved = office.do("approve_enrolment", SUPERVISOR, enrolment_id=asked["id"])
    assert (approved["status"], approved["amount_fils"]) == ("active", 86_600)


def test_who_was_rejected_by_the_rules_and_is_entitled_now_is_assessed_again(
    office: Office,
) -> None:
    asked = office.applied(office.programme())
    now(office, asked, GONE)
    office.do("assess_enrolment", CASEWORKER, enrolment_id=asked["id"])
    now(office, asked, Assessed())
    one = {"enrolment_id": asked["id"]}
    refuses(office, "assessment_outdated", "approve_enrolment", SUPERVISOR, **one)


def test_facts_that_change_the_result_take_an_application_out_of_the_ranking(
    office: Office,
) -> None:
    to = office.programme()
    outdated, same = assessed(office, to), assessed(office, to)
    now(office, outdated, Assessed(score=12.0))
    for each in (outdated, same):
        with use(Context(Actor.system("registry.life"))):
            office.registry.programmes.assessed.more_is_known(each["household_id"])
    ranked = office.do("rank_applications", SUPERVISOR, programme_id=to["id"])["items"]
    assert [each["id"] for each in ranked] == [same["id"]]
    back = standing(office, outdated)
    assert (back["status"], back["assessment"]) == ("applied", None)
    assert events(office, outdated)[-1]["data"]["what"] == "facts"
    assert standing(office, same)["version"] == same["version"]


def test_who_is_called_from_the_line_is_entitled_to_what_the_rules_say_now(
    office: Office, days: Any
) -> None:
    to = office.programme(quota=1)
    first, gone, less, last = (office.approved(to) for _ in range(4))
    now(office, gone, GONE)
    now(office, less, Assessed(amount_fils=60_000))
    end = {"outcome": "graduated", "reason_code": "self_reliant"}
    office.do("end_enrolment", SUPERVISOR, enrolment_id=first["id"], **end)
    days.pass_by()
    days.pass_by()
    left = standing(office, gone)
    assert (left["status"], left["ticket"]) == ("exited", None)
    assert left["course"][-1]["reason"]["code"] == "no_longer_entitled"
    called = standing(office, less)
    assert (called["status"], called["amount_fils"]) == ("active", 60_000)
    assert standing(office, last)["status"] == "waiting"
    places = office.do("get_programme_places", CLERK, programme_id=to["id"])
    assert (places["taken"], places["waiting"]) == (1, 1)


def test_a_cross_check_of_what_runs_calls_for_a_review_by_another_person(office: Office) -> None:
    enrolment = office.approved(office.programme())
    now(office, enrolment, Assessed(amount_fils=60_000))
    one = {"enrolment_id": enrolment["id"]}
    checked = office.do("record_cross_check", OTHER_SUPERVISOR, **one, **CHECK)
    assert (checked["status"], checked["amount_fils"]) == ("active", 86_600)
    assert checked["review_called"] is True
    assert checked["cross_checks"][-1]["recorded_by"] == OTHER_SUPERVISOR.subject
    assert office.profiles.recorded[-1][0] == enrolment["household_id"]
    due = office.do("find_enrolments", CLERK, review="due")["items"]
    assert [each["id"] for each in due] == [enrolment["id"]]
    refuses(office, "same_person_decides", "reassess_enrolment", OTHER_SUPERVISOR, **one)
    reviewed = office.do("reassess_enrolment", SUPERVISOR, **one)
    assert (reviewed["amount_fils"], reviewed["review_called"]) == (60_000, False)


def test_a_cross_check_of_what_runs_is_kept_also_where_the_rules_are_not(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    enrolment = office.approved(office.programme())
    monkeypatch.setattr(FakeAssessor, "assess", no_longer_kept)
    one = {"enrolment_id": enrolment["id"]}
    checked = office.do("record_cross_check", OTHER_SUPERVISOR, **one, **CHECK)
    assert checked["cross_checks"][-1]["recorded_by"] == OTHER_SUPERVISOR.subject
    assert (checked["status"], checked["review_called"]) == ("active", False)


def test_a_cross_check_that_is_sent_again_is_answered_as_it_was_in_the_end(office: Office) -> None:
    enrolment = office.approved(office.programme())
    now(office, enrolment, Assessed(amount_fils=60_000))
    check = RecordCrossCheck(enrolment["id"], "lands", {}, None, date(2026, 11, 20))
    desk = office.registry.programmes.applications
    with command_of(CASEWORKER, key="cross-check-1"):
        told = desk.cross_check(check, CASEWORKER)
    with command_of(CASEWORKER, key="cross-check-1"), pytest.raises(AlreadyDone) as repeated:
        desk.cross_check(check, CASEWORKER)
    assert repeated.value.answer == told
    assert told["review_called"] is True


def test_a_cross_check_that_changes_nothing_calls_for_no_review(office: Office) -> None:
    enrolment = office.approved(office.programme())
    checked = office.do("record_cross_check", CASEWORKER, enrolment_id=enrolment["id"], **CHECK)
    assert (checked["review_called"], checked["review_on"]) == (False, enrolment["review_on"])
    assert checked["assessment"] == enrolment["assessment"]


def test_what_has_ended_is_not_cross_checked(office: Office) -> None:
    one = {"enrolment_id": office.approved(office.programme())["id"]}
    end = {"outcome": "graduated", "reason_code": "self_reliant"}
    office.do("end_enrolment", SUPERVISOR, **one, **end)
    refuses(office, "step_not_possible", "record_cross_check", CASEWORKER, **one, **CHECK)


def declared(office: Office, home: dict[str, Any], **facts: Any) -> None:
    told = [{"indicator": name, **value} for name, value in facts.items()]
    office.do("declare_facts", CLERK, household_id=home["id"], facts=told)


def test_what_a_family_declares_outdates_its_assessment_only_where_it_matters(
    by_the_law: Office,
) -> None:
    office, home = by_the_law, by_the_law.household()
    declared(office, home, earned_income_fils={"number": 90_000})
    to = office.programme(rules="cash_support")
    asked = {"enrolment_id": office.applied(to, home)["id"]}
    kept = office.do("assess_enrolment", CASEWORKER, **asked)
    declared(office, home, rooms={"number": 3})
    assert office.do("get_enrolment", CLERK, **asked) == kept
    declared(office, home, owns_second_property={"flag": True})
    assert office.do("get_enrolment", CLERK, **asked)["status"] == "applied"
    refuses(office, "not_assessed", "approve_enrolment", SUPERVISOR, **asked)


def test_what_a_family_declares_of_what_runs_calls_for_a_review_where_it_matters(
    by_the_law: Office, days: Days
) -> None:
    office, home = by_the_law, by_the_law.household()
    declared(office, home, earned_income_fils={"number": 90_000})
    kept = office.approved(office.programme(rules="cash_support", review_every_months=None), home)
    one = {"enrolment_id": kept["id"]}
    declared(office, home, rooms={"number": 3})
    # A rise of earnings is disregarded for a year, and counts by itself then.
    days.pass_by(1)
    declared(office, home, earned_income_fils={"number": 900_000})
    assert office.do("get_enrolment", CLERK, **one) == kept
    declared(
        office, home, other_income_fils={"number": 500_000}, owns_second_property={"flag": True}
    )
    called = office.do("get_enrolment", CLERK, **one)
    assert (called["status"], called["review_called"]) == ("active", True)
    assert called["amount_fils"] == kept["amount_fils"]
    due = office.do("find_enrolments", CLERK, review="due")["items"]
    assert [each["id"] for each in due] == [kept["id"]]
    declared(office, home, other_income_fils={"number": 600_000})
    assert office.do("get_enrolment", CLERK, **one) == called
    assert office.do("reassess_enrolment", OTHER_SUPERVISOR, **one)["status"] == "exited"


def test_a_declaration_that_waits_for_its_day_calls_for_no_review_before_it(
    by_the_law: Office,
) -> None:
    office, home = by_the_law, by_the_law.household()
    declared(office, home, earned_income_fils={"number": 90_000})
    kept = office.approved(office.programme(rules="cash_support"), home)
    one = {"enrolment_id": kept["id"]}
    facts = [{"indicator": "owns_second_property", "value": False}]
    office.do("record_cross_check", CASEWORKER, **one, **{**CHECK, "facts": facts})
    declared(office, home, owns_second_property={"flag": True})
    assert office.do("get_enrolment", CLERK, **one)["review_called"] is False


def test_facts_that_are_withdrawn_outdate_the_assessment_that_they_decided(
    by_the_law: Office,
) -> None:
    office, home = by_the_law, by_the_law.household()
    declared(office, home, earned_income_fils={"number": 90_000})
    asked = {"enrolment_id": office.applied(office.programme(rules="cash_support"), home)["id"]}
    assert office.do("assess_enrolment", CASEWORKER, **asked)["assessment"]["eligible"]
    with use(Context(SUPERVISOR)):
        (fact,) = office.registry.eligibility.profiles.of(home["id"]).facts["earned_income_fils"]
    office.do(
        "withdraw_facts",
        OTHER_SUPERVISOR,
        based_on=1,
        household_id=home["id"],
        source_id=fact.source.id,
        note="لأسرة أخرى",
    )
    assert office.do("get_enrolment", CLERK, **asked)["status"] == "applied"
    refuses(office, "not_assessed", "approve_enrolment", SUPERVISOR, **asked)


def test_a_cross_check_for_one_application_outdates_the_others_of_the_household(
    by_the_law: Office,
) -> None:
    office, home = by_the_law, by_the_law.household()
    declared(office, home, earned_income_fils={"number": 90_000})
    one, other = (
        {"enrolment_id": office.applied(office.programme(rules="cash_support"), home)["id"]}
        for _ in range(2)
    )
    for each in (one, other):
        office.do("assess_enrolment", CASEWORKER, **each)
    facts = [{"indicator": "owns_second_property", "value": True}]
    office.do("record_cross_check", CASEWORKER, **other, **{**CHECK, "facts": facts})
    for each in (one, other):
        refuses(office, "not_assessed", "approve_enrolment", SUPERVISOR, **each)
