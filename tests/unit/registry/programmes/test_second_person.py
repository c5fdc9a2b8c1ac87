"""Where money flows a second person decides: not who stated the facts that the rules went by."""

from __future__ import annotations

from typing import Any

from chassis.context import Actor
from tests.support.programmes import CASEWORKER, OTHER_SUPERVISOR, SUPERVISOR, Office
from tests.support.registry import CLERK
from tests.unit.registry.programmes.test_grievances import filed
from tests.unit.registry.programmes.test_programmes import refuses

OTHER_CASEWORKER = Actor("caseworker-8", frozenset({"caseworker"}), "amman-1", frozenset({"JO-AM"}))


def declared(office: Office, home: dict[str, Any], actor: Actor, fils: int, version: int) -> str:
    """What this actor wrote down of the family's earnings; answers the declaration's id."""
    facts = [{"indicator": "earned_income_fils", "number": fils}]
    told = office.do("declare_facts", actor, household_id=home["id"], facts=facts)
    assert told["version"] == version
    return str(told["facts"][-1]["source_id"])


def assessed(office: Office, home: dict[str, Any]) -> dict[str, Any]:
    """Which application of the household is ready to be decided."""
    one = {"enrolment_id": office.applied(office.programme(rules="cash_support"), home)["id"]}
    office.do("assess_enrolment", CASEWORKER, **one)
    return one


def test_who_declared_what_a_family_earns_does_not_decide_what_it_gets(by_the_law: Office) -> None:
    office, home = by_the_law, by_the_law.household()
    declared(office, home, SUPERVISOR, 0, 1)
    one = assessed(office, home)
    for method, more in (
        ("approve_enrolment", {}),
        ("reject_enrolment", {"reason_code": "not_entitled"}),
    ):
        refuses(office, "same_person_decides", method, SUPERVISOR, **one, **more)
    approved = office.do("approve_enrolment", OTHER_SUPERVISOR, **one)
    assert approved["assessment"]["stated_by"] == [SUPERVISOR.subject]


def test_who_declared_it_does_not_review_it_and_answers_no_grievance(by_the_law: Office) -> None:
    office, home = by_the_law, by_the_law.household()
    declared(office, home, CLERK, 0, 1)
    one = assessed(office, home)
    office.do("approve_enrolment", SUPERVISOR, **one)
    declared(office, home, OTHER_CASEWORKER, 10_000, 2)
    facts = [{"indicator": "other_income_fils", "number": 30_000}]
    office.do("declare_facts", OTHER_SUPERVISOR, household_id=home["id"], facts=facts)
    refuses(office, "same_person_decides", "reassess_enrolment", OTHER_SUPERVISOR, **one)
    changed = office.do("reassess_enrolment", SUPERVISOR, **one)
    assert changed["course"][-1]["revision"]["before_fils"] != changed["amount_fils"]
    grievance = {"grievance_id": filed(office, {"id": one["enrolment_id"]})["id"]}
    for each in (OTHER_CASEWORKER, OTHER_SUPERVISOR):
        refuses(office, "decider_handles", "take_grievance", each, **grievance)
    office.do("take_grievance", CASEWORKER, **grievance)


def test_who_withdrew_a_word_so_that_another_counts_does_not_decide_by_it(
    by_the_law: Office,
) -> None:
    office, home = by_the_law, by_the_law.household()
    declared(office, home, CLERK, 20_000, 1)
    higher = declared(office, home, CLERK, 900_000, 2)
    office.do(
        "withdraw_facts",
        SUPERVISOR,
        based_on=2,
        household_id=home["id"],
        source_id=higher,
        note="لأسرة أخرى",
    )
    one = assessed(office, home)
    refuses(office, "same_person_decides", "approve_enrolment", SUPERVISOR, **one)
    office.do("approve_enrolment", OTHER_SUPERVISOR, **one)


def test_who_says_the_same_again_after_the_assessment_vouches_for_it(by_the_law: Office) -> None:
    office, home = by_the_law, by_the_law.household()
    declared(office, home, CLERK, 20_000, 1)
    one = assessed(office, home)
    declared(office, home, SUPERVISOR, 20_000, 2)
    refuses(office, "same_person_decides", "approve_enrolment", SUPERVISOR, **one)


def test_what_is_not_asked_for_makes_nobody_a_preparer(by_the_law: Office) -> None:
    office, home = by_the_law, by_the_law.household()
    declared(office, home, CLERK, 20_000, 1)
    facts = [{"indicator": "rooms", "number": 3}]
    office.do("declare_facts", SUPERVISOR, household_id=home["id"], facts=facts)
    office.do("approve_enrolment", SUPERVISOR, **assessed(office, home))
