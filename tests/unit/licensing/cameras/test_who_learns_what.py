"""Who learns of viewings: supervisors everything, the holder that, when and what for."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.errors import Conflict, Forbidden
from chassis.identifiers import new_id
from tests.support.calling import somebody
from tests.support.cameras import HOLDER, OPERATOR, OPERATOR_OF_IRBID, OTHER_OPERATOR, Room
from tests.support.licences import AUDITOR, CLERK, SUPERVISOR

STRANGER = somebody("citizen-2", "citizen", governorates=(), national_number="9852099999")


@pytest.fixture
def camera(room: Room) -> str:
    return room.watched()


def test_supervisors_and_auditors_find_by_place_operator_and_days(
    room: Room, camera: str, clock: FixedClock
) -> None:
    mine = room.view(camera)["id"]
    clock.advance(timedelta(days=1))
    other = room.view(camera, OTHER_OPERATOR)["id"]

    def found(actor: Any = SUPERVISOR, **filters: Any) -> list[str]:
        page = room.do(actor, "find_camera_viewings", **filters)
        assert all(each["stream_reference"] is None for each in page["items"])
        return [each["id"] for each in page["items"]]

    assert found() == found(AUDITOR) == [other, mine]
    assert found(licence_id=room.licence_id, camera_id=camera) == [other, mine]
    assert found(licence_id=new_id()) == []
    assert found(operator=OPERATOR.subject) == [mine]
    assert found(first="2026-11-23") == found(first="٢٠٢٦-١١-٢٣", last="2026-11-23") == [other]
    assert found(last="2026-11-22") == [mine]
    assert found(OPERATOR) == [mine]
    assert found(somebody("supervisor-9", "supervisor", governorates=("JO-IR",))) == []


def test_an_operator_learns_nothing_of_the_others(room: Room, camera: str) -> None:
    viewing = room.view(camera)
    with pytest.raises(Forbidden):
        room.do(OTHER_OPERATOR, "get_camera_viewing", viewing_id=viewing["id"])
    with pytest.raises(Forbidden):
        room.do(OTHER_OPERATOR, "find_camera_viewings", operator=OPERATOR.subject)
    assert room.do(OTHER_OPERATOR, "find_camera_viewings")["items"] == []


def test_the_holder_learns_when_and_what_for_and_not_by_whom(room: Room, camera: str) -> None:
    viewing = room.view(camera)
    with pytest.raises(Conflict):
        room.view(camera, purpose="curiosity")
    seen = room.do(HOLDER, "get_camera_viewing", viewing_id=viewing["id"])
    assert room.do(HOLDER, "find_camera_viewings")["items"] == [seen]
    assert (seen["purpose"], seen["asked_at"]) == ("complaint", viewing["asked_at"])
    for hidden in ("operator", "number", "reason", "stream_reference"):
        assert seen[hidden] is None
    assert OPERATOR.subject not in str(seen)
    for asked in ({"operator": OPERATOR.subject}, {"flagged": "yes"}):
        with pytest.raises(Forbidden):
            room.do(HOLDER, "find_camera_viewings", **asked)
    (refused,) = room.do(AUDITOR, "find_camera_viewings", state="refused")["items"]
    with pytest.raises(Forbidden):
        room.do(HOLDER, "get_camera_viewing", viewing_id=refused["id"])


def test_others_learn_nothing(room: Room, camera: str) -> None:
    viewing = room.view(camera)
    assert room.do(STRANGER, "find_camera_viewings")["items"] == []
    for actor in (STRANGER, CLERK, OPERATOR_OF_IRBID):
        with pytest.raises(Forbidden):
            room.do(actor, "get_camera_viewing", viewing_id=viewing["id"])
    with pytest.raises(Forbidden):
        room.do(CLERK, "find_camera_viewings")


def test_every_viewing_stands_in_the_audit_log(room: Room, camera: str) -> None:
    room.view(camera)
    assert room.logged[-1] == ("camera_viewing.open.complaint", OPERATOR.subject)
    audit: Any = room.house.audit
    assert audit.of("camera", camera)
