"""The handlers of `registry.life` on MongoDB: late, twice, out of order they do the same, once."""

from __future__ import annotations

import random
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import pytest

from chassis.clock import FixedClock
from contracts.envelope import Envelope
from services.registry.bootstrap.house import MongoHouse
from services.registry.settings import RegistrySettings
from tests.support.life import deliver, told_on_mongo
from tests.support.programmes import Office, learning
from tests.support.racing import at_once
from tests.support.registry import CLERK, CLERK_OF_IRBID, live, register, settle

AMMAN = {"governorate": "JO-AM", "district": None, "details": None}
IRBID = {"governorate": "JO-IR", "district": None, "details": None}


@pytest.fixture
def office(database: Any) -> Office:
    clock = FixedClock(datetime(2026, 11, 22, 8, 30, tzinfo=UTC))
    return Office(MongoHouse(database, clock, RegistrySettings()))


def told(office: Office) -> list[Envelope]:
    return told_on_mongo(office.house.database)


def read(office: Office, enrolment: dict[str, Any], actor: Any = CLERK) -> dict[str, Any]:
    return office.do("get_enrolment", actor, enrolment_id=enrolment["id"])


def dissolved(office: Office, home: dict[str, Any]) -> None:
    """All of it joins another household."""
    everybody = (home["head_id"], *(each["person_id"] for each in home["members"]))
    members = [{"person_id": each, "relation": "other_relative"} for each in everybody]
    other = office.household()
    live(office.registry, "join", other["id"], other_household_id=home["id"], members=members)


@pytest.mark.parametrize("seed", range(4))
def test_in_whatever_order_a_dissolved_household_is_enrolled_no_longer(
    office: Office, seed: int
) -> None:
    home = office.household()
    enrolment = office.approved(office.programme(), home)
    live(office.registry, "move", home["id"], address=IRBID)
    live(office.registry, "move", home["id"], actor=CLERK_OF_IRBID, address=AMMAN)
    dissolved(office, home)
    events = [*told(office), *told(office)]
    random.Random(seed).shuffle(events)
    deliver(office.service, events)
    deliver(office.service, told(office))
    ended = read(office, enrolment)
    assert [each["status"] for each in ended["course"]] == ["applied", "active", "exited"]
    of_it = [each.type for each in told(office) if each.subject == enrolment["id"]]
    assert of_it.count("kanaf.registry.enrolment.ended.v1") == 1


def test_stale_events_of_a_place_that_was_left_change_nothing(office: Office) -> None:
    home = office.household()
    enrolment = office.approved(office.programme(), home)
    live(office.registry, "move", home["id"], address=IRBID)
    stale = told(office)
    live(office.registry, "move", home["id"], actor=CLERK_OF_IRBID, address=AMMAN)
    deliver(office.service, stale)
    deliver(office.service, told(office))
    deliver(office.service, stale)
    assert read(office, enrolment)["version"] == enrolment["version"]


def test_a_grievance_that_was_filed_in_the_moment_of_the_move_follows(office: Office) -> None:
    home = office.household()
    enrolment = office.approved(office.programme(), home)
    live(office.registry, "move", home["id"], address=IRBID)
    filed = office.do("file_grievance", CLERK, enrolment_id=enrolment["id"], text="المبلغ لا يكفي")
    deliver(office.service, told(office))
    seen = office.do("get_grievance", CLERK_OF_IRBID, grievance_id=filed["id"])
    assert seen["governorate"] == "JO-IR"


def test_two_who_handle_the_end_at_once_free_one_place(office: Office) -> None:
    to = office.programme(**learning(2))
    alone = settle(office.registry, register(office.registry)["id"])
    seated = office.applied(to, alone)
    office.applied(to)
    live(office.registry, "death", alone["id"], person_id=alone["head_id"])
    events = told(office)

    def handle() -> None:
        with suppress(AssertionError):  # one that loses every race is told again, as by the broker
            deliver(office.service, events)

    at_once(*[handle] * 4)
    deliver(office.service, events)
    assert read(office, seated)["status"] == "exited"
    assert office.do("get_programme_places", CLERK, programme_id=to["id"])["taken"] == 1
