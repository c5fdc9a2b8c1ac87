"""Incidents: flagged by one, decided by another, inspected, and read by few."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.documents.memory import MemoryDatabase
from chassis.errors import Conflict, Forbidden, NotFound
from chassis.identifiers import new_id
from tests.support.calling import somebody
from tests.support.cameras import (
    HOLDER,
    INSPECTOR,
    OPERATOR,
    OPERATOR_OF_IRBID,
    OTHER_OPERATOR,
    Room,
)
from tests.support.falling_due import fire_due
from tests.support.licences import AUDITOR, CLERK, SUPERVISOR

SUPERVISOR_OF_IRBID = somebody("supervisor-9", "supervisor", governorates=("JO-IR",))


@pytest.fixture
def camera(room: Room) -> str:
    return room.camera()


def decide(room: Room, incident: dict[str, Any], how: str, actor: Any = SUPERVISOR) -> Any:
    request = {"incident_id": incident["id"], "reason": "واضح في التسجيل"}
    return room.do(actor, f"{how}_camera_incident", **request)


def told(database: MemoryDatabase) -> list[tuple[str, dict[str, Any]]]:
    documents = database.collections["camera_incidents"].values()
    return [
        (event["type"].split(".")[3], event["data"])
        for each in documents
        for event in each["pending"]
    ]


def test_a_second_person_confirms_and_the_place_is_inspected(
    room: Room, camera: str, database: MemoryDatabase
) -> None:
    incident = room.flagged(camera)
    assert (incident["state"], incident["inspection_id"]) == ("flagged", None)
    assert room.inspections.opened == []
    confirmed = decide(room, incident, "confirm")
    (inspection,) = room.inspections.opened
    assert confirmed["inspection_id"] == inspection["id"]
    assert inspection["about"] == room.licence_id
    assert inspection["because"] == incident["id"]
    assert (inspection["purpose"], inspection["due_on"]) == ("incident", date(2026, 11, 25))
    assert [(step["what"], step["by"]) for step in confirmed["course"]] == [
        ("flagged", OPERATOR.subject),
        ("confirmed", SUPERVISOR.subject),
    ]
    assert told(database)[-1] == (
        "confirmed",
        {
            "incident_id": incident["id"],
            "licence_id": room.licence_id,
            "governorate": "JO-AM",
            "kind": "unattended_children",
            "inspection_id": inspection["id"],
        },
    )


def test_an_urgent_one_is_inspected_at_once_and_once(room: Room, camera: str) -> None:
    incident = room.flagged(camera, urgency="urgent", kind="fire")
    (inspection,) = room.inspections.opened
    assert incident["inspection_id"] == inspection["id"]
    assert inspection["due_on"] == date(2026, 11, 22)
    assert incident["decide_by"] == "2026-11-22T14:00:00.000Z"
    assert decide(room, incident, "confirm")["inspection_id"] == inspection["id"]
    assert len(room.inspections.opened) == 1


def test_an_inspection_waits_for_no_holiday(room: Room, camera: str) -> None:
    room.house.holidays.hear(2026, [date(2026, 11, 23)], 2)
    decide(room, room.flagged(camera), "confirm")
    assert room.inspections.opened[0]["due_on"] == date(2026, 11, 26)


def test_a_second_person_dismisses_with_a_reason(room: Room, camera: str) -> None:
    incident = room.flagged(camera)
    dismissed = decide(room, incident, "dismiss")
    assert (dismissed["state"], dismissed["course"][-1]["text"]) == ("dismissed", "واضح في التسجيل")
    for how in ("confirm", "dismiss"):
        with pytest.raises(Conflict, match="camera_incident_decided"):
            decide(room, incident, how)
    assert room.inspections.opened == []


def test_the_visit_of_an_urgent_one_that_was_nothing_is_called_off(room: Room, camera: str) -> None:
    incident = room.flagged(camera, urgency="urgent", kind="fire")
    dismissed = decide(room, incident, "dismiss")
    assert room.inspections.cancelled == [
        (incident["inspection_id"], "camera_incident_dismissed"),
    ]
    assert dismissed["inspection_id"] == incident["inspection_id"]
    assert [each["what"] for each in dismissed["course"]][-2:] == [
        "dismissed",
        "inspection_cancelled",
    ]


def test_a_visit_that_was_made_goes_on_and_the_incident_says_so(room: Room, camera: str) -> None:
    incident = room.flagged(camera, urgency="urgent", kind="fire")
    room.inspections.begun = True
    dismissed = decide(room, incident, "dismiss")
    assert dismissed["course"][-1]["what"] == "inspection_goes_on"
    with pytest.raises(Conflict, match="camera_incident_decided"):
        decide(room, incident, "dismiss")


def test_nobody_decides_on_what_they_flagged_or_elsewhere(room: Room, camera: str) -> None:
    both = somebody("operator-4", "camera_operator", "supervisor")
    incident = room.flagged(camera, both)
    with pytest.raises(Forbidden, match="camera_incident_own"):
        decide(room, incident, "confirm", both)
    for actor in (SUPERVISOR_OF_IRBID, OTHER_OPERATOR, AUDITOR, HOLDER, INSPECTOR):
        with pytest.raises(Forbidden, match="camera_not_yours"):
            decide(room, incident, "confirm", actor)
    assert room.inspections.opened == []


def test_one_that_nobody_decides_on_is_escalated_once_and_still_decided(
    room: Room, camera: str, database: MemoryDatabase, clock: FixedClock
) -> None:
    incident = room.flagged(camera)
    handlers = {"undecided": room.ask.service.incident_undecided}
    clock.advance(timedelta(hours=23, minutes=59))
    fire_due(database, "camera_incidents", clock, handlers)
    assert not room.do(SUPERVISOR, "find_camera_incidents", escalated="yes")["items"]
    clock.advance(timedelta(minutes=1))
    for _ in range(2):
        fire_due(database, "camera_incidents", clock, handlers)
    assert [name for name, _ in told(database)] == ["flagged", "escalated"]
    (listed,) = room.do(SUPERVISOR, "find_camera_incidents", escalated="yes")["items"]
    assert listed["id"] == incident["id"]
    assert decide(room, incident, "confirm")["state"] == "confirmed"


def test_a_decided_one_is_not_escalated(
    room: Room, camera: str, database: MemoryDatabase, clock: FixedClock
) -> None:
    decide(room, room.flagged(camera), "dismiss")
    clock.advance(timedelta(days=9))
    fire_due(database, "camera_incidents", clock, {})


@pytest.mark.parametrize(
    ("different", "code"),
    [
        ({"kind": "boredom"}, "camera_incident_kind_unknown"),
        ({"ends_at": "2026-11-22T12:00:01Z"}, "camera_incident_span"),
        ({"begins_at": "2026-11-22T12:00:00Z"}, "camera_incident_span"),
        ({"begins_at": "2026-11-21T23:59:59Z"}, "camera_incident_span_too_long"),
    ],
)
def test_a_report_says_what_can_have_been(
    room: Room, camera: str, different: dict[str, Any], code: str
) -> None:
    with pytest.raises(Conflict, match=code):
        room.flagged(camera, **different)


def test_a_report_names_a_viewing_of_ones_own_through_this_camera(room: Room, camera: str) -> None:
    room.consented()
    mine, other = room.view(camera)["id"], room.view(camera, OTHER_OPERATOR)["id"]
    elsewhere = room.view(room.camera("yard"))["id"]
    assert room.flagged(camera, viewing_id=mine)["viewing_id"] == mine
    for wrong in (other, elsewhere):
        with pytest.raises(Conflict, match="camera_incident_viewing"):
            room.flagged(camera, viewing_id=wrong)
    with pytest.raises(NotFound):
        room.flagged(camera, viewing_id=new_id())


def test_only_operators_of_the_governorate_report(room: Room, camera: str) -> None:
    for actor in (OPERATOR_OF_IRBID, SUPERVISOR, CLERK, HOLDER):
        with pytest.raises(Forbidden):
            room.flagged(camera, actor)


def test_whoever_reads_what_was_said_stands_in_the_audit_log(room: Room, camera: str) -> None:
    incident = room.flagged(camera)
    audit: Any = room.house.audit
    for actor in (OPERATOR, SUPERVISOR, AUDITOR):
        assert room.do(actor, "get_camera_incident", incident_id=incident["id"]) == incident
        assert (audit.entries[-1]["action"], audit.entries[-1]["actor"]) == (
            "camera_incident.read",
            actor.subject,
        )
    for actor in (HOLDER, OPERATOR_OF_IRBID, CLERK, INSPECTOR):
        with pytest.raises(Forbidden):
            room.do(actor, "get_camera_incident", incident_id=incident["id"])
        assert audit.entries[-1]["action"] == "camera_incident.read_refused"
        assert audit.entries[-1]["actor"] == actor.subject
    decide(room, incident, "dismiss")
    assert audit.entries[-1]["action"] == "camera_incident.handle"


def test_neither_list_nor_event_has_the_words(
    room: Room, camera: str, database: MemoryDatabase
) -> None:
    incident = room.flagged(camera)
    decide(room, incident, "confirm")
    (listed,) = room.do(SUPERVISOR, "find_camera_incidents", kind="unattended_children")["items"]
    assert not listed.keys() & {"text", "marks", "course"}
    audit: Any = room.house.audit
    assert audit.entries[-1]["record_id"] == [incident["id"]]
    assert "بلا مشرفة" not in str(told(database))
    assert "REC-0417" not in str(told(database))
    for actor in (CLERK, HOLDER, INSPECTOR):
        with pytest.raises(Forbidden):
            room.do(actor, "find_camera_incidents")


def test_two_that_belong_together_say_so_both(room: Room, camera: str) -> None:
    first, second = room.flagged(camera), room.flagged(camera)
    request = {"incident_id": first["id"], "other_id": second["id"]}
    assert room.do(SUPERVISOR, "link_camera_incidents", **request)["linked"] == [second["id"]]
    other = room.do(SUPERVISOR, "get_camera_incident", incident_id=second["id"])
    assert other["linked"] == [first["id"]]
    back = {"incident_id": second["id"], "other_id": first["id"]}
    assert room.do(OPERATOR, "link_camera_incidents", **back)["version"] == other["version"]
    with pytest.raises(Conflict, match="camera_incident_linked_to_itself"):
        room.do(SUPERVISOR, "link_camera_incidents", **{**request, "other_id": first["id"]})
    with pytest.raises(NotFound):
        room.do(SUPERVISOR, "link_camera_incidents", **{**request, "other_id": new_id()})
    with pytest.raises(Forbidden):
        room.do(SUPERVISOR_OF_IRBID, "link_camera_incidents", **request)


def test_a_repeated_report_is_one_incident_and_one_inspection(room: Room, camera: str) -> None:
    request = {"urgency": "urgent", "kind": "fire", "key": "same"}
    assert room.flagged(camera, **request) == room.flagged(camera, **request)
    assert len(room.do(SUPERVISOR, "find_camera_incidents")["items"]) == 1
    assert len(room.inspections.opened) == 1
