"""Whom a search finds who is asked for within a programme."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from chassis.clock import FixedClock
from chassis.documents.memory import MemoryDatabase
from services.registry.app.persons.queries import FindPersons
from services.registry.bootstrap.house import MemoryHouse
from services.registry.settings import RegistrySettings
from tests.support.programmes import Office, learning
from tests.support.registry import CLERK, arabic, found, register


@pytest.fixture
def office() -> Office:
    clock, memory = FixedClock(datetime(2026, 11, 22, 8, tzinfo=UTC)), MemoryDatabase()
    return Office(MemoryHouse(memory, clock, RegistrySettings()), memory=memory)


def test_everybody_of_a_household_in_the_programme_is_found(office: Office) -> None:
    aid, other, home = office.programme(), office.programme(), office.household()
    office.applied(aid, home)
    office.household()
    family = {home["head_id"], *(each["person_id"] for each in home["members"])}
    assert set(found(office.registry, programme=aid["id"])) == family
    assert set(found(office.registry, programme=aid["id"], name="آمال")) == family
    assert found(office.registry, programme=other["id"]) == []
    assert found(office.registry, programme=aid["id"], name="سليمان") == []


def test_a_person_in_a_programme_for_persons_is_found_alone(office: Office) -> None:
    places, home = office.programme(**learning()), office.household()
    office.applied(places, home)
    assert found(office.registry, programme=places["id"]) == [home["head_id"]]


def test_pages_of_a_programme_leave_nobody_out_and_name_nobody_twice(office: Office) -> None:
    aid = office.programme()
    inside = set()
    for _ in range(3):
        home = office.household()
        office.applied(aid, home)
        inside |= {home["head_id"], *(each["person_id"] for each in home["members"])}
        register(office.registry, name=arabic("سليمان"))
    seen: list[str] = []
    after: str | None = None
    while not seen or after:
        query = FindPersons(programme=aid["id"], after=after, limit=2)
        page = office.registry.person_queries.find_persons(query, CLERK)
        assert len(page["items"]) <= 2
        seen += [each["id"] for each in page["items"]]
        after = page["next"]
    assert sorted(seen) == sorted(inside)
