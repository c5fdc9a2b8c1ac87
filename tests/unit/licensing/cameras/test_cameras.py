"""Cameras: where they may look, who registers and who checks them."""

from __future__ import annotations

import pytest

from chassis.errors import Conflict, Forbidden, Invalid, NotFound
from chassis.identifiers import new_id
from tests.support.calling import somebody
from tests.support.cameras import HOLDER, INSPECTOR, OPERATOR, OPERATOR_OF_IRBID, Room
from tests.support.licences import AUDITOR, CLERK, SUPERVISOR

STRANGER = somebody("citizen-2", "citizen", governorates=(), national_number="9852099999")


def test_a_camera_is_active_once_an_inspector_has_passed_it(room: Room) -> None:
    camera = room.registered()
    assert camera["state"] == "registered"
    assert room.checked(camera["id"], "failed")["state"] == "registered"
    active = room.checked(camera["id"])
    assert active["state"] == "active"
    assert [step["what"] for step in active["course"]] == [
        "registered",
        "check_failed",
        "check_passed",
    ]


@pytest.mark.parametrize("area", ["bathroom", "changing_room", "bedroom"])
def test_no_camera_looks_where_people_undress_or_sleep(room: Room, area: str) -> None:
    with pytest.raises(Conflict, match="camera_area_forbidden") as refused:
        room.registered(area)
    assert refused.value.errors[0].pointer == "/area"


def test_an_area_that_the_rules_do_not_know_is_refused(room: Room) -> None:
    with pytest.raises(Conflict, match="camera_area_unknown"):
        room.registered("roof_garden")


@pytest.mark.parametrize(
    "reference", ["rtsp://admin:secret@10.0.0.7/1", "http://x", "a/b", "كاميرا", "", "ab"]
)
def test_a_reference_is_no_address_and_holds_no_credentials(room: Room, reference: str) -> None:
    with pytest.raises(Invalid):
        room.registered(stream_reference=reference)


def test_one_reference_is_one_camera_until_that_is_removed(room: Room) -> None:
    first = room.registered(stream_reference="AMM-1-cam-1")
    with pytest.raises(Conflict, match="camera_reference_taken"):
        room.registered(stream_reference="AMM-1-cam-1")
    room.do(CLERK, "remove_camera", camera_id=first["id"], reason="استبدلت")
    assert room.registered(stream_reference="AMM-1-cam-1")["state"] == "registered"


def test_a_camera_hangs_at_a_place_with_a_licence(room: Room) -> None:
    with pytest.raises(NotFound, match="camera_place_not_found"):
        room.registered(licence_id=new_id())


def test_nobody_is_told_the_reference_by_looking_at_a_camera(room: Room) -> None:
    camera = room.registered(stream_reference="AMM-1-cam-1")
    for actor in (CLERK, SUPERVISOR, OPERATOR, AUDITOR, HOLDER):
        seen = room.do(actor, "get_camera", camera_id=camera["id"])
        listed = room.do(actor, "find_cameras")["items"]
        assert [seen] == listed
        assert "AMM-1-cam-1" not in str(seen)


def test_who_works_elsewhere_or_holds_nothing_sees_no_camera(room: Room) -> None:
    camera = room.registered()
    for actor in (OPERATOR_OF_IRBID, STRANGER, somebody("caseworker-1", "caseworker")):
        with pytest.raises(Forbidden, match="camera_not_yours"):
            room.do(actor, "get_camera", camera_id=camera["id"])
    assert room.do(OPERATOR_OF_IRBID, "find_cameras")["items"] == []
    assert room.do(STRANGER, "find_cameras")["items"] == []
    with pytest.raises(Forbidden):
        room.do(OPERATOR, "find_cameras", governorate="JO-IR")


def test_an_inspector_does_not_check_what_they_registered(room: Room) -> None:
    both = somebody("clerk-1", "clerk", "inspector")
    found = {"outcome": "passed", "findings": "سليم"}
    with pytest.raises(Forbidden, match="camera_checked_by_registrar"):
        room.do(both, "check_camera", camera_id=room.registered()["id"], **found)


def test_a_camera_that_was_out_of_service_is_checked_again(room: Room) -> None:
    camera_id = room.camera()
    room.do(OPERATOR, "put_camera_out_of_service", camera_id=camera_id, reason="عطل")
    with pytest.raises(Conflict, match="camera_wrong_state"):
        room.do(OPERATOR, "put_camera_out_of_service", camera_id=camera_id, reason="عطل")
    assert room.checked(camera_id)["state"] == "active"
    with pytest.raises(Conflict, match="camera_wrong_state"):
        room.checked(camera_id)


def test_nothing_more_is_done_with_a_removed_camera(room: Room) -> None:
    camera_id = room.camera()
    for actor in (OPERATOR, INSPECTOR):
        with pytest.raises(Forbidden):
            room.do(actor, "remove_camera", camera_id=camera_id, reason="أزيلت")
    room.do(CLERK, "remove_camera", camera_id=camera_id, reason="أزيلت")
    with pytest.raises(Conflict, match="camera_wrong_state"):
        room.checked(camera_id)
    with pytest.raises(Conflict, match="camera_wrong_state"):
        room.do(CLERK, "remove_camera", camera_id=camera_id, reason="أزيلت")


def test_what_may_be_chosen_is_told_with_its_words(room: Room) -> None:
    rules = room.do(OPERATOR, "get_camera_rules")
    areas = {each["code"]: each["allowed"] for each in rules["areas"]}
    assert areas["playroom"]
    assert not areas["bathroom"]
    assert {"code": "complaint", "ar": "التحقق من شكوى", "en": "Looking into a complaint"} in rules[
        "purposes"
    ]
