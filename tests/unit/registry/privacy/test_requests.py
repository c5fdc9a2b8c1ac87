"""Requests about one's own data are decided in time, by another person, with their effect."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from chassis.clock import FixedClock
from chassis.context import Actor
from chassis.documents.memory import MemoryDatabase
from contracts.rpc.registry import privacy_requests as contract
from services.registry.app.application import Registry
from services.registry.app.privacy.requesting import FindRequests
from tests.support.falling_due import fire_due
from tests.support.privacy import CASEWORKER, SUPERVISOR, ask_for, decide, granted, lift, sensitive
from tests.support.registry import (
    AUDITOR,
    CLERK,
    CLERK_OF_IRBID,
    amend,
    citizen,
    command_of,
    found,
    national_number,
    protect,
    refused,
    register,
    settle,
)

DEAF = {"kind": "hearing", "degree": "severe"}
LATIN = {"first": "Amal", "father": None, "grandfather": None, "family": "Al-Khatib"}


def full(registry: Registry, **changes: Any) -> Any:
    """A person of whom everything is known that can be erased."""
    return register(
        registry,
        **{
            "name": {
                "arabic": {"first": "آمال", "father": None, "grandfather": None, "family": "سعد"},
                "latin": LATIN,
            },
            "address": {"governorate": "JO-AM", "district": "لواء ماركا", "details": "شارع ٩"},
            "disabilities": [DEAF],
            **changes,
        },
    )


def test_a_correction_is_applied_with_its_reason_in_the_history(registry: Registry) -> None:
    number = national_number()
    person = register(registry, number=number)["id"]
    request = ask_for(registry, person, "correction", citizen(number), changes={"sex": "male"})
    assert contract.PrivacyRequest().validate(request) == {}
    assert (request["status"], request["answer_by"]) == ("open", "2026-12-06")
    assert registry.person_queries.person(person, CLERK)["sex"] == "female"
    decided = decide(registry, request["id"], CASEWORKER)
    assert contract.PrivacyRequest().validate(decided) == {}
    assert registry.person_queries.person(person, CLERK)["sex"] == "male"
    last = registry.person_queries.history(person, CLERK)["items"][-1]
    assert (last["changed"], last["changed_by"]) == (["sex"], CASEWORKER.subject)
    assert request["id"] in last["reason"]


def test_a_refusal_changes_nothing_and_says_why_and_where_to_complain(registry: Registry) -> None:
    person = register(registry)["id"]
    request = ask_for(registry, person, "correction", changes={"sex": "male"})
    answer = decide(registry, request["id"], outcome="refused")["decision"]["answer"]
    assert registry.person_queries.person(person, CLERK)["sex"] == "female"
    assert "وثيقة رسمية" in answer["ar"]
    assert "وحدة حماية البيانات الشخصية" in answer["ar"]
    assert "Personal Data Protection Unit" in answer["en"]
    with refused("privacy_request_closed"):
        decide(registry, request["id"])


def test_who_recorded_a_request_does_not_decide_it(registry: Registry) -> None:
    person = register(registry)["id"]
    request = ask_for(registry, person, "restriction", SUPERVISOR)["id"]
    with refused("privacy_recorder_decides"):
        decide(registry, request, SUPERVISOR)
    for other in (CLERK, CASEWORKER, CLERK_OF_IRBID, AUDITOR):
        with refused("privacy_request_not_yours"):
            decide(registry, request, other)


def test_each_request_names_what_belongs_to_it(registry: Registry) -> None:
    person = register(registry)["id"]
    for kind, changes in (("correction", {}), ("erasure", {"changes": {"sex": "male"}})):
        with refused("privacy_changes_unfit"):
            ask_for(registry, person, kind, **changes)
    for kind, changes in (("objection", {}), ("restriction", {"purpose": "research"})):
        with refused("privacy_purpose_unfit"):
            ask_for(registry, person, kind, **changes)
    with refused("purpose_not_found"):
        ask_for(registry, person, "objection", purpose="curiosity")
    ask_for(registry, person, "erasure")
    with refused("privacy_request_open_already"):
        ask_for(registry, person, "erasure")


def test_a_correction_of_facts_points_to_where_they_are_withdrawn_and_declared(
    registry: Registry,
) -> None:
    person = register(registry)
    ask_for(registry, person["id"], "correction", changes={"sex": "male"})
    for kind, changes in (("correction", {"changes": {"sex": "male"}}), ("erasure", {})):
        with refused("privacy_changes_unfit"):
            ask_for(registry, person["id"], kind, about="facts", **changes)
    # Beside an open correction of the record.
    granted_one = granted(registry, person["id"], "correction", about="facts")
    assert granted_one["about"] == "facts"
    answer = granted_one["decision"]["answer"]
    assert "withdraws what was recorded wrongly" in answer["en"]
    assert "يسحب مشرف ما سُجّل منها خطأً" in answer["ar"]
    assert registry.person_queries.person(person["id"], CLERK) == person


def test_an_overdue_request_is_escalated_once_and_a_supervisors(
    registry: Registry, database: MemoryDatabase, clock: FixedClock
) -> None:
    person = register(registry)["id"]
    request = ask_for(registry, person, "correction", changes={"sex": "male"})
    desk = registry.privacy.requests
    overdue = FindRequests({"overdue": "yes"})
    clock.advance(timedelta(days=14))
    overdue_ones = {"privacy_answer": lambda it, _: desk.escalate(it)}
    fire_due(database, "privacy_requests", clock, overdue_ones)
    assert desk.find(overdue, SUPERVISOR)["items"] == []
    clock.advance(timedelta(days=1))
    for _ in range(2):
        fire_due(database, "privacy_requests", clock, overdue_ones)
    assert [each["id"] for each in desk.find(overdue, SUPERVISOR)["items"]] == [request["id"]]
    told = database.collections["privacy_requests"][request["id"]]["pending"]
    assert [each["type"] for each in told] == [
        "kanaf.registry.privacy_request.filed.v1",
        "kanaf.registry.privacy_request.escalated.v1",
    ]
    with refused("privacy_request_not_yours"):
        decide(registry, request["id"], CASEWORKER)
    decide(registry, request["id"], SUPERVISOR)
    assert desk.find(overdue, SUPERVISOR)["items"] == []


def test_a_restricted_record_is_marked_kept_and_changed_by_supervisors_alone(
    registry: Registry,
) -> None:
    number = national_number()
    person = register(registry, number=number)["id"]
    request = granted(registry, person, "restriction")
    view = registry.person_queries.person(person, CLERK)
    assert view["restriction"] == {"request_id": request["id"], "since": "2026-11-22"}
    assert found(registry, national_number=number) == [person]
    for other in (CLERK, CASEWORKER, citizen(number)):
        with refused("record_restricted"):
            amend(registry, person, other, contact={"mobile": None, "email": None})
    amend(registry, person, SUPERVISOR, sex="male")
    lift(registry, request["id"], citizen(number))
    assert "restriction" not in registry.person_queries.person(person, CLERK)
    amend(registry, person, CLERK, sex="female")
    with refused("privacy_request_not_in_force"):
        lift(registry, request["id"])


def test_what_is_sensitive_in_a_restricted_record_is_read_to_save_life_or_by_a_supervisor(
    registry: Registry,
) -> None:
    number = national_number()
    person = register(registry, number=number)["id"]
    request = granted(registry, person, "restriction")
    assert "only a supervisor changes the record or reads" in request["decision"]["answer"]["en"]
    for other in (CLERK, CASEWORKER):
        with refused("restricted_not_used"):
            sensitive(registry, person, "care", other)
        assert sensitive(registry, person, "urgent_rescue", other)["disabilities"] == []
    for reader in (SUPERVISOR, citizen(number)):
        assert sensitive(registry, person, "care", reader)["disabilities"] == []
    lift(registry, request["id"])
    assert sensitive(registry, person, "care")["disabilities"] == []


def test_a_restricted_record_is_in_no_new_match(
    registry: Registry, database: MemoryDatabase
) -> None:
    one, two = register(registry)["id"], register(registry)["id"]
    granted(registry, two, "restriction")
    with command_of(CLERK):
        assert registry.duplicates.detection.detect(one) == 0
        assert registry.duplicates.detection.detect(two) == 0
    other = register(registry)["id"]
    with command_of(CLERK):
        assert registry.duplicates.detection.detect(other) == 1


def test_an_erasure_leaves_what_must_stay_and_says_why(registry: Registry) -> None:
    person = full(registry)["id"]
    settle(registry, person)
    decision = granted(registry, person, "erasure")["decision"]
    assert [each["code"] for each in decision["erased"]] == [
        "contact", "latin_name", "address_details", "disabilities",
    ]  # fmt: skip
    kept = {each["code"]: each for each in decision["kept"]}
    assert {"identity", "name", "household", "access_log"} <= kept.keys()
    assert "the record of a household rests on it" in kept["name"]["en"]
    assert "يقوم عليه سجل أسرة" in decision["answer"]["ar"]
    view = registry.person_queries.person(person, CLERK)
    assert view["contact"] == {"mobile": None, "email": None, "language": "ar"}
    assert view["name"]["latin"] is None
    assert view["address"]["details"] is None
    assert view["identity"]["number"]


def test_an_erasure_reaches_former_states_and_remembered_answers(
    registry: Registry, database: MemoryDatabase
) -> None:
    person = full(registry, contact={"mobile": "0799999901", "email": "a@example.jo"})["id"]
    amend(registry, person, contact={"mobile": "0799999902", "email": None})
    registered_at = registry.person_queries.history(person, CLERK)["items"][0]["at"]
    granted(registry, person, "erasure")
    kept = {
        name: value
        for name, value in database.collections["persons"][person].items()
        if name != "pending"  # told, and forgotten where it is told
    }
    for secret in ("9999901", "9999902", "a@example.jo", "Al-Khatib", "شارع ٩", "hearing"):
        assert secret not in str(kept)
    then = registry.person_queries.person(person, CLERK, datetime.fromisoformat(registered_at))
    assert then["contact"]["mobile"] is None
    changes = registry.person_queries.history(person, CLERK)["items"]
    assert changes[0]["changed_by"] == CLERK.subject


def test_somebody_known_by_a_latin_name_alone_keeps_it_and_is_told_why(
    registry: Registry,
) -> None:
    person = full(registry, name={"arabic": None, "latin": LATIN})["id"]
    settle(registry, person)
    decision = granted(registry, person, "erasure")["decision"]
    assert registry.person_queries.person(person, CLERK)["name"]["latin"] == LATIN
    assert "latin_name" not in [each["code"] for each in decision["erased"]]
    kept = {each["code"]: each for each in decision["kept"]}
    assert kept["latin_name"]["en"].startswith("Name in Latin letters: the record of a household")


def test_requests_of_the_protected_exist_for_who_knows_them(registry: Registry) -> None:
    person = register(registry)["id"]
    request = ask_for(registry, person, "erasure")["id"]
    protect(registry, person, SUPERVISOR)
    with refused("privacy_request_not_found"):
        registry.privacy.requests.one(request, CLERK)
    with refused("privacy_request_not_found"):
        decide(registry, request, CASEWORKER)
    assert registry.privacy.requests.find(FindRequests({}), CLERK)["items"] == []
    with command_of(SUPERVISOR):
        assert registry.privacy.requests.find(FindRequests({}), SUPERVISOR)["items"]


def test_a_page_does_not_end_early_where_they_are_passed_over(registry: Registry) -> None:
    people = [register(registry)["id"] for _ in range(5)]
    asked = {each: ask_for(registry, each, "erasure")["id"] for each in people}
    for each in people[::2]:
        protect(registry, each, SUPERVISOR)
    found, after = [], None
    while not found or after is not None:
        page = registry.privacy.requests.find(FindRequests({}, after=after, limit=1), CLERK)
        found.append([each["id"] for each in page["items"]])
        after = page["next"]
    assert sorted(found) == sorted([[asked[each]] for each in people[1::2]])


def test_every_step_is_in_the_audit_log(registry: Registry) -> None:
    person = register(registry)["id"]
    request = granted(registry, person, "restriction")
    lift(registry, request["id"])
    entries = registry.privacy.requests.audit.of("person", person)  # type: ignore[attr-defined]
    assert [each["action"] for each in entries] == [
        "privacy_request.file.restriction",
        "privacy_request.granted.restriction",
        "privacy_request.lift.restriction",
    ]


def test_a_request_is_with_those_who_serve_where_the_person_lives_now(registry: Registry) -> None:
    asker = register(registry)["id"]
    request = ask_for(registry, asker, "erasure")["id"]
    mover = Actor("clerk-5", frozenset({"clerk"}), None, frozenset({"JO-AM", "JO-IR"}))
    of_irbid = Actor("supervisor-9", frozenset({"supervisor"}), None, frozenset({"JO-IR"}))
    there = {"governorate": "JO-IR", "district": None, "details": None}
    amend(registry, asker, mover, address=there)
    desk = registry.privacy.requests
    for _ in range(2):
        with command_of(mover):
            desk.moved(asker)
    assert desk.find(FindRequests({}), SUPERVISOR)["items"] == []
    (listed,) = desk.find(FindRequests({}), of_irbid)["items"]
    assert (listed["id"], listed["governorate"]) == (request, "JO-IR")
    assert decide(registry, request, of_irbid)["status"] == "granted"
