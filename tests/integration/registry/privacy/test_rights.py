"""What people are entitled to over their records, in memory and on MongoDB alike."""

from __future__ import annotations

import json
from datetime import timedelta

from chassis.clock import FixedClock
from chassis.context import Actor, Context, use
from services.registry.app.application import Registry
from services.registry.app.privacy.consenting import FindConsents
from services.registry.app.privacy.requesting import FindRequests
from tests.support.privacy import (
    SUPERVISOR,
    ask_for,
    consent,
    copied,
    decide,
    dossier,
    fetched,
    granted,
    lift,
    sensitive,
    withdraw,
)
from tests.support.registry import (
    CLERK,
    HELPER,
    amend,
    citizen,
    command_of,
    live,
    national_number,
    protect,
    refused,
    register,
    settle,
)

SHELTER = {"governorate": "JO-AM", "district": "لواء ماركا", "details": "شارع الملجأ ٧"}


def test_consents_are_kept_found_and_end(registry: Registry, clock: FixedClock) -> None:
    person = register(registry)["id"]
    first = consent(registry, person)
    with refused("consent_in_force_already"):
        consent(registry, person)
    consent(registry, person, purpose="job_matching")
    assert sensitive(registry, person, "health_referral")
    clock.advance(timedelta(minutes=1))
    ended = withdraw(registry, first["id"])
    assert ended == registry.privacy.consenting.one(first["id"], CLERK)
    with refused("consent_missing"):
        sensitive(registry, person, "health_referral")
    asked = FindConsents(person, status="active")
    (left,) = registry.privacy.consenting.find(asked, CLERK)["items"]
    assert left["purpose"] == "job_matching"
    clock.advance(timedelta(days=200))
    with use(Context(Actor.system("registry.timers"))):
        registry.privacy.consenting.expire(left["id"])
    assert registry.privacy.consenting.one(left["id"], CLERK)["status"] == "expired"


def test_requests_are_kept_found_and_take_effect(registry: Registry) -> None:
    person = register(registry)["id"]
    request = granted(registry, person, "correction", changes={"birth_date": "1986"})
    assert registry.person_queries.person(person, CLERK)["birth_date"] == "1986"
    with use(Context(CLERK)):
        assert registry.privacy.requests.one(request["id"], CLERK) == request
        page = registry.privacy.requests.find(FindRequests({"person": person}), CLERK)
    assert [each["id"] for each in page["items"]] == [request["id"]]
    restriction = granted(registry, person, "restriction")
    assert registry.privacy.requests.requests.restricted() == {person}
    lift(registry, restriction["id"])
    assert registry.privacy.requests.requests.restricted() == set()


def test_a_correction_that_cannot_be_leaves_the_request_open(registry: Registry) -> None:
    taken = national_number()
    register(registry, number=taken)
    person = register(registry)["id"]
    document = {"kind": "national_number", "number": taken}
    request = ask_for(registry, person, "correction", changes={"identity": document})
    with refused("national_number_taken"):
        decide(registry, request["id"])
    with use(Context(CLERK)):
        assert registry.privacy.requests.one(request["id"], CLERK)["status"] == "open"


def test_a_copy_has_all_that_is_held_and_who_looked(registry: Registry) -> None:
    number = national_number()
    person = register(registry, number=number, disabilities=[{"kind": "hearing", "degree": None}])
    home = settle(registry, person["id"])["id"]
    amend(registry, person["id"], birth_date="1986")
    sensitive(registry, person["id"], "care")
    consent(registry, person["id"])
    found = dossier(registry, person["id"], citizen(number))
    assert found["record"]["identity"]["number"] == number
    assert found["record"]["disabilities"] == [{"kind": "hearing", "degree": None}]
    assert [each["record"]["birth_date"] for each in found["former_states"]] == [
        "1985-03-17",
        "1986",
    ]
    assert (found["household"]["id"], found["household"]["relation"]) == (home, "head")
    assert [each["purpose"]["code"] for each in found["consents"]] == ["health_referral"]
    looked = found["accesses"][0]
    assert (looked["action"], looked["roles"]) == ("person.sensitive_read.care", ["clerk"])
    assert CLERK.subject not in json.dumps(found["accesses"])


def test_a_copy_for_people_is_in_their_language(registry: Registry) -> None:
    person = register(registry)["id"]
    text = fetched(registry, copied(registry, person), "document")
    assert text.startswith('<!doctype html><html lang="ar" dir="rtl">')
    assert "بياناتكم في السجل الاجتماعي" in text
    assert "The record now" in text


def test_a_copy_is_the_persons_and_of_who_asked_and_expires(registry: Registry) -> None:
    number = national_number()
    person = register(registry, number=number)["id"]
    copy_id = copied(registry, person)
    assert fetched(registry, copy_id, actor=citizen(number))
    with refused("data_copy_not_found"):
        fetched(registry, copy_id, actor=SUPERVISOR)
    with refused("person_not_yours"):
        fetched(registry, copy_id, actor=citizen(national_number()))
    with use(Context(Actor.system("registry.timers"))):
        registry.privacy.copying.expire(copy_id)
    with refused("data_copy_not_ready"):
        fetched(registry, copy_id)


def test_a_husbands_copy_says_nothing_of_where_she_went(registry: Registry) -> None:
    number = national_number()
    husband = register(registry, number=number)["id"]
    her, child = register(registry)["id"], register(registry)["id"]
    home = settle(registry, husband, her, child)["id"]
    with use(Context(HELPER)):
        protect(registry, her, HELPER)
        split = {"head_id": her, "members": [{"person_id": child, "relation": "child"}]}
        live(registry, "split", home, HELPER, **split, address=SHELTER)
    read = dossier(registry, husband, citizen(number))
    said_to_all = dossier(registry, register(registry)["id"])["rules"]["former_protection"]
    assert read["rules"].pop("former_protection") == said_to_all
    text = json.dumps(read, ensure_ascii=False)
    for secret in (her, child, "شارع الملجأ", "protect", "violence"):
        assert secret not in text


def test_a_copy_of_one_who_became_protected_is_out_of_reach(registry: Registry) -> None:
    number = national_number()
    her = register(registry, number=number)["id"]
    copy_id = copied(registry, her)
    with command_of(HELPER):
        protect(registry, her, HELPER)
    with refused("data_copy_not_found"):
        fetched(registry, copy_id)
    assert fetched(registry, copy_id, actor=citizen(number))
    with refused("person_not_found"):
        copied(registry, her)


def test_who_is_guardian_of_a_protected_child_acts_no_more(registry: Registry) -> None:
    number = national_number()
    father = register(registry, number=number)["id"]
    child = register(
        registry, birth_date="2016", guardian={"person_id": father, "relation": "parent"}
    )["id"]
    assert dossier(registry, child, citizen(number))["record"]["birth_date"] == "2016"
    with command_of(HELPER):
        protect(registry, child, HELPER)
    with refused("person_not_found"):
        copied(registry, child, citizen(number))
