"""Fifty at once, on MongoDB: no place is given twice, and the line keeps its order."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from chassis.clock import SystemClock
from chassis.context import Actor, Context, use
from chassis.documents.errors import AlreadyDone, ConcurrentChange
from chassis.documents.indexes import ensure_indexes
from chassis.documents.kind import Criteria
from services.registry.adapters.programmes.enrolments import ENROLMENTS
from services.registry.adapters.programmes.programmes import PLACES, places_id
from services.registry.bootstrap import SERVICE, wire
from services.registry.bootstrap.house import MongoHouse
from services.registry.settings import RegistrySettings
from tests.support.programmes import (
    ADMINISTRATOR,
    CASEWORKER,
    SUPERVISOR,
    Assessed,
    Office,
    Refused,
    learning,
)
from tests.support.registry import CLERK

AT_ONCE = 50


@pytest.fixture
def office(database: Any) -> Office:
    ensure_indexes(database, SERVICE.kinds)
    SERVICE.prepare(database)
    return Office(MongoHouse(database, SystemClock(), RegistrySettings()))


def insisting(office: Office, method: str, actor: Actor, **request: Any) -> dict[str, Any]:
    """As a caller does who is told to come back in a second: as often as it takes."""
    while True:
        try:
            return office.do(method, actor, **request)
        except Refused as refused:
            if refused.code != "too_much_contention":
                raise


def all_at_once(work: Any, items: list[Any]) -> list[Any]:
    start = threading.Barrier(len(items))

    def one(item: Any) -> Any:
        start.wait()
        return work(item)

    with ThreadPoolExecutor(len(items)) as pool:
        return list(pool.map(one, items))


def serve(office: Office, programme: dict[str, Any]) -> None:
    """As the timer does, in several processes at once."""
    with use(Context(Actor.system("timers"))):
        try:
            office.registry.programmes.seats.serve_line(places_id(programme["id"]), "timers")
        except (ConcurrentChange, AlreadyDone):
            return


def standing(office: Office, programme: dict[str, Any]) -> dict[str, int]:
    found: dict[str, int] = {}
    wanted = Criteria(equals={"programme": programme["id"]})
    for each in office.house.store(ENROLMENTS).each(wanted):
        found[each.status.value] = found.get(each.status.value, 0) + 1
    return found


def test_fifty_apply_at_once_for_twenty_places(office: Office) -> None:
    to = office.programme(ADMINISTRATOR, **learning(20))
    homes = [office.household() for _ in range(AT_ONCE)]

    def apply(home: dict[str, Any]) -> dict[str, Any]:
        return insisting(
            office,
            "apply_for_programme",
            CLERK,
            programme_id=to["id"],
            household_id=home["id"],
            person_id=home["head_id"],
        )

    came = all_at_once(apply, homes)
    assert standing(office, to) == {"active": 20, "waiting": 30}
    assert sorted(each["ticket"] for each in came if each["ticket"]) == list(range(1, 31))
    places = office.house.store(PLACES).load(places_id(to["id"]))
    assert (places.taken, places.waiting) == (20, 30)


def test_places_freed_and_asked_for_at_once_go_to_the_line_in_its_order(office: Office) -> None:
    to = office.programme(ADMINISTRATOR, **learning(10))
    seated = [office.applied(to) for _ in range(10)]
    waiting = [office.applied(to) for _ in range(12)]
    end = {"outcome": "graduated", "reason_code": "completed"}

    def act(index: int) -> None:
        if index < 8:
            insisting(office, "end_enrolment", SUPERVISOR, enrolment_id=seated[index]["id"], **end)
        for _ in range(6):
            serve(office, to)

    all_at_once(act, list(range(16)))
    while office.house.store(PLACES).load(places_id(to["id"])).line_moves:
        serve(office, to)
    assert standing(office, to) == {"graduated": 8, "active": 10, "waiting": 4}
    store = office.house.store(ENROLMENTS)
    called = [store.load(each["id"]).status.value for each in waiting]
    assert called == ["active"] * 8 + ["waiting"] * 4


def test_one_household_that_applies_fifty_times_is_enrolled_once(office: Office) -> None:
    to, home = office.programme(ADMINISTRATOR, **learning(5)), office.household()

    def apply(_: int) -> str:
        try:
            insisting(
                office,
                "apply_for_programme",
                CLERK,
                programme_id=to["id"],
                household_id=home["id"],
                person_id=home["head_id"],
            )
        except Refused as refused:
            return refused.code
        return "done"

    outcomes = all_at_once(apply, list(range(AT_ONCE)))
    assert outcomes.count("done") == 1
    assert outcomes.count("already_enrolled") == AT_ONCE - 1
    assert office.house.store(PLACES).load(places_id(to["id"])).taken == 1


def test_of_an_approval_and_a_declaration_at_once_the_second_knows_of_the_first(
    office: Office,
) -> None:
    office.registry = office.service.application = wire(office.house)
    to = office.programme(rules="cash_support", review_every_months=None)
    low = [{"indicator": "earned_income_fils", "number": 90_000}]
    high = [{"indicator": "other_income_fils", "number": 900_000}]
    for _ in range(6):
        home = office.household()
        office.do("declare_facts", CLERK, household_id=home["id"], facts=low)
        one = {"enrolment_id": office.applied(to, home)["id"]}
        office.do("assess_enrolment", CASEWORKER, **one)

        def approve(asked: dict[str, str] = one) -> None:
            try:
                insisting(office, "approve_enrolment", SUPERVISOR, **asked)
            except Refused as refused:
                if refused.code not in ("not_assessed", "assessment_outdated"):
                    raise

        def declare(whose: str = home["id"]) -> None:
            insisting(office, "declare_facts", CLERK, household_id=whose, facts=high)

        all_at_once(lambda act: act(), [approve, declare])
        found = office.do("get_enrolment", CLERK, **one)
        assert (found["status"], found["review_called"]) in (("applied", False), ("active", True))


def test_the_ranking_is_the_same_by_the_index(office: Office) -> None:
    to, homes = office.programme(), [office.household() for _ in range(5)]
    for home, score in zip(homes, (10.0, 70.5, 40.0, 70.5, 55.0), strict=True):
        office.assessor.answers[home["id"]] = Assessed(score=score)  # type: ignore[attr-defined]
        asked = office.applied(to, home)["id"]
        office.do("assess_enrolment", CASEWORKER, enrolment_id=asked)
    seen: list[tuple[float, str]] = []
    after = None
    while True:
        page = office.do(
            "rank_applications", SUPERVISOR, programme_id=to["id"], after=after, limit=2
        )
        seen += [(each["score"], each["household_id"]) for each in page["items"]]
        after = page["next"]
        if after is None:
            break
    order = (1, 3, 4, 2, 0)
    assert [each[1] for each in seen] == [homes[index]["id"] for index in order]
