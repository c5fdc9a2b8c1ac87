"""A woman in a shelter is not found by a clerk with her husband's relative at the counter.

Every way that the gateway has is walked: by name, by number, by household, by duplicates, by a
registration under her number, by files in and out, by target lists, by money, by what is told, by
what was, and by the copy that her husband may have.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from typing import Any

import pytest

from chassis.documents.connection import connect
from tests.e2e.registry.test_files import send, step
from tests.e2e.registry.test_privacy import acted, done, exported, finished
from tests.e2e.registry.test_surveys import Survey
from tests.support import programmes
from tests.support.flight import PLACE, Flight
from tests.support.importing import as_csv, row
from tests.support.long import english
from tests.support.registry import another_person, arabic, national_number
from tests.support.waiting import eventually
from tests.support.window import Visitor

GOVERNORATE = "جرش"


@pytest.fixture(scope="module")
def flight() -> Flight:
    return Flight("ar")


@pytest.mark.parametrize("language", ["ar", english("en")])
def test_she_is_found_by_no_search_and_read_by_no_address(flight: Flight, language: str) -> None:
    for visitor in (Visitor("clerk", PLACE, language=language), Visitor("auditor")):
        by_name = done(visitor.get("/v1/persons", name=f"هدى {flight.family}"))["items"]
        assert [each["id"] for each in by_name if each["id"] != flight.husband] == []
        for query in ({"national_number": flight.number}, {"document": flight.number}):
            assert done(visitor.get("/v1/persons", **query))["items"] == []
        answers = [
            visitor.get(f"/v1/persons/{flight.her}"),
            visitor.get(f"/v1/persons/{flight.her}", at=flight.seen_at),
            visitor.get(f"/v1/persons/{flight.her}/history"),
            visitor.get(f"/v1/households/{flight.new_home}"),
        ]
        assert [each.status_code for each in answers] == [404] * 4
        unknown = visitor.get(f"/v1/persons/{uuid.uuid4()}").json()
        assert answers[0].json()["title"] == unknown["title"]
        assert done(visitor.get("/v1/households", person_id=flight.her))["items"] == []
    assert done(flight.helper.get(f"/v1/persons/{flight.her}"))["address"]["details"]


def test_the_husbands_household_does_not_say_where_she_is(flight: Flight) -> None:
    for visitor in (flight.clerk, Visitor("citizen", national_number=flight.husbands_number)):
        answer = visitor.get(f"/v1/households/{flight.home}")
        assert answer.status_code == 200
        assert not any(each in answer.text for each in flight.secrets)
    history = flight.clerk.get(f"/v1/households/{flight.home}/history")
    assert history.status_code == 200
    assert not any(each in history.text for each in flight.secrets)


def test_neither_a_duplicate_check_nor_a_registration_tells_of_her(flight: Flight) -> None:
    name = arabic("هدى", None, None, flight.family)
    check = {"name": name, "birth_date": "1985-03-17", "sex": "female",
             "identity": {"kind": "national_number", "number": flight.number}}  # fmt: skip
    probable = done(flight.clerk.post("/v1/persons/duplicate-check", check))["items"]
    here = {each["person_id"] for each in probable if each["governorate"] == PLACE}
    assert here <= {flight.husband}
    address = {"governorate": PLACE, "district": None, "details": None}
    facts = another_person(address=address)
    hers = flight.clerk.post("/v1/persons", facts | {"identity": check["identity"]})
    free = flight.clerk.post("/v1/persons", facts)
    assert (hers.status_code, free.status_code) == (201, 201)
    alone = ("id", "identity")
    assert {k: v for k, v in hers.json().items() if k not in alone} == {
        k: v for k, v in free.json().items() if k not in alone
    }
    for number, made in ((flight.number, hers), (free.json()["identity"]["number"], free)):
        again = flight.clerk.post("/v1/persons", another_person(number, address=address))
        assert (again.status_code, again.json()["code"]) == (409, "national_number_taken")
        found = done(flight.clerk.get("/v1/persons", national_number=number))["items"]
        assert [each["id"] for each in found] == [made.json()["id"]]
    own = Visitor("citizen", national_number=flight.number)
    assert [each["id"] for each in done(own.get("/v1/persons"))["items"]] == [flight.her]

    def tasks(visitor: Visitor) -> list[Any]:
        found = done(visitor.get("/v1/privacy-requests", kind="number_claim"))["items"]
        return [each for each in found if each["person_id"] == flight.her]

    eventually(lambda: len(tasks(flight.helper)) == 1, within=60)
    assert tasks(flight.clerk) == tasks(flight.supervisor) == []


def test_a_file_with_her_number_is_taken_like_any_other(flight: Flight) -> None:
    # A number of hers that nobody has claimed yet: each is claimed once, as each is held once.
    number = national_number()
    person_id = flight.registered(number, "سلمى")
    done(acted(flight.helper, f"/v1/persons/{person_id}", "protection", {"reason": "violence"}))
    rows = [row(number=number, governorate=GOVERNORATE), row(governorate=GOVERNORATE)]
    import_id = send(flight.supervisor, as_csv(rows))
    checked = step(flight.supervisor, import_id, "check", "checked")
    assert checked["checked"]["refused_rows"] == 0
    loaded = step(flight.supervisor, import_id, "load", "loaded")
    assert loaded["loaded"]["persons"] == 2
    report = flight.supervisor.get(f"/v1/imports/{import_id}/report")
    assert number not in report.text
    found = done(flight.clerk.get("/v1/persons", national_number=number))["items"]
    assert [each["id"] for each in found] != [person_id]
    assert len(found) == 1


def test_no_file_that_leaves_the_registry_has_her(flight: Flight) -> None:
    reader, file = exported("service_planning", PLACE)
    text = reader.get(file).content.decode()
    assert flight.husband in text
    for each in (flight.her, flight.child, *flight.secrets):
        assert each not in text
    asked = {"of": "households", "purpose": "service_planning"}
    path = f"/v1/exports/{done(reader.post('/v1/exports', asked), 201)['id']}"
    eventually(lambda: reader.get(path).json()["status"] == "ready", within=60)
    assert not any(each in reader.get(f"{path}/file").content.decode() for each in flight.secrets)


def test_no_target_list_has_her(flight: Flight) -> None:
    place = {"governorate": PLACE, "district": None}
    survey = Survey.__new__(Survey)
    survey.supervisor = flight.supervisor
    asked = {
        "title": {"ar": "مسح", "en": "Survey"},
        "questionnaire_id": survey.questionnaire(),
        "questionnaire_version": 1,
        "targets": {"places": [place], "household_ids": []},
        "starts_on": "2026-01-01",
        "ends_on": "2099-12-31",
    }
    round_id = done(flight.supervisor.post("/v1/survey-rounds", asked), 201)["id"]
    path = f"/v1/survey-rounds/{round_id}"
    done(acted(flight.supervisor, path, "targets"))
    eventually(lambda: flight.supervisor.get(path).json()["chosen"] is not None, within=60)
    found = flight.supervisor.get("/v1/survey-visits", round_id=round_id, limit=100).text
    assert flight.home in found
    assert flight.new_home not in found
    flood = {
        "title": "سيول", "reason_code": "flood", "places": [{**place, "subdistrict": None}],
        "group": {"expression": None, "programme_id": None},
        "amount": {"per": "household", "fils": 50_000},
    }  # fmt: skip
    emergency = done(flight.supervisor.post("/v1/emergencies", flood), 201)["id"]
    path = f"/v1/emergencies/{emergency}"
    eventually(lambda: flight.supervisor.get(path).json()["status"] == "targeted", within=60)
    targets = flight.supervisor.get(f"{path}/targets", limit=100)
    assert targets.status_code == 200
    assert flight.new_home not in targets.text


def test_what_she_applies_for_is_seen_by_nobody_else(flight: Flight) -> None:
    own = Visitor("citizen", national_number=flight.number)
    terms = programmes.programme(rules=None, amount_fils=80_000)
    programme = done(Visitor("administrator").post("/v1/programmes", terms), 201)["id"]
    applied = {"programme_id": programme, "household_id": flight.new_home}
    enrolment = done(own.post("/v1/enrolments", applied), 201)["id"]
    for visitor in (flight.clerk, flight.supervisor, Visitor("auditor")):
        assert visitor.get(f"/v1/enrolments/{enrolment}").status_code == 404
        listed = done(visitor.get("/v1/enrolments", programme_id=programme))["items"]
        assert listed == []
        payments = visitor.get("/v1/payments", household_id=flight.new_home)
        assert done(payments)["items"] == []
        assert visitor.get("/v1/consents", person_id=flight.her).status_code == 404
    copy = {"person_id": flight.her, "language": "ar"}
    assert flight.supervisor.post("/v1/data-copies", copy).status_code == 404
    assert done(own.get(f"/v1/enrolments/{enrolment}"))["id"] == enrolment


def asked_about(visitor: Visitor, home: str, *ways: str) -> list[Any]:
    """What the visitor is answered when they ask how a household lives, or tell of it."""
    facts = [{"indicator": "earned_income_fils", "number": 20_000}]
    path = f"/v1/households/{home}"
    ask: dict[str, Callable[[], Any]] = {
        "eligibility": lambda: visitor.get(f"{path}/eligibility", rules="cash_support"),
        "facts": lambda: visitor.get(f"{path}/facts"),
        "declare": lambda: visitor.post("/v1/declarations", {"household_id": home, "facts": facts}),
    }
    return [ask[each]() for each in ways]


def test_nobody_reads_or_tells_how_her_household_lives(flight: Flight) -> None:
    everything = ("eligibility", "facts", "declare")
    others = [
        (flight.clerk, ("eligibility", "declare")),
        (flight.supervisor, everything),
        (Visitor("caseworker", PLACE), everything),
        (Visitor("auditor"), ("eligibility", "facts")),
    ]
    for visitor, ways in others:
        hers = asked_about(visitor, flight.new_home, *ways)
        assert {each.status_code for each in hers} == {404}
        # Word for word what is said of a household that does not exist …
        nobodys = asked_about(visitor, str(uuid.uuid4()), *ways)
        assert [told_by(each) for each in hers] == [told_by(each) for each in nobodys]
        # … while the same visitor is answered of one that is not hers.
        his = asked_about(visitor, flight.home, *ways)
        assert {each.status_code for each in his} <= {200, 201}
    known = asked_about(flight.helper, flight.new_home, *everything)
    assert [each.status_code for each in known] == [200, 200, 201]
    assert "earned_income_fils" not in known[1].text  # what the others told was not recorded


def told_by(answer: Any) -> tuple[str, str, str]:
    problem = answer.json()
    return problem["code"], problem["title"], problem["detail"]


def test_her_husbands_copy_has_his_data_alone(flight: Flight) -> None:
    husband = Visitor("citizen", national_number=flight.husbands_number)
    path = finished(husband, flight.husband, "ar")
    for form in ("json", "document"):
        text = husband.get(f"{path}/{form}").content.decode()
        assert flight.husband in text
        for secret in (flight.her, flight.child, flight.number, *flight.secrets):
            assert secret not in text
    looked = done(husband.get(f"{path}/json"))["accesses"]
    shared = [each for each in looked if each["action"].startswith("household.")]
    assert {"household.handle"} <= {each["action"] for each in shared}
    assert all(each.keys() == {"on", "action", "roles"} for each in shared)


def test_what_is_told_names_neither_the_shelter_nor_the_danger(
    flight: Flight, mongo_url: str
) -> None:
    client = connect(mongo_url, "tests")
    try:
        journal = client["kanaf_registry"]["journal"]
        subjects = [flight.her, flight.child, flight.home, flight.new_home]
        eventually(lambda: journal.count_documents({"event.subject": flight.new_home}) > 0)
        events = [each["event"] for each in journal.find({"event.subject": {"$in": subjects}})]
    finally:
        client.close()
    everything = json.dumps(events, ensure_ascii=False)
    for secret in (flight.shelter, "violence", flight.number):
        assert secret not in everything
    general = [each for each in events if each["dataclassification"] == "general"]
    told = [each for each in general if flight.new_home in json.dumps(each)]
    # What was asked about a household names it, but neither who lives there nor where.
    assert {each["type"] for each in told} <= {"kanaf.registry.profile.facts_recorded.v1"}
    for secret in (flight.her, flight.child, PLACE):
        assert secret not in json.dumps([each["data"] for each in told])
    assert "protect" not in json.dumps(general, ensure_ascii=False)
    assert flight.new_home in everything


def test_the_child_who_went_with_her_is_hidden_as_she_is(flight: Flight) -> None:
    unknown = flight.clerk.get(f"/v1/persons/{uuid.uuid4()}").json()
    answer = flight.clerk.get(f"/v1/persons/{flight.child}")
    assert (answer.status_code, answer.json()["title"]) == (404, unknown["title"])
    assert flight.clerk.get(f"/v1/persons/{flight.child}/history").status_code == 404
    body = {"head_id": flight.child, "members": [], "address": flight.at("بيت الزوج")}
    housed = flight.clerk.post("/v1/households", body)
    assert (housed.status_code, housed.json()["code"]) == (409, "member_not_registered")
    assert done(flight.clerk.get("/v1/households", person_id=flight.child))["items"] == []
    groom = flight.registered(national_number(), "سعيد", sex="male")
    home = flight.settled(groom, [])
    marriage = {"on": "2026-01-06", "person_id": groom, "spouse_id": flight.child}
    refused = acted(flight.clerk, f"/v1/households/{home}", "marriage", marriage)
    assert refused.status_code == 409
    assert not any(each in refused.text for each in flight.secrets)


def test_opening_one_record_does_not_tell_where_the_others_are(flight: Flight) -> None:
    for each in (flight.child, flight.her):
        answer = acted(flight.helper, f"/v1/persons/{each}", "protection/lift", {})
        assert (answer.status_code, answer.json()["code"]) == (409, "home_stays_protected")
        assert not any(secret in answer.text for secret in flight.secrets)
        assert flight.clerk.get(f"/v1/persons/{each}").status_code == 404
        assert done(flight.helper.get(f"/v1/persons/{each}"))["protection"]


def test_a_child_who_left_the_shelter_takes_nothing_of_it_along() -> None:
    flight = Flight("ar")
    child = f"/v1/persons/{flight.child}"
    out = {"on": "2026-01-07", "head_id": flight.child, "address": flight.at("بيت الجدة")}
    done(acted(flight.helper, f"/v1/households/{flight.new_home}", "split", out))
    done(acted(flight.helper, child, "protection/lift", {"with_household": True}))
    named = {
        "guardian": {"person_id": flight.husband, "relation": "parent"},
        "reason": {"kind": "change", "note": "الولي"},
    }
    version = flight.clerk.get(child).headers["ETag"]
    done(flight.clerk.patch(child, named, based_on=version))
    husband = Visitor("citizen", national_number=flight.husbands_number)
    for who in (husband, Visitor("caseworker", PLACE)):
        path = finished(who, flight.child, "ar")
        for form in ("json", "document"):
            text = who.get(f"{path}/{form}").content.decode()
            assert "بيت الجدة" in text
            for secret in (flight.her, "lift_protection", *flight.secrets):
                assert secret not in text
