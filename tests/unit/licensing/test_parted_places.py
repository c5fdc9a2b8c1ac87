"""What becomes of visits, corrections, measures and cameras when a licence ends at its holder's
wish or has another holder, or when what was seen there was nothing; with all areas as wired."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from chassis.errors import Conflict, Forbidden
from tests.support.falling_due import fire_due
from tests.support.inspections import (
    INSPECTOR,
)
from tests.support.licences import CITIZEN, SUPERVISOR
from tests.support.watched_place import (
    NEW_HOLDER,
    WARNING,
    WatchedPlace,
)


def test_visits_corrections_and_measures_go_on_until_the_day_of_closing_and_stop_then(
    place: WatchedPlace,
) -> None:
    place.give_back(date(2026, 12, 10))
    assert place.state("inspections", id=place.ahead) == ["assigned"]
    place.clock.advance(timedelta(days=18))
    due = {"due_": place.call.service.licence_due}
    fire_due(place.database, "licences", place.clock, due)
    asked = {"inspection_id": place.ahead}
    cancelled = place.call(SUPERVISOR, "get_inspection", asked)
    assert (cancelled["state"], cancelled["cancellation"]["reason"]) == (
        "cancelled",
        "licence_given_back",
    )
    assert set(place.state("corrective_actions")) == {"dropped"}
    oversight = place.call(SUPERVISOR, "get_oversight", {"licence_id": place.licence_id})
    assert [each["state"] for each in oversight["measures"]] == ["ended"]
    assert place.state("inspections", id=place.visited) == ["concluded"], "history is kept"
    shown = place.call(CITIZEN, "show_licence", {"licence_id": place.licence_id})
    assert (shown["state"], shown["surrender"]["ends_on"]) == ("surrendered", "2026-12-10")
    assert place.call(SUPERVISOR, "find_licensed_places", {"state": "valid"})["items"] == []


def suspended_at_once(place: WatchedPlace) -> dict[str, Any]:
    asked = {
        "licence_id": place.licence_id,
        "measure": "immediate_suspension",
        "reason_code": "danger_to_children",
        "reason": {"ar": "المخارج مغلقة."},
    }
    return place.call(INSPECTOR, "take_measure", asked)


def test_what_a_measure_has_suspended_is_not_resumed_past_it(place: WatchedPlace) -> None:
    taken = suspended_at_once(place)
    measure_id = taken["measures"][-1]["id"]
    asked = {"licence_id": place.licence_id}
    with pytest.raises(Conflict, match="licence_held_by_measure"):
        place.decide("reinstate_licence", "corrected")
    place.call(SUPERVISOR, "confirm_measure", {**asked, "measure_id": measure_id})
    with pytest.raises(Conflict, match="licence_held_by_measure"):
        place.decide("reinstate_licence", "corrected")
    reopening = {"measure": "reopening", "reason_code": "put_right", "reason": {"ar": "صُوِّب."}}
    place.call(SUPERVISOR, "take_measure", {**asked, **reopening})
    assert place.call(CITIZEN, "show_licence", asked)["state"] == "valid"
    place.decide("suspend_licence", "conditions_breached")
    assert place.decide("reinstate_licence", "corrected")["state"] == "valid"


def test_measures_end_with_a_licence_that_is_revoked_over_them(place: WatchedPlace) -> None:
    suspended_at_once(place)
    place.decide("revoke_licence", "by_judgment")
    asked = {"licence_id": place.licence_id}
    oversight = place.call(SUPERVISOR, "get_oversight", asked)
    assert oversight["standing"] == "open"
    assert {each["state"] for each in oversight["measures"]} == {"ended"}
    seen = place.call(SUPERVISOR, "get_inspection", {"inspection_id": place.ahead})
    assert seen["cancellation"]["reason"] == "licence_revoked"
    assert set(place.state("corrective_actions")) == {"dropped"}


def test_measures_end_with_a_licence_that_lapses(place: WatchedPlace) -> None:
    suspended_at_once(place)
    place.clock.advance(timedelta(days=500))
    due = {"due_": place.call.service.licence_due}
    fire_due(place.database, "licences", place.clock, due)
    asked = {"licence_id": place.licence_id}
    assert place.call(CITIZEN, "show_licence", asked)["state"] == "lapsed"
    with pytest.raises(Conflict, match="licence_ended"):
        place.call(SUPERVISOR, "take_measure", {**asked, **WARNING})
    oversight = place.call(SUPERVISOR, "get_oversight", asked)
    assert {each["state"] for each in oversight["measures"]} == {"ended"}


def test_who_held_it_reads_nothing_of_it_any_more_and_who_holds_it_reads_all(
    place: WatchedPlace,
) -> None:
    asked = [
        ("show_licence", {"licence_id": place.licence_id}),
        ("get_inspection", {"inspection_id": place.visited}),
        ("get_oversight", {"licence_id": place.licence_id}),
    ]
    for method, request in asked:
        place.call(CITIZEN, method, request)
        with pytest.raises(Forbidden):
            place.call(NEW_HOLDER, method, request)
    place.pass_on()
    for method, request in asked:
        place.call(NEW_HOLDER, method, request)
        with pytest.raises(Forbidden):
            place.call(CITIZEN, method, request)
    for method in ("search_licences", "find_inspections", "find_corrective_actions"):
        assert place.call(CITIZEN, method, {})["items"] == []
        assert place.call(NEW_HOLDER, method, {})["items"] != []


def test_measures_go_on_under_the_new_holder_who_may_object(place: WatchedPlace) -> None:
    place.pass_on()
    oversight: Any = place.call(SUPERVISOR, "get_oversight", {"licence_id": place.licence_id})
    (measure,) = oversight["measures"]
    assert measure["state"] == "in_force"
    objecting = {
        "licence_id": place.licence_id,
        "measure_id": measure["id"],
        "text": "صُوِّب كل شيء.",
    }
    with pytest.raises(Forbidden):
        place.call(CITIZEN, "object_to_measure", objecting)
    place.call(NEW_HOLDER, "object_to_measure", objecting)


def test_nobody_looks_through_cameras_to_which_the_new_holder_has_not_consented(
    place: WatchedPlace,
) -> None:
    room = place.room
    camera = room.watched()
    room.view(camera)
    place.pass_on()
    with pytest.raises(Conflict, match="camera_consent_missing"):
        room.view(camera)
    assert sorted(place.state("camera_viewings")) == ["ended", "refused"]
    looked = place.call(NEW_HOLDER, "get_camera", {"camera_id": camera})
    assert looked["course"][-1]["what"] == "holder_changed"
    with pytest.raises(Forbidden):
        place.call(CITIZEN, "get_camera", {"camera_id": camera})
    room.consent()
    room.view(camera)


def test_the_visit_of_an_incident_that_was_nothing_is_off_with_its_reason(
    place: WatchedPlace,
) -> None:
    room = place.room
    incident = room.flagged(room.camera(), urgency="urgent", kind="fire")
    asked = {"inspection_id": incident["inspection_id"]}
    assert place.call(SUPERVISOR, "get_inspection", asked)["state"] == "assigned"
    decided = {"incident_id": incident["id"], "reason": "بخار من المطبخ."}
    place.call(SUPERVISOR, "dismiss_camera_incident", decided)
    cancelled = place.call(SUPERVISOR, "get_inspection", asked)
    assert (cancelled["state"], cancelled["cancellation"]["reason"]) == (
        "cancelled",
        "camera_incident_dismissed",
    )


def test_a_new_holder_is_told_what_the_former_said_and_not_by_whom(place: WatchedPlace) -> None:
    warned = place.call(SUPERVISOR, "get_oversight", {"licence_id": place.licence_id})
    asked = {"licence_id": place.licence_id, "measure_id": warned["measures"][-1]["id"]}
    said = place.call(CITIZEN, "object_to_measure", {**asked, "text": "المخارج سالكة"})
    assert said["measures"][-1]["objection"]["by"] == CITIZEN.subject
    place.pass_on()
    shown = place.call(NEW_HOLDER, "get_oversight", {"licence_id": place.licence_id})
    objection = shown["measures"][-1]["objection"]
    assert (objection["text"], objection["by"]) == ("المخارج سالكة", None)
