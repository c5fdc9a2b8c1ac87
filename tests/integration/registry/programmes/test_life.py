"""An enrolment's whole life in the stores: what is written is what is read back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.documents.indexes import ensure_indexes
from chassis.documents.memory import MemoryDatabase
from services.registry.bootstrap import SERVICE
from services.registry.bootstrap.house import MemoryHouse, MongoHouse
from services.registry.settings import RegistrySettings
from tests.support.programmes import (
    ADMINISTRATOR,
    CASEWORKER,
    OTHER_SUPERVISOR,
    SUPERVISOR,
    Assessed,
    Office,
    Refused,
)
from tests.support.registry import CLERK


@pytest.fixture(params=["memory", "mongo"])
def office(request: pytest.FixtureRequest) -> Office:
    clock = FixedClock(datetime(2026, 11, 22, 8, 30, tzinfo=UTC))
    if request.param == "memory":
        return Office(MemoryHouse(MemoryDatabase(), clock, RegistrySettings()))
    database = request.getfixturevalue("database")
    ensure_indexes(database, SERVICE.kinds)
    SERVICE.prepare(database)
    return Office(MongoHouse(database, clock, RegistrySettings()))


def test_what_each_step_answers_is_what_is_read_after_it(office: Office) -> None:
    asked = office.applied(office.programme(visit_required=True))
    of_it = {"enrolment_id": asked["id"]}
    steps: list[tuple[str, Any, dict[str, Any]]] = [
        (
            "record_cross_check",
            CASEWORKER,
            {
                "body": "lands",
                "facts": [{"indicator": "owns_land", "value": False}],
                "stated_on": "2026-11-20",
            },
        ),
        (
            "record_application_visit",
            CASEWORKER,
            {"visited_on": "2026-11-21", "findings": "بيت قديم."},
        ),
        ("assess_enrolment", CASEWORKER, {}),
        ("approve_enrolment", SUPERVISOR, {"note": "حسب الترتيب"}),
        ("suspend_enrolment", CASEWORKER, {"reason_code": "facts_in_question"}),
        ("resume_enrolment", SUPERVISOR, {}),
        ("reassess_enrolment", SUPERVISOR, {}),
        ("end_enrolment", SUPERVISOR, {"outcome": "graduated", "reason_code": "employed"}),
    ]
    version = asked["version"]
    for method, actor, body in steps:
        answer = office.do(method, actor, version, **of_it, **body)
        assert office.do("get_enrolment", CLERK, **of_it) == answer
        version = answer["version"]
    assert [each["status"] for each in answer["course"]] == [
        "applied",
        "active",
        "suspended",
        "active",
        "graduated",
    ]


def test_a_changed_amount_is_read_back_with_the_decision_before_it(office: Office) -> None:
    of_it = {"enrolment_id": office.approved(office.programme())["id"]}
    less = Assessed(amount_fils=54_000, rules_version="2026-12-01", stated_by=("caseworker-7",))
    office.assessor.otherwise = less  # type: ignore[attr-defined]  # the fake
    changed = office.do("reassess_enrolment", OTHER_SUPERVISOR, **of_it)
    assert office.do("get_enrolment", CLERK, **of_it) == changed
    told = office.do("explain_enrolment", CLERK, **of_it)
    assert (told["rules_version"], changed["assessment"]["stated_by"]) == (
        "2026-12-01", ["caseworker-7"],
    )  # fmt: skip
    (former,) = told["former"]
    assert (former["amount_fils"], former["rules_version"]) == (86_600, "2026-01-01")
    filed = office.do("file_grievance", CLERK, **of_it, text="كان أكثر.")
    assert office.do("get_grievance", CLERK, grievance_id=filed["id"]) == filed


def test_a_grievance_and_its_enrolment_change_together(office: Office) -> None:
    asked = office.applied(office.programme())
    request = {"enrolment_id": asked["id"], "reason_code": "documents_missing"}
    office.do("reject_enrolment", SUPERVISOR, **request)
    filed = office.do("file_grievance", CLERK, enrolment_id=asked["id"], text="سلّمنا الوثائق.")
    assert office.do("get_grievance", CLERK, grievance_id=filed["id"]) == filed
    with pytest.raises(Refused, match="grievance_open_already"):
        office.do("file_grievance", CLERK, enrolment_id=asked["id"], text="مرة أخرى")
    reply = {"grievance_id": filed["id"], "outcome": "upheld", "answer": "وُجدت."}
    answered = office.do("answer_grievance", OTHER_SUPERVISOR, filed["version"], **reply)
    assert office.do("get_grievance", CLERK, grievance_id=filed["id"]) == answered
    assert office.do("get_enrolment", CLERK, enrolment_id=asked["id"])["status"] == "applied"


def test_a_benefit_runs_again_in_place_of_an_open_application_and_is_reviewed_by_others(
    office: Office,
) -> None:
    to, home = office.programme(), office.household()
    of_it = {"enrolment_id": office.approved(to, home)["id"]}
    about_amount = office.do("file_grievance", CLERK, **of_it, text="كان أكثر.")
    office.do("end_enrolment", SUPERVISOR, **of_it, outcome="exited", reason_code="moved_away")
    about_end = office.do("file_grievance", CLERK, **of_it, text="لم ننتقل.")
    newer = office.applied(to, home)
    remedies = []
    for each in (about_amount, about_end):
        reply = {"grievance_id": each["id"], "outcome": "upheld", "answer": "نعم."}
        answered = office.do("answer_grievance", OTHER_SUPERVISOR, **reply)
        assert office.do("get_grievance", CLERK, grievance_id=each["id"]) == answered
        remedies.append(answered["reply"]["remedy"])
    assert remedies == ["review_later", "reinstated"]
    again = office.do("get_enrolment", CLERK, **of_it)
    assert (again["status"], again["review_called"]) == ("active", True)
    assert office.do("get_enrolment", CLERK, enrolment_id=newer["id"])["status"] == "withdrawn"
    with pytest.raises(Refused, match="decider_reviews"):
        office.do("reassess_enrolment", SUPERVISOR, **of_it)


def test_programmes_places_and_holidays_are_read_as_they_were_kept(office: Office) -> None:
    made = office.programme(governorates=["JO-AM"], closes_on="2026-12-31", quota=5)
    assert office.do("get_programme", CLERK, programme_id=made["id"]) == made
    assert office.do("get_programme_places", ADMINISTRATOR, programme_id=made["id"])["free"] == 5
    day = {"day": "2028-05-25", "ar": "عيد الاستقلال", "en": "Independence Day"}
    kept = office.do("record_holidays", ADMINISTRATOR, 1, year=2028, days=[day])
    assert office.do("get_holidays", CLERK, year=2028) == kept
