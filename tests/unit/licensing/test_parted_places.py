"""What becomes of visits, corrections, measures and cameras when a licence ends at its holder's
wish or has another holder, or when what was seen there was nothing; with all areas as wired."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.context import Actor, Context, use
from chassis.documents.memory import MemoryDatabase
from chassis.errors import Conflict, Forbidden, NotFound
from contracts.rpc.licensing import METHODS
from services.licensing.bootstrap import build_in_memory
from services.licensing.bootstrap.house import MemoryHouse
from services.licensing.domain.licences.licence import Licence
from services.licensing.domain.places import Place
from services.licensing.entrypoints.service import LicensingService
from services.licensing.settings import LicensingSettings
from tests.support.calling import somebody
from tests.support.cameras import Room
from tests.support.discretion import Discreet
from tests.support.documents import Counter
from tests.support.falling_due import fire_due, timers_of
from tests.support.inspections import (
    COLLEAGUE,
    INSPECTOR,
    SECOND,
    a_report,
    brought,
    enlisted,
    planned,
    upload,
)
from tests.support.licences import CITIZEN, CLERK, SUPERVISOR, a_holder, a_nursery

NEW_HOLDER = somebody("citizen-7", "citizen", governorates=(), national_number="9872012345")
NEW = a_holder(name="رنا سليم حداد", national_number="9872012345", logins=frozenset())
OF_IRBID = somebody("supervisor-5", "supervisor", governorates=("JO-IR",))
INSPECTOR_OF_IRBID = somebody("inspector-5", "inspector", governorates=("JO-IR",))
AMMAN = ["JO-AM"]
MOVED_TO = Place("JO-IR", "لواء قصبة إربد", "شارع الجامعة، 3")
AROUND_THE_CORNER = Place("JO-AM", "لواء ماركا", "شارع الملك عبد الله، 14")
APPLICATION = "0197f3a2-5c1e-5b7a-9c55-2f6d1f0a7e77"
WARNING = {
    "measure": "warning",
    "reason_code": "conditions_unmet",
    "reason": {"ar": "لم تُستوف الشروط.", "en": "Conditions were not met."},
}


class Place:
    """A nursery with a visit ahead, a correction to be made, a warning and a camera."""

    def __init__(self, database: MemoryDatabase, clock: FixedClock) -> None:
        self.room = Room(MemoryHouse(database, clock, LicensingSettings.read()))
        self.licensing = build_in_memory(database, clock)
        self.call = Discreet(LicensingService, self.licensing, METHODS)
        self.database, self.clock = database, clock
        self.room.ask = self.call
        self.licence_id = self.room.licence_id
        enlisted(self.call, INSPECTOR)
        self.visited = self._visited()
        self.ahead = planned(self.call, self.licence_id, due_on="2026-12-20")["id"]
        request = {"licence_id": self.licence_id, **WARNING}
        self.call(SUPERVISOR, "take_measure", request)

    def _visited(self) -> str:
        """A visit at which something was wrong, concluded."""
        seen = planned(self.call, self.licence_id)
        inspection_id = str(seen["id"])
        items = [each["code"] for each in seen["checklist"]["items"]]
        report = a_report(wrong=items[-1:], items=items)
        self.call(INSPECTOR, "report_inspection", {"inspection_id": inspection_id, **report})
        self.call(INSPECTOR, "conclude_inspection", {"inspection_id": inspection_id})
        return inspection_id

    def give_back(self, on: date) -> Licence:
        with use(Context(Actor("supervisor-1"))), self.database.together():
            return self.licensing.licences.issuing.give_back(self.licence_id, APPLICATION, on)

    def pass_on(self) -> Licence:
        with use(Context(Actor("supervisor-1"))), self.database.together():
            return self.licensing.licences.issuing.pass_on(self.licence_id, APPLICATION, NEW)

    def move(self, to: str = "JO-IR") -> Licence:
        licensed = a_nursery(place=MOVED_TO if to == "JO-IR" else AROUND_THE_CORNER)
        with use(Context(Actor("supervisor-1"))), self.database.together():
            return self.licensing.licences.issuing.amend(
                self.licence_id, APPLICATION, licensed=licensed
            )

    def state(self, collection: str, **of: str) -> list[str]:
        documents = self.database.collections[collection].values()
        return [
            each["state"]["state"]
            for each in documents
            if all(each["_id"] == value for value in of.values())
        ]


@pytest.fixture
def place(database: MemoryDatabase, clock: FixedClock) -> Place:
    return Place(database, clock)


def test_visits_corrections_and_measures_go_on_until_the_day_of_closing_and_stop_then(
    place: Place,
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


def suspended_at_once(place: Place) -> dict[str, Any]:
    asked = {
        "licence_id": place.licence_id,
        "measure": "immediate_suspension",
        "reason_code": "danger_to_children",
        "reason": {"ar": "المخارج مغلقة."},
    }
    return place.call(INSPECTOR, "take_measure", asked)


def decide(place: Place, verb: str, code: str) -> dict[str, Any]:
    why = {"reason_code": code, "text": {"ar": "كما في المحضر."}}
    return place.call(SUPERVISOR, verb, {"licence_id": place.licence_id, **why})


def test_what_a_measure_has_suspended_is_not_resumed_past_it(place: Place) -> None:
    taken = suspended_at_once(place)
    measure_id = taken["measures"][-1]["id"]
    asked = {"licence_id": place.licence_id}
    with pytest.raises(Conflict, match="licence_held_by_measure"):
        decide(place, "reinstate_licence", "corrected")
    place.call(SUPERVISOR, "confirm_measure", {**asked, "measure_id": measure_id})
    with pytest.raises(Conflict, match="licence_held_by_measure"):
        decide(place, "reinstate_licence", "corrected")
    reopening = {"measure": "reopening", "reason_code": "put_right", "reason": {"ar": "صُوِّب."}}
    place.call(SUPERVISOR, "take_measure", {**asked, **reopening})
    assert place.call(CITIZEN, "show_licence", asked)["state"] == "valid"
    decide(place, "suspend_licence", "conditions_breached")
    assert decide(place, "reinstate_licence", "corrected")["state"] == "valid"


def test_measures_end_with_a_licence_that_is_revoked_over_them(place: Place) -> None:
    suspended_at_once(place)
    decide(place, "revoke_licence", "by_judgment")
    asked = {"licence_id": place.licence_id}
    oversight = place.call(SUPERVISOR, "get_oversight", asked)
    assert oversight["standing"] == "open"
    assert {each["state"] for each in oversight["measures"]} == {"ended"}
    seen = place.call(SUPERVISOR, "get_inspection", {"inspection_id": place.ahead})
    assert seen["cancellation"]["reason"] == "licence_revoked"
    assert set(place.state("corrective_actions")) == {"dropped"}


def test_measures_end_with_a_licence_that_lapses(place: Place) -> None:
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
    place: Place,
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


def test_measures_go_on_under_the_new_holder_who_may_object(place: Place) -> None:
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
    place: Place,
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


def test_the_visit_of_an_incident_that_was_nothing_is_off_with_its_reason(place: Place) -> None:
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


def test_what_is_to_be_done_follows_a_place_into_another_governorate(place: Place) -> None:
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
    place: Place,
) -> None:
    place.move()
    ahead = place.call(OF_IRBID, "get_inspection", {"inspection_id": place.ahead})
    assert (ahead["state"], ahead["inspector"]) == ("planned", None)
    made = place.call(SUPERVISOR, "get_inspection", {"inspection_id": place.visited})
    assert (made["state"], made["place"]["governorate"]) == ("concluded", "JO-AM")


def test_a_visit_that_had_begun_is_concluded_by_who_made_it_and_put_right_where_the_place_is_now(
    place: Place,
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


def test_who_moves_within_the_governorate_keeps_their_inspector(place: Place) -> None:
    place.move("JO-AM")
    ahead = place.call(SUPERVISOR, "get_inspection", {"inspection_id": place.ahead})
    assert (ahead["inspector"], ahead["place"]["details"]) == (
        INSPECTOR.subject,
        AROUND_THE_CORNER.details,
    )


@pytest.mark.parametrize("to", ["JO-IR", "JO-AM"])
def test_nobody_looks_into_premises_that_a_place_has_left(place: Place, to: str) -> None:
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


def test_a_new_holder_is_told_what_the_former_said_and_not_by_whom(place: Place) -> None:
    warned = place.call(SUPERVISOR, "get_oversight", {"licence_id": place.licence_id})
    asked = {"licence_id": place.licence_id, "measure_id": warned["measures"][-1]["id"]}
    said = place.call(CITIZEN, "object_to_measure", {**asked, "text": "المخارج سالكة"})
    assert said["measures"][-1]["objection"]["by"] == CITIZEN.subject
    place.pass_on()
    shown = place.call(NEW_HOLDER, "get_oversight", {"licence_id": place.licence_id})
    objection = shown["measures"][-1]["objection"]
    assert (objection["text"], objection["by"]) == ("المخارج سالكة", None)


def reads(place: Place, who: Actor, record: str, document_id: str) -> bool:
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


def test_papers_of_what_is_put_right_follow_a_place_into_another_governorate(place: Place) -> None:
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
    place: Place,
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


def objected(place: Place) -> dict[str, str]:
    """The warning, to which the holder has objected."""
    known = place.call(SUPERVISOR, "get_oversight", {"licence_id": place.licence_id})
    of = {"licence_id": place.licence_id, "measure_id": known["measures"][0]["id"]}
    place.call(CITIZEN, "object_to_measure", {**of, "text": "المخارج سالكة"})
    return of


def told_of_oversight(place: Place) -> list[str]:
    (kept,) = place.database.collections["oversights"].values()
    return [
        each["data"]["step"]
        for each in kept["pending"]
        if each["type"] == "kanaf.licensing.oversight.advanced.v1"
    ]


def test_an_objection_is_closed_with_the_licence_and_who_objected_is_told(place: Place) -> None:
    of = objected(place)
    answer = {**of, "upheld": True, "answer": {"ar": "صحيح."}}
    place.give_back(date(2026, 11, 22))
    place.clock.advance(timedelta(days=1))
    due = {"due_": place.call.service.licence_due}
    fire_due(place.database, "licences", place.clock, due)
    shown = place.call(CITIZEN, "get_oversight", {"licence_id": place.licence_id})["measures"][0]
    closed = shown["objection"]["closed"]
    assert (shown["state"], closed["because"]) == ("ended", "licence_given_back")
    assert "دون قرار" in closed["detail"]
    assert (shown["objection"]["upheld"], shown["objection"]["answer"]) == (None, None)
    assert told_of_oversight(place).count("objection_closed") == 1
    with pytest.raises(Conflict, match="objection_closed"):
        place.call(SECOND, "answer_objection", answer)
    waiting = place.call(SUPERVISOR, "find_oversights", {"objected": "yes"})["items"]
    assert waiting == []
    assert [
        each for each in timers_of(place.database, "oversights") if "objection" in str(each)
    ] == []


def test_an_objection_of_before_that_outlived_its_licence_is_not_decided_either(
    place: Place,
) -> None:
    of = objected(place)
    (kept,) = place.database.collections["oversights"].values()
    (measure,) = kept["state"]["measures"]
    measure["state"] = "ended"
    del measure["objection"]["closed"]
    answer = {**of, "upheld": False, "answer": {"ar": "لا."}}
    with pytest.raises(Conflict, match="objection_closed"):
        place.call(SECOND, "answer_objection", answer)


def test_what_was_answered_before_the_licence_ended_stays_answered(place: Place) -> None:
    of = objected(place)
    place.call(SECOND, "answer_objection", {**of, "upheld": False, "answer": {"ar": "لا."}})
    decide(place, "revoke_licence", "by_judgment")
    shown = place.call(CITIZEN, "get_oversight", {"licence_id": place.licence_id})["measures"][0]
    assert (shown["objection"]["upheld"], shown["objection"]["closed"]) == (False, None)
    assert "objection_closed" not in told_of_oversight(place)
