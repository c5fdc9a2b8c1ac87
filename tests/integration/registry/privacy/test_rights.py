"""What people are entitled to over their records, in memory and on MongoDB alike."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.context import Actor, Context, use
from chassis.documents.indexes import ensure_indexes
from chassis.settings import ProcessSettings
from services.registry.adapters.persons.vocabulary import BELIEVED
from services.registry.adapters.privacy.traces import CONTACT_RECORDED
from services.registry.app.application import Registry
from services.registry.app.privacy.consenting import FindConsents
from services.registry.app.privacy.requesting import FindRequests
from services.registry.bootstrap import SERVICE, build
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
    work,
)
from tests.support.registry import (
    CLERK,
    HELPER,
    amend,
    citizen,
    command_of,
    found,
    live,
    national_number,
    protect,
    refused,
    register,
    resettle,
    settle,
)
from tests.support.reviewing import detect, merge, queue

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


@pytest.fixture
def kept(database: Any, clock: FixedClock, settings: ProcessSettings) -> Registry:
    """The registry on MongoDB alone."""
    ensure_indexes(database, SERVICE.kinds)
    SERVICE.prepare(database)
    return build(database, clock, settings)


def test_an_erasure_leaves_no_trace_in_the_database(kept: Registry, database: Any) -> None:
    secret = {"mobile": "0799912345", "email": "amal@example.jo", "language": "ar"}
    person = register(kept, contact=secret, disabilities=[{"kind": "hearing", "degree": None}])
    amend(kept, person["id"], contact={"mobile": "0799954321", "email": None})
    relay(database)
    request = granted(kept, person["id"], "erasure")
    relay(database)
    work(kept, "privacy_request.forget", request["id"])
    for name in database.list_collection_names():
        text = str(list(database[name].find()))
        for each in ("99912345", "99954321", "amal@example.jo", "hearing"):
            assert each not in text, (name, each)
    last = database["journal"].find_one(
        {"event.subject": person["id"], "event.type": CONTACT_RECORDED}
    )
    assert last["event"]["data"]["name"]
    told = database["privacy_requests"].find_one({"_id": request["id"]})["pending"]
    assert told[-1]["type"] == "kanaf.registry.privacy_request.traces_forgotten.v1"


def test_what_had_to_stay_leaves_no_trace_once_its_years_are_over(
    kept: Registry, database: Any, clock: FixedClock
) -> None:
    named = {"first": "زمزمية", "father": None, "grandfather": None, "family": "القصراوي"}
    mine: dict[str, Any] = {"number": "9990001117", "name": {"arabic": named, "latin": None}}
    person, head = register(kept, **mine)["id"], register(kept)["id"]
    home = settle(kept, head, person)["id"]
    resettle(kept, home, leave=[person])
    relay(database)
    request = granted(kept, person, "erasure")
    assert "household" in {each["code"] for each in request["decision"]["kept"]}
    relay(database)
    work(kept, "privacy_request.forget", request["id"])
    found = database["privacy_requests"].find_one({"_id": request["id"]})
    ((name, due),) = [(each["name"], each["due"]) for each in found["timers"]]
    clock.advance(due - clock.now())
    with command_of(Actor.system("registry.timers")):
        kept.privacy.requests.erase_what_is_over(request["id"])
    relay(database)
    work(kept, "privacy_request.forget", request["id"])
    assert name == "retention"
    for collection in set(database.list_collection_names()) - {"name_terms"}:
        text = str(list(database[collection].find()))
        for each in ("9990001117", "زمزمية", "القصراوي"):
            assert each not in text, (collection, each)
    after = database["privacy_requests"].find_one({"_id": request["id"]})
    assert after["timers"] == []
    assert (after["state"]["retained"], after["state"]["traces_left"]) == ([], False)
    plan = database["households"].find({"history.state.members.person_id": {"$in": [person]}})
    assert plan.explain()["executionStats"]["totalDocsExamined"] == 1


def test_records_that_were_merged_into_the_erased_one_are_hers(
    kept: Registry, database: Any
) -> None:
    card = {"kind": "unhcr", "number": "881-00C44556"}
    one = register(kept, other_documents=[card])["id"]
    latin = {"first": "Zamal", "father": None, "grandfather": None, "family": "Zhatib"}
    contact = {"mobile": "0799912345", "email": "amal@example.jo", "language": "en"}
    two = register(
        kept,
        identity={"kind": "none", "number": None},
        name={"arabic": None, "latin": latin},
        other_documents=[card],
        contact=contact,
    )["id"]
    detect(kept, two)
    merge(kept, queue(kept)[0]["id"], one)
    settle(kept, one)
    relay(database)
    for _ in range(2):
        request = granted(kept, one, "erasure")
        relay(database)
        with relaying(database):
            work(kept, "privacy_request.forget", request["id"])
    for name in set(database.list_collection_names()) - {"name_terms"}:
        text = str(list(database[name].find()))
        for each in ("99912345", "amal@example.jo", "Zamal", "Zhatib"):
            assert each.casefold() not in text.casefold(), (name, each)
    ended = kept.person_queries.person(two, CLERK)
    assert (ended["merged_into"], ended["name"]["arabic"]["family"]) == (one, "الخطيب")


def test_an_erasure_that_was_open_at_the_merge_leaves_neither_number(
    kept: Registry, database: Any
) -> None:
    one, two = register(kept), register(kept)
    request = ask_for(kept, two["id"], "erasure")["id"]
    relay(database)
    detect(kept, two["id"])
    merge(kept, queue(kept)[0]["id"], one["id"])
    decide(kept, request)
    relay(database)
    with relaying(database):
        work(kept, "privacy_request.forget", request)
    for name in ("persons", "duplicates", "privacy_requests"):
        text = str(list(database[name].find()))
        for each in (one, two):
            assert each["identity"]["number"] not in text, name


def test_a_household_that_ended_with_them_says_nothing_of_where_it_was(
    kept: Registry, database: Any
) -> None:
    alone, other, moved = (register(kept)["id"] for _ in range(3))
    street = {"governorate": "JO-AM", "district": None, "details": "شارع الكرمة ٩"}
    left, shared = settle(kept, alone, address=street)["id"], settle(kept, moved, other)["id"]
    live(kept, "join", shared, other_household_id=left,
         members=[{"person_id": alone, "relation": "other_relative"}])  # fmt: skip
    together = settle(kept, register(kept)["id"], register(kept)["id"], address=street)["id"]
    relay(database)
    request = granted(kept, alone, "erasure")
    relay(database)
    work(kept, "privacy_request.forget", request["id"])
    assert "شارع الكرمة" not in str(database["households"].find_one({"_id": left}))
    assert "شارع الكرمة" in str(database["households"].find_one({"_id": together}))


def test_a_word_that_only_an_erased_name_had_is_taken_out_once_that_is_sure(
    kept: Registry, database: Any, clock: FixedClock
) -> None:
    def called(first: str, family: str) -> dict[str, Any]:
        latin = {"first": first, "father": None, "grandfather": None, "family": family}
        return {"arabic": register(kept)["name"]["arabic"], "latin": latin}

    def known() -> set[str]:
        return {each["_id"] for each in database["name_terms"].find({}, {"_id": 1})}

    person = register(kept, name=called("Zamalia", "Zhatib"))["id"]
    register(kept, name=called("Zamira", "Zhatib"))
    granted(kept, person, "erasure")
    assert {"zamalia", "zhatib"} <= known(), "somebody may be registered by it at this moment"
    clock.advance(BELIEVED)
    register(kept, name=called("Zamira", "Zhatib"))
    assert "zamalia" in known()
    clock.advance(BELIEVED)
    register(kept)
    assert "zamalia" not in known()
    assert {"zamira", "zhatib"} <= known()
    assert found(kept, name="zamira zhatib")
    register(kept, name=called("Zamalia", "Zhatib"))
    assert found(kept, name="zamalia")


def test_a_word_that_somebody_is_registered_by_meanwhile_stays(
    kept: Registry, database: Any, clock: FixedClock, settings: ProcessSettings
) -> None:
    name = {"arabic": None, "latin": {"first": "Zamalia", "father": None, "grandfather": None,
                                      "family": "Zhatib"}}  # fmt: skip
    both = {**name, "arabic": register(kept)["name"]["arabic"]}
    believing = build(database, clock, settings)
    person = register(kept, name=both)["id"]
    register(believing, name=both)
    granted(kept, person, "erasure")
    late = register(believing, name=both)["id"]  # who believes that the word is there
    clock.advance(2 * BELIEVED)
    register(kept)
    assert late in found(kept, name="zamalia")


@contextmanager
def relaying(database: Any) -> Iterator[None]:
    """What is recorded meanwhile is told meanwhile, as by the relay."""
    over = threading.Event()

    def run() -> None:
        while not over.wait(0.05):
            relay(database)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def relay(database: Any) -> None:
    """What waits to be told is told: into the journal and out of the documents."""
    for document in list(database["persons"].find({"pending.0": {"$exists": True}})):
        database["journal"].insert_many(
            [{"_id": each["id"], "event": each} for each in document["pending"]]
        )
        database["persons"].update_one({"_id": document["_id"]}, {"$set": {"pending": []}})


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
