"""What only a database can show of the camera room: who wins when two things happen at once."""

from __future__ import annotations

import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.documents.indexes import ensure_indexes
from chassis.errors import Conflict
from chassis.timers import Subscription, Timers
from contracts.rpc.licensing import METHODS
from services.licensing.bootstrap import SERVICE, cameras, inspections, licensed
from services.licensing.bootstrap.house import MongoHouse
from services.licensing.settings import LicensingSettings
from tests.support.calling import somebody
from tests.support.cameras import OPERATOR, Room
from tests.support.licences import AUDITOR, SUPERVISOR
from tests.support.racing import at_once, outcomes

ROUNDS = 8


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 11, 22, 12, 0, 0, 123456, tzinfo=UTC))


@pytest.fixture
def room(database: Any, clock: FixedClock) -> Room:
    ensure_indexes(database, (*cameras.KINDS, *inspections.KINDS, *licensed.KINDS))
    SERVICE.prepare(database)
    return Room(MongoHouse(database, clock, LicensingSettings.read()))


def opened(room: Room, camera: str) -> str:
    """How an attempt to look ended."""
    try:
        return str(room.view(camera)["state"])
    except Conflict as refused:
        return refused.code


def test_everything_is_read_back_as_it_was_answered(room: Room, clock: FixedClock) -> None:
    room.consented()
    camera = room.camera()
    viewing = room.view(camera)
    incident = room.flagged(camera, viewing_id=viewing["id"])
    clock.advance(timedelta(seconds=1))
    request = {"incident_id": incident["id"], "reason": "واضح"}
    incident = room.do(SUPERVISOR, "confirm_camera_incident", **request)
    for method, asked, answer in [
        ("get_camera_viewing", {"viewing_id": viewing["id"]}, viewing),
        ("get_camera_incident", {"incident_id": incident["id"]}, incident),
    ]:
        assert room.do(OPERATOR, method, **asked) == answer
        METHODS[method].answer().load(answer)
    kept = room.do(OPERATOR, "get_camera_consents", licence_id=room.licence_id)
    METHODS["get_camera_consents"].answer().load(kept)
    assert len(kept["consents"]) == 2
    found = room.do(AUDITOR, "find_camera_viewings", first="2026-11-22", last="2026-11-22")
    assert [each["id"] for each in found["items"]] == [viewing["id"]]
    assert room.do(AUDITOR, "find_camera_viewings", first="2026-11-23")["items"] == []


def test_whoever_withdraws_while_somebody_opens_is_never_looked_at_afterwards(room: Room) -> None:
    camera, ended = room.camera("entrance"), Counter[str]()
    for _ in range(ROUNDS):
        consent = room.consent()["consents"][-1]["id"]
        how, _ = at_once(
            lambda: opened(room, camera),
            lambda consent=consent: room.withdraw(consent),  # type: ignore[misc]
        )
        ended[how] += 1
        assert room.do(AUDITOR, "find_camera_viewings", state="open")["items"] == []
        assert opened(room, camera) == "camera_consent_missing"
    assert ended.total() == ROUNDS
    assert ended.keys() <= {"open", "camera_consent_missing"}


def test_nobody_looks_through_a_camera_that_stops_meanwhile(room: Room) -> None:
    room.consented()
    for _ in range(ROUNDS // 2):
        camera = room.camera()
        request = {"camera_id": camera, "reason": "عطل"}
        at_once(
            lambda camera=camera: opened(room, camera),  # type: ignore[misc]
            lambda request=request: room.do(  # type: ignore[misc]
                SUPERVISOR, "put_camera_out_of_service", **request
            ),
        )
        assert room.do(AUDITOR, "find_camera_viewings", state="open")["items"] == []


def test_an_operator_opens_so_many_at_once_and_each_attempt_is_written_down(room: Room) -> None:
    room.consented()
    camera = room.camera()
    ended = outcomes(lambda _: room.view(camera), range(12))
    assert ended == Counter(done=4, camera_viewings_too_many=8)
    items = room.do(AUDITOR, "find_camera_viewings", limit=100)["items"]
    assert Counter(each["state"] for each in items) == Counter(open=4, refused=8)
    numbers = [each["number"] for each in items if each["state"] == "open"]
    assert sorted(numbers) == [1, 2, 3, 4]


def test_of_many_who_decide_at_once_one_does(room: Room) -> None:
    incident = room.flagged(room.camera())
    supervisors = [somebody(f"supervisor-{number}", "supervisor") for number in range(6)]

    def decide(actor: Any) -> None:
        request = {"incident_id": incident["id"], "reason": "واضح"}
        room.do(actor, "confirm_camera_incident", **request)

    assert outcomes(decide, supervisors) == Counter(done=1, camera_incident_decided=5)


def test_what_falls_due_happens_once_although_several_processes_look(
    room: Room, database: Any, clock: FixedClock
) -> None:
    room.consented()
    viewing = room.view(room.camera())
    service = room.ask.service
    subscriptions = [
        Subscription("camera_viewings", "time_over", service.viewing_time_over),
        Subscription("camera_viewings", "forgotten", service.viewing_forgotten),
    ]
    clock.advance(timedelta(days=731))
    processes = [
        Timers("licensing", database, clock, subscriptions, time.monotonic) for _ in range(3)
    ]
    assert sum(outcomes(lambda each: each.fire_due(), processes).values()) == 3
    processes[0].fire_due()
    kept = database["camera_viewings"].find_one({"_id": viewing["id"]})
    assert [each["type"].split(".")[3] for each in kept["pending"]] == [
        "opened",
        "ended",
        "forgotten",
    ]
    assert kept["timers"] == []
    assert "شكوى" not in str({name: each for name, each in kept.items() if name != "pending"})
