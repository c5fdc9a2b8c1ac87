"""What alternative care promises of its stores, on memory and on MongoDB alike."""

from __future__ import annotations

import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chassis.audit import verify_database
from chassis.clock import FixedClock
from chassis.documents.indexes import ensure_indexes
from chassis.documents.memory import MemoryDatabase
from chassis.timers import Subscription, Timers
from contracts.rpc.alternative_care import METHODS
from services.alternative_care.bootstrap import SERVICE, build, build_in_memory
from services.alternative_care.entrypoints.service import AlternativeCareService
from tests.support.calling import Caller
from tests.support.care import (
    AUDITOR,
    CASEWORKER,
    SUPERVISOR,
    a_case,
    a_placement,
    an_end,
    opened,
    placed,
    registered,
)
from tests.support.racing import outcomes

AT_ONCE = 20


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 11, 22, 12, tzinfo=UTC))


@pytest.fixture
def on_mongo(database: Any, clock: FixedClock) -> Caller:
    ensure_indexes(database, SERVICE.kinds)
    return Caller(AlternativeCareService, build(database, clock), METHODS)


@pytest.fixture(params=["memory", "mongo"])
def call(request: pytest.FixtureRequest, clock: FixedClock) -> Caller:
    if request.param == "memory":
        application = build_in_memory(MemoryDatabase(), clock)
        return Caller(AlternativeCareService, application, METHODS)
    caller: Caller = request.getfixturevalue("on_mongo")
    return caller


def family_of(call: Caller, family_id: str) -> dict[str, Any]:
    return call(CASEWORKER, "get_family", {"family_id": family_id})


def test_everything_is_read_back_as_it_was_answered(call: Caller) -> None:
    family_id = registered(call)
    case = placed(call, opened(call), family_id)
    METHODS["place_child"].answer().load(case)
    assert call(CASEWORKER, "get_case", {"case_id": case["id"]}) == case
    ended = call(SUPERVISOR, "end_placement", an_end(case))
    assert call(CASEWORKER, "get_case", {"case_id": case["id"]}) == ended
    METHODS["get_family"].answer().load(family_of(call, family_id))


def test_twenty_placements_at_once_into_two_places_give_two(call: Caller) -> None:
    family_id = registered(call, capacity=2)
    waiting = [opened(call) for _ in range(AT_ONCE)]

    def place(case_id: str) -> None:
        call(SUPERVISOR, "place_child", a_placement(case_id, family_id), version=1)

    assert outcomes(place, waiting) == Counter(done=2, family_full=AT_ONCE - 2)
    family = family_of(call, family_id)
    assert (len(family["placements"]), family["free_places"]) == (2, 0)
    found = call(SUPERVISOR, "find_cases", {"placed": "yes", "limit": 100})["items"]
    assert len(found) == 2


def test_one_child_placed_many_times_at_once_lives_in_one_place(call: Caller) -> None:
    case_id = opened(call)
    families = [registered(call) for _ in range(8)]
    ended = outcomes(lambda family_id: placed(call, case_id, family_id), families)
    assert ended == Counter(done=1, child_already_placed=7)
    assert sum(len(family_of(call, each)["placements"]) for each in families) == 1


def test_a_place_freed_and_taken_at_once_is_never_taken_twice(call: Caller) -> None:
    family_id = registered(call, capacity=1)
    leaving = placed(call, opened(call), family_id)
    waiting = [opened(call) for _ in range(8)]

    def come_or_go(case_id: str) -> None:
        if case_id == leaving["id"]:
            call(SUPERVISOR, "end_placement", an_end(leaving))
        else:
            placed(call, case_id, family_id)

    ended = outcomes(come_or_go, [leaving["id"], *waiting])
    assert ended["done"] in (1, 2)
    assert ended["done"] + ended["family_full"] == 9
    assert len(family_of(call, family_id)["placements"]) == ended["done"] - 1


def test_a_placement_repeated_at_once_has_one_effect_and_one_answer(call: Caller) -> None:
    request = a_placement(opened(call), registered(call))
    answers: list[dict[str, Any]] = []
    ended = outcomes(
        lambda _: answers.append(call(CASEWORKER, "place_child", request, key="same", version=1)),
        range(8),
    )
    assert ended == Counter(done=8)
    assert all(answer == answers[0] for answer in answers)
    assert family_of(call, request["family_id"])["free_places"] == 1


def test_a_child_with_a_number_has_one_case_whatever_the_hurry(call: Caller) -> None:
    identity = {"kind": "national_number", "number": "2000212345"}
    child = {"birth_date": "2024-03-17", "sex": "female", "identity": identity}
    ended = outcomes(lambda _: call(CASEWORKER, "open_case", a_case(child=child)), range(8))
    assert ended == Counter(done=1, child_has_case=7)


def test_lists_are_paged_in_a_stable_order(call: Caller) -> None:
    cases = [opened(call) for _ in range(5)]
    first = call(CASEWORKER, "find_cases", {"limit": 3})
    second = call(CASEWORKER, "find_cases", {"limit": 3, "after": first["next"]})
    assert second["next"] is None
    found = [each["id"] for page in (first, second) for each in page["items"]]
    assert sorted(found) == sorted(cases)


def test_the_audit_log_on_mongodb_holds_every_access_in_one_chain(
    on_mongo: Caller, database: Any
) -> None:
    case = placed(on_mongo, opened(on_mongo), registered(on_mongo))
    on_mongo(AUDITOR, "get_case", {"case_id": case["id"]})
    on_mongo(SUPERVISOR, "find_cases", {})
    assert [entry["action"] for entry in database["audit"].find().sort("_id", 1)] == [
        "case.open",
        "case.place_child",
        "case.read",
        "case.list",
    ]
    assert verify_database(database).intact


def test_a_placement_that_is_run_again_after_a_lost_race_is_logged_once(
    on_mongo: Caller, database: Any
) -> None:
    family_id = registered(on_mongo, capacity=2)
    waiting = [opened(on_mongo) for _ in range(AT_ONCE)]
    outcomes(lambda case_id: placed(on_mongo, case_id, family_id), waiting)
    logged = [each["record_id"] for each in database["audit"].find({"action": "case.place_child"})]
    assert sorted(logged) == sorted(waiting)
    assert verify_database(database).intact


def test_reviews_missed_by_downtime_are_called_once_by_the_real_timers(
    on_mongo: Caller, database: Any, clock: FixedClock
) -> None:
    case_id = placed(on_mongo, opened(on_mongo), registered(on_mongo))["id"]
    clock.advance(timedelta(days=200))
    subscription = Subscription("cases", "review_due", on_mongo.service.review_due)
    processes = [
        Timers("alternative_care", database, clock, [subscription], time.monotonic)
        for _ in range(3)
    ]
    for _ in range(3):
        outcomes(lambda each: each.fire_due(), processes)
    pending = database["cases"].find_one({"_id": case_id})["pending"]
    due = [each["data"]["due_on"] for each in pending if "review_due" in each["type"]]
    assert due == ["2027-02-18", "2027-05-19"]
