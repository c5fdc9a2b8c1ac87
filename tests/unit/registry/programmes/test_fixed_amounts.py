"""Benefits without eligibility rules: their amount stands in the terms, and follows them."""

from __future__ import annotations

from typing import Any

import pytest

from services.registry.app.programmes.commands import Outcome, Reassess
from services.registry.domain.programmes.refusals import NotAsApproved
from tests.support.programmes import ADMINISTRATOR, OTHER_SUPERVISOR, Office
from tests.support.registry import CLERK, command_of
from tests.unit.registry.programmes.test_enrolments import RECOMPUTATION, events, standing


def fixed(office: Office, **terms: Any) -> dict[str, Any]:
    return office.programme(rules=None, amount_fils=80_000, **terms)


def raise_to(office: Office, to: dict[str, Any], fils: int) -> None:
    change = {"programme_id": to["id"], "amount_fils": fils}
    office.do("change_programme", ADMINISTRATOR, to["version"], **change)


def told(office: Office, enrolment: dict[str, Any]) -> list[str]:
    return [each["type"].split(".")[-2] for each in events(office, enrolment)]


def review(office: Office, enrolment: dict[str, Any]) -> dict[str, Any]:
    return office.do("reassess_enrolment", OTHER_SUPERVISOR, enrolment_id=enrolment["id"])


def test_a_review_confirms_the_benefit_and_the_next_one_follows(office: Office, days: Any) -> None:
    enrolment = office.approved(fixed(office, review_every_months=1))
    days.pass_by(30)
    assert standing(office, enrolment)["review_called"] is True
    reviewed = review(office, enrolment)
    assert (reviewed["status"], reviewed["amount_fils"]) == ("active", 80_000)
    assert (reviewed["review_called"], reviewed["review_on"]) == (False, "2027-01-22")
    assert told(office, enrolment)[-1] == "reviewed"
    assert office.do("find_enrolments", CLERK, review="due")["items"] == []
    days.pass_by(31)
    assert standing(office, enrolment)["review_called"] is True


def test_a_review_brings_the_amount_of_the_terms_in_force(office: Office) -> None:
    to = fixed(office)
    enrolment = office.approved(to)
    raise_to(office, to, 95_000)
    assert standing(office, enrolment)["amount_fils"] == 80_000
    assert review(office, enrolment)["amount_fils"] == 95_000
    assert told(office, enrolment)[-1] == "amount_changed"


def test_without_anything_to_change_nothing_is_told(office: Office) -> None:
    enrolment = office.approved(fixed(office))
    assert review(office, enrolment)["version"] == enrolment["version"]


def test_a_grievance_about_the_amount_ends_with_the_amount_of_the_terms(office: Office) -> None:
    to = fixed(office)
    enrolment = office.approved(to)
    raise_to(office, to, 95_000)
    asked = {"enrolment_id": enrolment["id"], "text": "المبلغ أقل مما أُعلن"}
    filed = office.do("file_grievance", CLERK, **asked)["id"]
    reply = {"grievance_id": filed, "outcome": "upheld", "answer": "يُراجع المبلغ."}
    office.do("answer_grievance", OTHER_SUPERVISOR, **reply)
    assert standing(office, enrolment)["review_called"] is True
    reviewed = review(office, enrolment)
    assert (reviewed["amount_fils"], reviewed["review_called"]) == (95_000, False)


def test_a_recomputation_changes_it_as_far_as_a_second_person_saw(office: Office) -> None:
    to = fixed(office)
    enrolment = office.approved(to)
    raise_to(office, to, 95_000)
    desk = office.registry.programmes.enrolments
    with command_of(RECOMPUTATION), pytest.raises(NotAsApproved):
        desk.reassess(Reassess(enrolment["id"], Outcome(True, 90_000)), RECOMPUTATION)
    with command_of(RECOMPUTATION):
        view = desk.reassess(Reassess(enrolment["id"], Outcome(True, 95_000)), RECOMPUTATION)
    assert view["amount_fils"] == 95_000
