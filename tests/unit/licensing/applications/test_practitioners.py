"""The register of practitioners: kept by decisions, true by their licences, told with care."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.documents.memory import MemoryDatabase
from chassis.errors import Conflict, Forbidden, NotFound
from contracts.rpc.licensing import METHODS
from services.licensing.adapters.licensed.licences import LICENCES
from services.licensing.adapters.practitioners.store import PRACTITIONERS
from services.licensing.bootstrap.house import MemoryHouse
from services.licensing.domain.licences.course import LicenceState
from services.licensing.domain.practitioners.standing import Standing, standing_of, states_of
from services.licensing.entrypoints.service import LicensingService
from services.licensing.settings import RULES, LicensingSettings
from tests.support.applying import (
    AUDITOR,
    CITIZEN,
    CLERK,
    INSPECTOR,
    SUPERVISOR,
    Beside,
    standing_on,
)
from tests.support.calling import somebody
from tests.support.discretion import Discreet
from tests.support.service_samples import SAMPLES
from tests.support.services import Window

SPECIALIST, SUPPORT = "practice.specialist_licence", "practice.support_licence"
INSTITUTION = "practice.institution_licence"
NUMBER = "SWR-2026-000001"
STRANGER = somebody("citizen-9", "citizen", governorates=(), national_number="9852012399")
ELSEWHERE = somebody("clerk-9", "clerk", governorates=("JO-IR",))
VISITOR = somebody("anybody", governorates=())
COURSE = {"title": "حماية الطفل", "hours": 30, "ended_on": "2020-05-01"}
WHY = {"text": {"ar": "بقرار."}}


def licensed(window: Window, code: str = SPECIALIST, **answers: Any) -> str:
    """The id of a licence that was given."""
    approved = window.approved(code, {**SAMPLES[code](window.number_of), **answers})
    return str(approved["decision"]["result_id"])


def lines(window: Window, actor: Any = CLERK, **filters: Any) -> list[dict[str, Any]]:
    page = window.call(actor, "find_practitioners", filters)
    assert not METHODS["find_practitioners"].answer().validate(page)
    found: list[dict[str, Any]] = page["items"]
    return found


def record(window: Window, number: str = NUMBER, actor: Any = CLERK) -> dict[str, Any]:
    line = lines(window, number=number)[0]
    asked = {"practitioner_id": line["practitioner_id"]}
    found: dict[str, Any] = window.call(actor, "get_practitioner", asked)
    assert not METHODS["get_practitioner"].answer().validate(found)
    return found


def revoke(window: Window, licence_id: str, reason: str) -> None:
    asked = {"licence_id": licence_id, "reason_code": reason, **WHY}
    window.call(SUPERVISOR, "revoke_licence", asked)


def test_a_practitioner_is_licensed_under_the_name_of_who_applies(window: Window) -> None:
    answers = SAMPLES[SPECIALIST](window.number_of)
    with pytest.raises(Conflict) as refused:
        window.filed(SPECIALIST, {**answers, "practitioner_name": "سعاد محمود الخطيب"})
    (error,) = refused.value.errors
    named = ("/answers/practitioner_name", "answer_not_applicants_name")
    assert (error.pointer, error.code) == named
    assert window.filed(SPECIALIST, answers)


def test_a_first_licence_begins_a_record_with_what_was_told(window: Window) -> None:
    licence = window.licence(licensed(window, courses=[COURSE]))
    found = record(window, actor=CITIZEN)
    assert (found["number"], found["kind"], found["national_number"]) == (
        *(NUMBER, "person"),
        "9852012345",
    )
    assert found["name"]["ar"] == "آمال عبد الله الخطيب"
    (registered,) = found["registrations"]
    assert (registered["class_code"], registered["standing"]) == ("specialist", "active")
    assert registered["specialism"]["en"] == "Social worker"
    assert registered["licence"]["number"] == licence.number
    assert {each["code"]: each["value"]["en"] for each in registered["education"]} == {
        "qualification": "Bachelor",
        "university": "الجامعة الأردنية",
        "graduated_on": "2007-06-01",
        "experience_years": "4",
    }
    assert [each["title"] for each in found["training"][0]["courses"]] == ["حماية الطفل"]
    assert found["training_hours"] == 30


def test_numbers_of_the_register_run_without_a_gap_and_stay(window: Window) -> None:
    first = licensed(window)
    licensed(window, INSTITUTION)
    assert sorted(each["number"] for each in lines(window)) == [NUMBER, "SWR-2026-000002"]
    revoke(window, first, "conditions_breached")
    assert record(window)["number"] == NUMBER


def test_a_renewal_adds_training_and_keeps_the_record(window: Window) -> None:
    renewed = window.approved("practice.renewal", window.answers("practice.renewal"))
    found = record(window)
    (registered,) = found["registrations"]
    assert registered["licence"]["id"] == renewed["decision"]["result_id"]
    assert len(registered["renewed_on"]) == 1
    (training,) = found["training"]
    assert (training["hours"], training["application_id"]) == (24, renewed["id"])
    assert registered["standing"] == "active"


def test_who_was_licensed_before_the_register_comes_into_it_by_a_renewal(
    window: Window, database: MemoryDatabase
) -> None:
    answers = window.answers("practice.renewal")
    database.collections[PRACTITIONERS.collection].clear()
    for each in database.collections[LICENCES.collection].values():
        each["labels"].clear()
    window.approved("practice.renewal", answers)
    (line,) = lines(window)
    assert (line["class_code"], line["standing"]) == ("support", "active")
    assert record(window, line["number"])["training_hours"] == 24


def test_one_person_has_one_record_and_a_line_for_each_class(window: Window) -> None:
    licensed(window, SUPPORT)
    window.advance(1)
    licensed(window)
    assert [each["class_code"] for each in lines(window)] == ["specialist", "support"]
    assert {each["number"] for each in lines(window)} == {NUMBER}
    found = record(window)
    assert [each["class_code"] for each in found["registrations"]] == ["specialist", "support"]
    assert all(each["present"] for each in found["registrations"])


def test_a_later_licence_of_a_class_takes_the_place_of_the_earlier(window: Window) -> None:
    former = licensed(window)
    revoke(window, former, "activity_ended")
    later = licensed(window)
    (line,) = lines(window)
    assert (line["licence_id"], line["standing"]) == (later, "active")
    assert [
        (each["licence"]["id"], each["present"], each["standing"])
        for each in record(window)["registrations"]
    ] == [(later, True, "active"), (former, False, "left")]


def test_an_institution_has_a_record_beside_that_of_who_applied(window: Window) -> None:
    licensed(window, INSTITUTION)
    (line,) = lines(window, class_code="institution")
    assert (line["kind"], line["specialism"]["en"]) == ("institution", "Family counselling")
    found = record(window, line["number"])
    assert found["registration_number"] == "12"
    assert found["name"]["ar"] == "مركز سند للإرشاد"
    assert len(lines(window)) == 2, "the institution, and the practitioner who works there"


@pytest.mark.parametrize("state", LicenceState)
def test_a_licence_of_every_state_says_how_its_holder_stands(state: LicenceState) -> None:
    assert state in states_of(standing_of(state, None, ()))


@pytest.mark.parametrize(
    ("reason", "standing"),
    [("conditions_breached", "struck_off"), ("activity_ended", "left")],
)
def test_who_leaves_is_not_called_struck_off(window: Window, reason: str, standing: str) -> None:
    revoke(window, licensed(window), reason)
    assert [each["standing"] for each in lines(window)] == [standing]
    for each in Standing:
        assert bool(lines(window, standing=each.value)) is (each.value == standing)


def test_the_register_follows_the_licence_at_once(window: Window, clock: FixedClock) -> None:
    licence_id = licensed(window)
    asked = {"licence_id": licence_id, "reason_code": "by_judgment", **WHY}
    window.call(SUPERVISOR, "suspend_licence", asked)
    assert [each["standing"] for each in lines(window, standing="suspended")] == ["suspended"]
    window.call(SUPERVISOR, "reinstate_licence", asked)
    assert [each["standing"] for each in lines(window, standing="active")] == ["active"]
    clock.at = datetime(2028, 11, 23, tzinfo=UTC)
    assert record(window)["registrations"][0]["standing"] == "lapsed"
    checked = window.call(VISITOR, "check_practitioner", {"number": NUMBER})
    assert checked["classes"][0]["standing"] == "lapsed"


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"name": "امال خط"}, True),
        ({"name": "سعاد"}, False),
        ({"name": "-"}, False),
        ({"number": NUMBER}, True),
        ({"number": "SWR-2026-000002"}, False),
        ({"class_code": "specialist"}, True),
        ({"class_code": "support"}, False),
        ({"class_code": "any"}, False),
        ({"standing": "active", "class_code": "specialist", "governorate": "JO-AM"}, True),
        ({"standing": "lapsed"}, False),
    ],
)
def test_lines_are_found_by_what_they_say(
    window: Window, filters: dict[str, Any], found: bool
) -> None:
    licensed(window)
    assert bool(lines(window, **filters)) is found


def test_lines_come_page_by_page(window: Window) -> None:
    licensed(window, SUPPORT)
    window.advance(1)
    licensed(window)
    first = window.call(CLERK, "find_practitioners", {"limit": 1})
    rest = window.call(CLERK, "find_practitioners", {"limit": 1, "after": first["next"]})
    assert [each["class_code"] for each in (*first["items"], *rest["items"])] == [
        "specialist",
        "support",
    ]
    assert rest["next"] is None


@pytest.mark.parametrize("actor", [CLERK, INSPECTOR, SUPERVISOR, AUDITOR, CITIZEN])
def test_staff_auditors_and_themselves_read_it_and_that_is_written_down(
    window: Window, actor: Any
) -> None:
    licensed(window)
    (line,) = lines(window, actor)
    window.call(actor, "get_practitioner", {"practitioner_id": line["practitioner_id"]})
    log = window.licensing.practitioners.reading.audit
    entries: Any = log.entries  # type: ignore[attr-defined]  # the log in memory
    mine = [each["action"] for each in entries if each["actor"] == actor.subject]
    assert mine[-2:] == ["practitioner.list", "practitioner.read"]


def test_nobody_else_reads_it(window: Window) -> None:
    licensed(window)
    asked = {"practitioner_id": lines(window)[0]["practitioner_id"]}
    for each in (STRANGER, ELSEWHERE, VISITOR, replace(CLERK, roles=frozenset({"partner"}))):
        with pytest.raises(Forbidden):
            window.call(each, "get_practitioner", asked)
    assert lines(window, STRANGER) == lines(window, ELSEWHERE) == []
    for each in (VISITOR, replace(CLERK, roles=frozenset({"administrator"}))):
        with pytest.raises(Forbidden):
            lines(window, each)
    with pytest.raises(Forbidden):
        lines(window, ELSEWHERE, governorate="JO-AM")


def checked(window: Window, **asked: Any) -> dict[str, Any]:
    method = "check_practitioner_certificate" if "code" in asked else "check_practitioner"
    found: dict[str, Any] = window.call(VISITOR, method, asked)
    assert not METHODS[method].answer().validate(found)
    return found


def test_a_number_alone_tells_everybody_standing_and_no_name(window: Window) -> None:
    licensed(window)
    found = checked(window, number=NUMBER.lower())
    assert [each["standing"] for each in found["classes"]] == ["active"]
    assert (found["name"], found["classes"][0]["specialism"]) == (None, None)


@pytest.mark.parametrize("name", ["آمال الخطيب", "امال خطيب", "الخطيب  عبد   آمال"])
def test_who_was_told_the_name_learns_whether_it_is_theirs(window: Window, name: str) -> None:
    licensed(window)
    found = checked(window, number=NUMBER, name=name)
    assert found["name"]["ar"] == "آمال عبد الله الخطيب"
    assert found["classes"][0]["specialism"]["en"] == "Social worker"
    assert "9852012345" not in str(found), "no number of a person"
    assert "JO-AM" not in str(found), "no place"


@pytest.mark.parametrize(
    "asked",
    [
        {"number": "SWR-2026-000009"},
        {"number": NUMBER, "name": "آمال الزعبي"},
        {"number": "SWR-2026-000009", "name": "آمال الخطيب"},
        {"code": "kZ3vT0mQx8rB2nWfYc7LpA_e"},
    ],
)
def test_what_does_not_fit_together_is_told_like_what_is_not_there(
    window: Window, asked: dict[str, str]
) -> None:
    licensed(window)
    with pytest.raises(NotFound) as refused:
        checked(window, **asked)
    assert refused.value.code == "practitioner_not_in_register"


@pytest.mark.parametrize("number", [NUMBER, "SWR-2026-000009"])
def test_a_little_of_a_name_finds_nobody(window: Window, number: str) -> None:
    licensed(window)
    with pytest.raises(Conflict) as refused:
        checked(window, number=number, name="آمال")
    assert refused.value.code == "practitioner_name_too_short"


def test_what_everybody_is_told_is_the_ministrys_to_say(
    tmp_path: Path, database: MemoryDatabase, clock: FixedClock, beside: Beside
) -> None:
    law = tmp_path / "rules"
    shutil.copytree(RULES, law)
    file = law / "practitioners.yaml"
    text = file.read_text(encoding="utf-8").replace("number: []", "number: [name, registered_on]")
    file.write_text(text, encoding="utf-8")
    house = MemoryHouse(database, clock, LicensingSettings(rules=law))
    licensing = standing_on(house, beside)
    window = Window(Discreet(LicensingService, licensing, METHODS), licensing, lambda days: None)
    licensed(window)
    found = checked(window, number=NUMBER.lower())
    assert (found["name"]["ar"], found["registered_on"]) == ("آمال عبد الله الخطيب", "2026-11-22")
    assert found["classes"][0]["specialism"] is None


def test_the_code_of_a_certificate_tells_whose_it_is(window: Window) -> None:
    licence = window.licence(licensed(window))
    found = checked(window, code=licence.certificate.code)
    assert (found["number"], found["name"]["ar"]) == (NUMBER, "آمال عبد الله الخطيب")
    nursery = window.licence(licensed(window, "nursery.first_licence"))
    with pytest.raises(NotFound):
        checked(window, code=nursery.certificate.code)
