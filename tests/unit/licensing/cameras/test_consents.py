"""Consents: given with a paper, withdrawn at once, and standing against every viewing then."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.errors import Conflict, Forbidden, Invalid, NotFound
from chassis.identifiers import new_id
from tests.support.cameras import HOLDER, OPERATOR, OPERATOR_OF_IRBID, Room
from tests.support.licences import AUDITOR, SUPERVISOR


def refuses(room: Room, camera: str) -> None:
    with pytest.raises(Conflict, match="camera_consent_missing"):
        room.view(camera)


def test_a_withdrawn_consent_ends_what_runs_and_lets_nothing_new_begin(room: Room) -> None:
    consents, camera = room.consented(), room.camera()
    viewing = room.view(camera)
    room.withdraw(consents[1])
    over = room.do(OPERATOR, "get_camera_viewing", viewing_id=viewing["id"])
    assert (over["state"], over["ended_by"]) == ("ended", "consent_ended")
    assert over["stream_reference"] is None
    refuses(room, camera)


def test_one_guardian_who_withdraws_stands_against_all_who_consent(room: Room) -> None:
    room.consented()
    other = room.consent("guardians", "ملف 18")["consents"][-1]["id"]
    camera = room.camera()
    room.withdraw(other)
    refuses(room, camera)
    room.consent("guardians", "ملف 18")
    assert room.view(camera)["state"] == "open"


def test_who_has_left_the_place_stands_against_nobody(room: Room) -> None:
    room.consented()
    other = room.consent("guardians", "ملف 18")["consents"][-1]["id"]
    camera = room.camera()
    room.withdraw(other)
    room.withdraw(other, "left")
    assert room.view(camera)["state"] == "open"
    with pytest.raises(Conflict, match="camera_consent_over"):
        room.withdraw(other)


def test_without_the_last_who_consented_nobody_looks(room: Room) -> None:
    consents, camera = room.consented(), room.camera()
    room.withdraw(consents[1], "left")
    refuses(room, camera)


def test_the_holder_gives_and_withdraws_their_own_consent_from_home(
    room: Room, clock: FixedClock
) -> None:
    today = clock.now().date()
    request: dict[str, Any] = {
        "licence_id": room.licence_id,
        "party": "holder",
        "purposes": ["complaint"],
        "given_on": today.isoformat(),
        "until": today.isoformat(),
    }
    given = room.do(HOLDER, "give_camera_consent", **request)
    assert given["consents"][0]["recorded_by"] == HOLDER.subject
    camera = room.camera("entrance")
    assert room.view(camera)["state"] == "open"
    room.withdraw(given["consents"][0]["id"], actor=HOLDER)
    refuses(room, camera)
    with pytest.raises(Forbidden):
        room.do(HOLDER, "give_camera_consent", **{**request, "party": "guardians", "file": "ف1"})


def test_the_holder_does_not_withdraw_what_guardians_gave(room: Room) -> None:
    consents = room.consented()
    with pytest.raises(Forbidden):
        room.withdraw(consents[1], actor=HOLDER)


def test_a_viewing_never_outlasts_the_consents(room: Room, clock: FixedClock) -> None:
    today = clock.now().date().isoformat()
    room.consent(until=today)
    camera = room.camera("entrance")
    clock.advance(timedelta(hours=8, minutes=50))
    assert room.view(camera)["ends_at"] == "2026-11-22T21:00:00.000Z"
    clock.advance(timedelta(minutes=10))
    refuses(room, camera)


@pytest.mark.parametrize(
    ("different", "code"),
    [
        ({"purposes": ["curiosity"]}, "camera_purpose_unknown"),
        ({"given_on": "2026-11-23"}, "camera_consent_later"),
        ({"until": "2027-11-23"}, "camera_consent_too_long"),
        ({"until": "2026-11-21"}, "camera_consent_too_long"),
        ({"paper": None}, "camera_consent_paper_missing"),
        ({"party": "guardians", "file": None}, "camera_consent_paper_missing"),
    ],
)
def test_a_consent_is_for_known_purposes_and_a_time_and_on_paper(
    room: Room, different: dict[str, Any], code: str
) -> None:
    with pytest.raises(Conflict, match=code):
        room.consent(**different)


def test_a_consent_to_nothing_is_none(room: Room) -> None:
    with pytest.raises(Invalid):
        room.consent(purposes=[])


def test_a_repeated_consent_is_recorded_once(room: Room) -> None:
    first = room.consent(key="same")
    assert room.consent(key="same") == first
    second = room.consent("guardians", "ملف 17", key="other")
    assert room.consent("guardians", "ملف 17", key="other") == second
    assert len(second["consents"]) == 2


def test_who_may_see_the_place_sees_its_consents(room: Room) -> None:
    with pytest.raises(NotFound, match="camera_consents_not_found"):
        room.do(SUPERVISOR, "get_camera_consents", licence_id=room.licence_id)
    kept = room.consent()
    for actor in (SUPERVISOR, AUDITOR, OPERATOR):
        assert room.do(actor, "get_camera_consents", licence_id=room.licence_id) == kept
    (consent,) = kept["consents"]
    shown = room.do(HOLDER, "get_camera_consents", licence_id=room.licence_id)
    assert shown == {**kept, "consents": [{**consent, "recorded_by": None}]}
    with pytest.raises(Forbidden):
        room.do(OPERATOR_OF_IRBID, "get_camera_consents", licence_id=room.licence_id)
    with pytest.raises(NotFound, match="camera_consent_not_found"):
        room.withdraw(new_id())
    with pytest.raises(NotFound, match="camera_place_not_found"):
        room.consent(licence_id=new_id())


def test_a_camera_that_stops_ends_what_runs_through_it_alone(room: Room) -> None:
    room.consented()
    first, second = room.camera(), room.camera("yard")
    ended, runs = room.view(first), room.view(second)
    room.do(SUPERVISOR, "put_camera_out_of_service", camera_id=first, reason="عطل")
    states = [
        room.do(OPERATOR, "get_camera_viewing", viewing_id=each["id"]) for each in (ended, runs)
    ]
    assert [each["state"] for each in states] == ["ended", "open"]
    assert states[0]["ended_by"] == "camera_stopped"
