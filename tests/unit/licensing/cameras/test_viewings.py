"""Viewings: with consent, for a purpose, for some minutes; and each of them is written down."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.documents.memory import MemoryDatabase
from chassis.errors import Conflict, Forbidden, NotFound, Stale
from chassis.identifiers import new_id
from tests.support.calling import somebody
from tests.support.cameras import HOLDER, OPERATOR, OPERATOR_OF_IRBID, OTHER_OPERATOR, Room
from tests.support.falling_due import fire_due
from tests.support.licences import AUDITOR, CLERK, SUPERVISOR

STRANGER = somebody("citizen-2", "citizen", governorates=(), national_number="9852099999")


@pytest.fixture
def camera(room: Room) -> str:
    return room.watched()


def told(database: MemoryDatabase, collection: str) -> list[str]:
    documents = database.collections.get(collection, {}).values()
    return [event["type"].split(".", 2)[2] for each in documents for event in each["pending"]]


def fire(room: Room, database: MemoryDatabase, clock: FixedClock) -> None:
    service = room.ask.service
    handlers = {"time_over": service.viewing_time_over, "forgotten": service.viewing_forgotten}
    fire_due(database, "camera_viewings", clock, handlers)


def test_an_operator_is_told_the_reference_for_some_minutes(
    room: Room, database: MemoryDatabase, clock: FixedClock
) -> None:
    room.consented()
    registered = room.registered(stream_reference="AMM-1-cam-1")
    room.checked(registered["id"])
    viewing = room.view(registered["id"])
    assert viewing["state"] == "open"
    assert viewing["stream_reference"] == "AMM-1-cam-1"
    assert viewing["ends_at"] == "2026-11-22T12:15:00.000Z"
    assert room.do(OPERATOR, "get_camera_viewing", viewing_id=viewing["id"]) == viewing
    clock.advance(timedelta(minutes=15))
    late = room.do(OPERATOR, "get_camera_viewing", viewing_id=viewing["id"])
    assert (late["state"], late["stream_reference"]) == ("open", None)
    fire(room, database, clock)
    over = room.do(OPERATOR, "get_camera_viewing", viewing_id=viewing["id"])
    assert (over["state"], over["ended_by"]) == ("ended", "time")
    assert over["ended_at"] == over["ends_at"] == viewing["ends_at"]


def test_a_timer_that_is_late_does_not_make_a_viewing_longer(
    room: Room, camera: str, database: MemoryDatabase, clock: FixedClock
) -> None:
    viewing = room.view(camera)
    clock.advance(timedelta(days=3))
    fire(room, database, clock)
    fire(room, database, clock)
    over = room.do(SUPERVISOR, "get_camera_viewing", viewing_id=viewing["id"])
    assert over["ended_at"] == viewing["ends_at"]
    assert told(database, "camera_viewings") == [
        "camera_viewing.opened.v1",
        "camera_viewing.ended.v1",
    ]


def test_the_operator_ends_it_and_so_may_a_supervisor(room: Room, camera: str) -> None:
    for actor in (OPERATOR, SUPERVISOR):
        viewing_id = room.view(camera)["id"]
        ended = room.do(actor, "end_camera_viewing", viewing_id=viewing_id)
        assert (ended["state"], ended["ended_by"]) == ("ended", "operator")
        assert ended["stream_reference"] is None
        with pytest.raises(Conflict, match="camera_viewing_over"):
            room.do(actor, "end_camera_viewing", viewing_id=viewing_id)
    for other in (OTHER_OPERATOR, HOLDER, AUDITOR):
        with pytest.raises(Forbidden):
            room.do(other, "end_camera_viewing", viewing_id=room.view(camera)["id"])


def test_ending_is_based_on_what_was_seen(room: Room, camera: str) -> None:
    viewing = room.view(camera)
    with pytest.raises(Stale):
        room.do(
            OPERATOR, "end_camera_viewing", viewing_id=viewing["id"], version=viewing["version"] + 1
        )


def test_a_repeated_request_opens_one_viewing_and_gets_one_answer(room: Room, camera: str) -> None:
    first = room.view(camera, key="same")
    assert room.view(camera, key="same") == first
    assert len(room.do(OPERATOR, "find_camera_viewings")["items"]) == 1


class TestRefused:
    """Whoever is refused stands in the records as well."""

    def refuses(self, room: Room, code: str, camera: str, **different: Any) -> None:
        before = len(room.do(AUDITOR, "find_camera_viewings", state="refused")["items"])
        with pytest.raises((Conflict, Forbidden), match=code):
            room.view(camera, **different)
        found = room.do(AUDITOR, "find_camera_viewings", state="refused")["items"]
        assert len(found) == before + 1
        assert found[0]["refused_for"] == code
        assert found[0]["operator"] == different.get("actor", OPERATOR).subject
        assert found[0]["reason"] == "شكوى من غياب المشرفة"
        assert room.logged[-1] == ("camera_viewing.refused", found[0]["operator"])

    def test_for_a_purpose_that_the_rules_do_not_know(self, room: Room, camera: str) -> None:
        self.refuses(room, "camera_purpose_unknown", camera, purpose="curiosity")

    def test_for_a_purpose_that_nobody_consented_to(self, room: Room, camera: str) -> None:
        self.refuses(room, "camera_consent_missing", camera, purpose="scheduled_oversight")

    def test_without_the_guardians_where_children_are_seen(self, room: Room) -> None:
        room.consent()
        self.refuses(room, "camera_consent_missing", room.camera())
        assert room.view(room.camera("entrance"))["state"] == "open"

    def test_without_any_consent(self, room: Room) -> None:
        self.refuses(room, "camera_consent_missing", room.camera("entrance"))

    def test_in_another_governorate_or_role(self, room: Room, camera: str) -> None:
        for actor in (OPERATOR_OF_IRBID, SUPERVISOR, HOLDER):
            self.refuses(room, "camera_not_yours", camera, actor=actor)

    def test_of_a_camera_that_is_not_active(self, room: Room, camera: str) -> None:
        room.do(CLERK, "put_camera_out_of_service", camera_id=camera, reason="عطل")
        self.refuses(room, "camera_not_active", camera)
        self.refuses(room, "camera_not_active", room.registered()["id"])

    def test_of_more_than_some_at_once(
        self, room: Room, camera: str, database: MemoryDatabase, clock: FixedClock
    ) -> None:
        opened = [room.view(camera) for _ in range(4)]
        self.refuses(room, "camera_viewings_too_many", camera)
        assert room.view(camera, OTHER_OPERATOR)["state"] == "open"
        room.do(OPERATOR, "end_camera_viewing", viewing_id=opened[0]["id"])
        assert room.view(camera)["number"] == 5
        clock.advance(timedelta(minutes=15))
        assert room.view(camera)["number"] == 6

    def test_where_the_licence_has_expired(
        self, room: Room, camera: str, clock: FixedClock
    ) -> None:
        clock.advance(timedelta(days=365))
        self.refuses(room, "camera_place_not_licensed", camera)

    def test_each_time_it_is_tried_again(self, room: Room, camera: str) -> None:
        for _ in range(2):
            self.refuses(room, "camera_purpose_unknown", camera, purpose="curiosity", key="same")

    def test_but_what_is_not_there_cannot_be_looked_through(self, room: Room) -> None:
        with pytest.raises(NotFound, match="camera_not_found"):
            room.view(new_id())


def test_looking_too_often_at_one_camera_is_flagged(
    room: Room, camera: str, database: MemoryDatabase, clock: FixedClock
) -> None:
    for _ in range(5):
        viewing = room.view(camera)
        room.do(OPERATOR, "end_camera_viewing", viewing_id=viewing["id"])
    assert viewing["unusual"] == ["too_often"]
    (flagged,) = room.do(SUPERVISOR, "find_camera_viewings", flagged="yes")["items"]
    assert flagged["id"] == viewing["id"]
    assert told(database, "camera_viewings").count("camera_viewing.flagged.v1") == 1
    assert room.view(camera, OTHER_OPERATOR)["unusual"] == []
    clock.advance(timedelta(hours=25))
    assert room.view(camera)["unusual"] == []


@pytest.mark.parametrize(
    ("hour", "unusual"), [(16, []), (17, ["at_night"]), (2, ["at_night"]), (3, [])]
)
def test_looking_at_night_by_the_clocks_of_jordan_is_flagged(
    room: Room, camera: str, clock: FixedClock, hour: int, unusual: list[str]
) -> None:
    clock.at = datetime(2026, 11, 23, hour, tzinfo=UTC)
    assert room.view(camera)["unusual"] == unusual


def test_who_looked_is_forgotten_when_the_rules_say_so(
    room: Room, camera: str, database: MemoryDatabase, clock: FixedClock
) -> None:
    viewing = room.view(camera)
    clock.advance(timedelta(days=729))
    fire(room, database, clock)
    assert room.do(AUDITOR, "get_camera_viewing", viewing_id=viewing["id"])["operator"]
    clock.advance(timedelta(days=1))
    fire(room, database, clock)
    kept = room.do(AUDITOR, "get_camera_viewing", viewing_id=viewing["id"])
    assert (kept["operator"], kept["reason"], kept["purpose"]) == (None, None, "complaint")
    document = database.collections["camera_viewings"][viewing["id"]]
    remembered = {name: each for name, each in document.items() if name != "pending"}
    assert "شكوى" not in str(remembered)
    assert document["timers"] == []
