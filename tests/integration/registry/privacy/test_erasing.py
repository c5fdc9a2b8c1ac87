"""What is left of who was erased, on MongoDB."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.context import Actor
from chassis.documents.indexes import ensure_indexes
from chassis.settings import ProcessSettings
from services.registry.adapters.persons.vocabulary import BELIEVED
from services.registry.adapters.privacy.traces import CONTACT_RECORDED
from services.registry.app.application import Registry
from services.registry.bootstrap import SERVICE, build
from tests.support.privacy import (
    ask_for,
    decide,
    granted,
    work,
)
from tests.support.registry import (
    CLERK,
    amend,
    command_of,
    found,
    live,
    register,
    resettle,
    settle,
)
from tests.support.reviewing import detect, merge, queue


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
