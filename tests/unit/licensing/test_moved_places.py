"""What becomes of visits, corrections, cameras and papers when a place is elsewhere."""

from __future__ import annotations

import pytest

from chassis.context import Actor
from chassis.errors import Conflict, Forbidden, NotFound
from tests.support.calling import somebody
from tests.support.documents import Counter
from tests.support.inspections import (
    COLLEAGUE,
    INSPECTOR,
    a_report,
    brought,
    upload,
)
from tests.support.licences import CITIZEN, CLERK, SUPERVISOR
from tests.support.watched_place import (
    AMMAN,
    AROUND_THE_CORNER,
    INSPECTOR_OF_IRBID,
    OF_IRBID,
    WARNING,
    WatchedPlace,
)


def test_what_is_to_be_done_follows_a_place_into_another_governorate(place: WatchedPlace) -> None:
    enlisting = {"subject": INSPECTOR_OF_IRBID.subject, "governorates": ["JO-IR"]}
    place.call(OF_IRBID, "enlist_inspector", enlisting)
    place.move()
    (action,) = place.call(OF_IRBID, "find_corrective_actions", {})["items"]
    asked = [
        ("show_licence", {"licence_id": place.licence_id}),
        ("get_oversight", {"licence_id": place.licence_id}),
        ("get_inspection", {"inspection_id": place.ahead}),
        ("get_corrective_action", {"action_id": action["id"]}),
    ]
    for method, request in asked:
        place.call(OF_IRBID, method, request)
        with pytest.raises(Forbidden):
            place.call(SUPERVISOR, method, request)
    warning = {"licence_id": place.licence_id, **WARNING}
    with pytest.raises(Forbidden):
        place.call(SUPERVISOR, "take_measure", warning)
    place.call(OF_IRBID, "take_measure", warning)
    (mine,) = place.call(INSPECTOR_OF_IRBID, "get_my_inspections", {})["inspections"]
    assert mine["id"] == place.ahead
    assert place.call(INSPECTOR, "get_my_inspections", {})["inspections"] == []


def test_a_visit_waits_for_somebody_where_nobody_is_free_and_what_was_made_stays(
    place: WatchedPlace,
) -> None:
    place.move()
    ahead = place.call(OF_IRBID, "get_inspection", {"inspection_id": place.ahead})
    assert (ahead["state"], ahead["inspector"]) == ("planned", None)
    made = place.call(SUPERVISOR, "get_inspection", {"inspection_id": place.visited})
    assert (made["state"], made["place"]["governorate"]) == ("concluded", "JO-AM")


def test_a_visit_that_had_begun_is_concluded_by_who_made_it_and_put_right_where_the_place_is_now(
    place: WatchedPlace,
) -> None:
    asked = {"inspection_id": place.ahead}
    checklist = place.call(INSPECTOR, "get_inspection", asked)["checklist"]
    items = [each["code"] for each in checklist["items"]]
    place.call(INSPECTOR, "report_inspection", {**asked, **a_report(wrong=items, items=items)})
    place.move()
    place.call(INSPECTOR, "conclude_inspection", asked)
    assert place.call(SUPERVISOR, "find_corrective_actions", {})["items"] == []
    found = place.call(OF_IRBID, "find_corrective_actions", {})["items"]
    assert len(found) == 1 + len(items)
    (follow_up,) = place.call(OF_IRBID, "find_inspections", {})["items"]
    assert (follow_up["purpose"], follow_up["state"]) == ("follow_up", "planned")


def test_who_moves_within_the_governorate_keeps_their_inspector(place: WatchedPlace) -> None:
    place.move("JO-AM")
    ahead = place.call(SUPERVISOR, "get_inspection", {"inspection_id": place.ahead})
    assert (ahead["inspector"], ahead["place"]["details"]) == (
        INSPECTOR.subject,
        AROUND_THE_CORNER.details,
    )


@pytest.mark.parametrize("to", ["JO-IR", "JO-AM"])
def test_nobody_looks_into_premises_that_a_place_has_left(place: WatchedPlace, to: str) -> None:
    room = place.room
    camera = room.watched()
    room.view(camera)
    place.move(to)
    assert place.state("camera_viewings") == ["ended"]
    hung = place.call(SUPERVISOR, "get_camera", {"camera_id": camera})
    assert (hung["state"], hung["course"][-1]["what"]) == ("removed", "place_moved")
    with pytest.raises(Conflict, match="camera_not_active"):
        room.view(camera)
    clerk = CLERK if to == "JO-AM" else somebody("clerk-5", "clerk", governorates=("JO-IR",))
    kept = place.call(clerk, "get_camera_consents", {"licence_id": place.licence_id})
    assert {each["ended"]["how"] for each in kept["consents"]} == {"left"}


def reads(place: WatchedPlace, who: Actor, record: str, document_id: str) -> bool:
    """Whether somebody reads what it is and what is in it, and finds it in the list; or nothing."""
    counter = Counter(place.call, who)
    found = place.call(who, "find_documents", {"record": record})["items"]
    try:
        counter.read(document_id)
        counter.content(document_id)
    except NotFound:
        assert document_id not in {each["id"] for each in found}
        return False
    assert document_id in {each["id"] for each in found}
    return True


def test_papers_of_what_is_put_right_follow_a_place_into_another_governorate(
    place: WatchedPlace,
) -> None:
    (action,) = place.call(CITIZEN, "find_corrective_actions", {})["items"]
    paper = Counter(place.call, CITIZEN).ready(kind="other")
    proof = {"action_id": action["id"], "text": "أُصلح", "documents": [paper]}
    place.call(CITIZEN, "prove_corrective_action", proof)
    record = f"corrective_action/{action['id']}"
    here, there = (SUPERVISOR, INSPECTOR), (OF_IRBID, INSPECTOR_OF_IRBID)
    assert [reads(place, each, record, paper) for each in (*here, *there)] == [True] * 2 + [
        False
    ] * 2
    place.move()
    assert [reads(place, each, record, paper) for each in (*here, *there)] == [False] * 2 + [
        True
    ] * 2
    assert reads(place, CITIZEN, record, paper), "the holder's own, wherever the place is"


def test_photographs_of_a_visit_follow_it_and_those_of_one_that_was_made_stay(
    place: WatchedPlace,
) -> None:
    place.call(
        SUPERVISOR, "enlist_inspector", {"subject": COLLEAGUE.subject, "governorates": AMMAN}
    )
    shots = [Counter(place.call, INSPECTOR).ready(kind="other") for _ in range(2)]
    visits = place.ahead, place.visited
    for visit, shot in zip(visits, shots, strict=True):
        asked = {"inspection_id": visit}
        checklist = place.call(INSPECTOR, "get_inspection", asked)["checklist"]
        report = brought(visit, items=[each["code"] for each in checklist["items"]])
        report["findings"][0]["photographs"] = [shot]
        if visit == place.ahead:
            place.call(SUPERVISOR, "assign_inspection", {**asked, "inspector": COLLEAGUE.subject})
        upload(place.call, report)
    place.move()
    followed, stayed = zip((f"inspection/{each}" for each in visits), shots, strict=True)
    assert (reads(place, SUPERVISOR, *followed), reads(place, OF_IRBID, *followed)) == (False, True)
    assert (reads(place, SUPERVISOR, *stayed), reads(place, OF_IRBID, *stayed)) == (True, False)
