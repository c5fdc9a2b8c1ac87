"""Whom a search finds who is asked for within a programme."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.documents.memory import MemoryDatabase
from services.registry.app.persons.queries import FindPersons
from services.registry.bootstrap.house import MemoryHouse
from services.registry.settings import RegistrySettings
from tests.support.life import deliver, told_in_memory
from tests.support.programmes import SUPERVISOR, Office, learning
from tests.support.registry import (
    CLERK,
    CLERK_OF_IRBID,
    amend,
    arabic,
    found,
    live,
    register,
    resettle,
)

MOVED = {"governorate": "JO-AM", "district": None, "details": "شارع آخر، 7"}


@pytest.fixture
def office() -> Office:
    clock, memory = FixedClock(datetime(2026, 11, 22, 8, tzinfo=UTC)), MemoryDatabase()
    return Office(MemoryHouse(memory, clock, RegistrySettings()), memory=memory)


def hear(office: Office) -> None:
    """What was told so far arrives, also the wrong way round."""
    assert office.memory is not None
    events = told_in_memory(office.memory)
    deliver(office.service, events)
    deliver(office.service, reversed(events))


def family_of(home: dict[str, Any]) -> set[str]:
    return {home["head_id"], *(each["person_id"] for each in home["members"])}


def inside(office: Office, programme: dict[str, Any], **query: Any) -> set[str]:
    hear(office)
    return set(found(office.registry, programme=programme["id"], **query))


def test_everybody_of_a_household_in_the_programme_is_found(office: Office) -> None:
    aid, other, home = office.programme(), office.programme(), office.household()
    office.applied(aid, home)
    office.household()
    assert inside(office, aid) == family_of(home)
    assert inside(office, aid, name="آمال") == family_of(home)
    assert inside(office, aid, district="لواء ماركا") == family_of(home)
    assert inside(office, other) == set()
    assert inside(office, aid, name="سليمان") == set()
    assert found(office.registry, programme=aid["id"], actor=CLERK_OF_IRBID) == []


def test_a_person_in_a_programme_for_persons_is_found_alone(office: Office) -> None:
    places, home = office.programme(**learning()), office.household()
    office.applied(places, home)
    assert inside(office, places) == {home["head_id"]}


def test_who_joins_a_household_is_found_and_who_leaves_it_no_longer(office: Office) -> None:
    aid, home = office.programme(), office.household()
    office.applied(aid, home)
    (child,) = family_of(home) - {home["head_id"]}
    joins = register(office.registry)["id"]
    resettle(office.registry, home["id"], join=[{"person_id": joins, "relation": "child"}])
    assert inside(office, aid) == family_of(home) | {joins}
    left = {"head_id": child, "members": [], "address": MOVED}
    live(office.registry, "split", home["id"], **left)
    assert inside(office, aid) == {home["head_id"], joins}


def test_whose_application_ended_is_found_no_longer(office: Office) -> None:
    aid, rejected, exited = office.programme(), office.household(), office.household()
    asked = office.applied(aid, rejected)["id"]
    served = office.approved(aid, exited)["id"]
    assert inside(office, aid) == family_of(rejected) | family_of(exited)
    why = {"reason_code": "documents_missing"}
    office.do("reject_enrolment", SUPERVISOR, enrolment_id=asked, **why)
    assert inside(office, aid) == family_of(exited)
    end = {"outcome": "exited", "reason_code": "moved_away"}
    office.do("end_enrolment", SUPERVISOR, enrolment_id=served, **end)
    assert inside(office, aid) == set()


def test_a_correction_of_a_record_leaves_its_programmes(office: Office) -> None:
    aid, home = office.programme(), office.household()
    office.applied(aid, home)
    hear(office)
    contact = {"mobile": "0799999902", "email": None}
    before = office.registry.person_queries.person(home["head_id"], CLERK)["version"]
    amended = amend(office.registry, home["head_id"], contact=contact, based_on=before)
    assert amended["version"] > before
    assert set(found(office.registry, programme=aid["id"])) == family_of(home)


def test_pages_of_a_programme_are_full_and_end_where_nobody_follows(office: Office) -> None:
    aid, everybody = office.programme(), set()
    for _ in range(3):
        home = office.household()
        office.applied(aid, home)
        everybody |= family_of(home)
        register(office.registry, name=arabic("سليمان"))
    hear(office)
    seen: list[str] = []
    after: str | None = None
    for size in (2, 2, 2):
        query = FindPersons(programme=aid["id"], after=after, limit=2)
        page = office.registry.person_queries.find_persons(query, CLERK)
        assert len(page["items"]) == size
        seen += [each["id"] for each in page["items"]]
        after = page["next"]
    assert after is None
    assert sorted(seen) == sorted(everybody)
