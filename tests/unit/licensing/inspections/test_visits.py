"""Inspections are planned, given, taken, reported and concluded."""

from __future__ import annotations

from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.documents.memory import MemoryDatabase
from chassis.errors import KanafError
from contracts.rpc.licensing import METHODS
from tests.support.calling import Caller
from tests.support.inspections import (
    AUDITOR,
    COLLEAGUE,
    ELSEWHERE,
    HOLDER,
    INSPECTOR,
    STRANGER,
    SUPERVISOR,
    World,
    a_report,
    brought,
    enlisted,
    inspected,
    planned,
    upload,
)


def refused(code: str) -> Any:
    return pytest.raises(KanafError, match=f"^{code}$")


def one(inspection: dict[str, Any]) -> dict[str, str]:
    return {"inspection_id": inspection["id"]}


def fits(method: str, answer: dict[str, Any]) -> None:
    assert METHODS[method].answer().load(answer) == answer


def test_a_visit_goes_to_who_has_the_fewest_then_to_who_has_been_idle_longest(
    staffed: Caller, world: World, clock: FixedClock
) -> None:
    given = [planned(staffed, world.register.license())["inspector"] for _ in range(3)]
    assert given[0] != given[1]
    assert given[2] == given[0]


def test_nobody_inspects_a_place_for_which_they_declared_a_conflict(
    staffed: Caller, world: World
) -> None:
    place = world.register.license()
    inspection = planned(staffed, place, inspector="inspector-1")
    me = staffed(SUPERVISOR, "find_inspectors", {})["items"]
    mine = next(each for each in me if each["subject"] == "inspector-1")
    conflict = {"inspector_id": mine["id"], "about_id": place, "reason": "من أقاربي"}
    declared = staffed(INSPECTOR, "declare_inspector_conflict", conflict)
    fits("declare_inspector_conflict", declared)
    assert declared["open"] == []
    released = staffed(SUPERVISOR, "get_inspection", one(inspection))
    assert (released["state"], released["inspector"]) == ("planned", None)
    with refused("inspector_conflict_of_interest"):
        staffed(INSPECTOR, "take_inspection", one(inspection))
    given = staffed(SUPERVISOR, "assign_inspection", one(inspection))
    assert given["inspector"] == "inspector-2"
    with refused("inspection_nobody_free"):
        staffed(SUPERVISOR, "assign_inspection", one(inspection))


def test_an_inspector_takes_what_nobody_has_and_nobody_takes_it_from_them(
    call: Caller, world: World
) -> None:
    inspection = planned(call, world.register.license())
    assert inspection["state"] == "planned"
    enlisted(call, INSPECTOR, COLLEAGUE)
    assert call(INSPECTOR, "take_inspection", one(inspection))["inspector"] == "inspector-1"
    with refused("inspection_taken"):
        call(COLLEAGUE, "take_inspection", one(inspection))


def test_a_visit_is_reported_and_concluded(alone: Caller, world: World) -> None:
    place = world.register.license()
    inspection = planned(alone, place)
    fits("plan_inspection", inspection)
    report = a_report(wrong=["records"])
    reported = alone(INSPECTOR, "report_inspection", {**one(inspection), **report})
    fits("report_inspection", reported)
    (entry,) = reported["reports"]
    assert (reported["state"], entry["score"], entry["passed"]) == ("visited", 94, True)
    concluded = alone(INSPECTOR, "conclude_inspection", one(inspection))
    assert concluded["conclusion"]["outcome"] == "passed"
    assert [each.id for each in world.concluded] == [inspection["id"]]
    detail = {**one(inspection), "entry_id": entry["id"]}
    fits("get_inspection_report", alone(AUDITOR, "get_inspection_report", detail))
    inspector = alone(SUPERVISOR, "find_inspectors", {})["items"][0]
    assert inspector["open"] == []


def test_what_is_critical_fails_whatever_the_score_and_is_looked_at_again(
    alone: Caller, world: World
) -> None:
    place = world.register.license()
    concluded = inspected(alone, place, wrong=["exits"])
    assert concluded["conclusion"]["outcome"] == "failed"
    assert concluded["conclusion"]["critical"] == ["exits"]
    (action,) = alone(HOLDER, "find_corrective_actions", {})["items"]
    assert (action["severity"], action["due_on"]) == ("critical", "2026-11-25")
    open_now = alone(SUPERVISOR, "find_inspections", {"state": "assigned"})["items"]
    assert [(each["purpose"], each["follows"], each["due_on"]) for each in open_now] == [
        ("follow_up", concluded["id"], "2026-11-29")
    ]


def test_every_item_is_answered_once(alone: Caller, world: World) -> None:
    inspection = planned(alone, world.register.license())
    incomplete = {**one(inspection), **a_report(items=["exits", "exits", "colour"])}
    with pytest.raises(KanafError) as error:
        alone(INSPECTOR, "report_inspection", incomplete)
    assert error.value.code == "report_items_do_not_fit"
    assert error.value.params == {"missing": 3}
    assert {each.pointer: each.code for each in error.value.errors} == {
        "/findings/1/item": "report_item_twice",
        "/findings/2/item": "report_item_unknown",
    }


def test_a_correction_names_what_it_corrects_and_both_stay(alone: Caller, world: World) -> None:
    inspection = planned(alone, world.register.license())
    first = alone(INSPECTOR, "report_inspection", {**one(inspection), **a_report(["exits"])})
    with refused("report_corrects_another"):
        alone(INSPECTOR, "report_inspection", {**one(inspection), **a_report()})
    corrects = {"corrects": first["reports"][0]["report_id"], "reason": "سُجِّل البند خطأ."}
    second = alone(INSPECTOR, "report_inspection", {**one(inspection), **a_report(**corrects)})
    assert [each["standing"] for each in second["reports"]] == ["corrected", "accepted"]
    concluded = alone(SUPERVISOR, "conclude_inspection", one(inspection))
    assert concluded["conclusion"]["outcome"] == "passed"


def test_a_holder_never_learns_of_a_visit_that_is_to_surprise_them(
    alone: Caller, world: World, database: MemoryDatabase
) -> None:
    place = world.register.license()
    inspection = planned(alone, place, announced=False, purpose="unannounced")
    upload(alone, brought(inspection["id"]))
    assert alone(HOLDER, "find_inspections", {})["items"] == []
    with refused("licensing_not_yours"):
        alone(HOLDER, "get_inspection", one(inspection))
    told = database.collections["inspections"][inspection["id"]]["pending"]
    assert all(
        place not in str(event) and inspection["due_on"] not in str(event["data"]) for event in told
    )
    alone(INSPECTOR, "conclude_inspection", one(inspection))
    assert len(alone(HOLDER, "find_inspections", {})["items"]) == 1


def test_a_holder_reads_what_was_found_but_not_who_found_it_or_who_complained(
    alone: Caller, world: World
) -> None:
    inspection = planned(alone, world.register.license(), purpose="complaint", announced=False)
    report = brought(inspection["id"], note="للوزارة فقط")
    report["findings"][1] |= {"note": "شكوى من جارة", "internal": True}
    upload(alone, report)
    concluded = alone(INSPECTOR, "conclude_inspection", one(inspection))
    seen = alone(HOLDER, "get_inspection", one(inspection))
    fits("get_inspection", seen)
    assert (seen["purpose"], seen["inspector"], seen["reports"]) == (None, None, [])
    assert seen["conclusion"]["by"] is None
    detail = {**one(inspection), "entry_id": concluded["conclusion"]["entry_id"]}
    read = alone(HOLDER, "get_inspection_report", detail)
    fits("get_inspection_report", read)
    assert (read["by"], read["note"], read["findings"][1]["note"]) == (None, None, None)
    with refused("licensing_role_may_not"):
        alone(HOLDER, "find_inspections", {"purpose": "complaint"})


def test_others_neither_see_nor_decide(alone: Caller, world: World) -> None:
    place = world.register.license()
    inspection = planned(alone, place)
    for outsider in (STRANGER, ELSEWHERE):
        with refused("licensing_not_yours"):
            alone(outsider, "get_inspection", one(inspection))
        assert alone(outsider, "find_inspections", {})["items"] == []
    request = {"licence_id": place, "purpose": "periodic", "due_on": "2026-12-03"}
    with refused("licensing_not_yours"):
        alone(ELSEWHERE, "plan_inspection", {**request, "announced": True})
    with refused("licensing_role_may_not"):
        alone(AUDITOR, "cancel_inspection", {**one(inspection), "reason": "لا"})
    with refused("inspection_of_another"):
        alone(COLLEAGUE, "report_inspection", {**one(inspection), **a_report()})


def test_a_place_has_one_routine_inspection_at_a_time(alone: Caller, world: World) -> None:
    place = world.register.license()
    planned(alone, place)
    with refused("inspection_open_already"):
        planned(alone, place, purpose="unannounced", announced=False)
    assert planned(alone, place, purpose="incident")["state"] == "assigned"


def test_a_cancelled_inspection_frees_its_inspector(alone: Caller, world: World) -> None:
    inspection = planned(alone, world.register.license())
    cancel = {**one(inspection), "reason": "أُغلق المكان"}
    cancelled = alone(SUPERVISOR, "cancel_inspection", cancel)
    fits("cancel_inspection", cancelled)
    assert alone(SUPERVISOR, "find_inspectors", {})["items"][0]["open"] == []
    with refused("inspection_state_forbids"):
        alone(INSPECTOR, "conclude_inspection", one(inspection))


def test_a_device_takes_along_what_it_needs_for_the_day(alone: Caller, world: World) -> None:
    first = planned(alone, world.register.license(), due_on="2026-12-07")
    place = world.register.license()
    inspected(alone, place, wrong=["fire"])
    second = planned(alone, place, purpose="follow_up", due_on="2026-12-01")
    mine = alone(INSPECTOR, "get_my_inspections", {})
    fits("get_my_inspections", mine)
    assert [each["id"] for each in mine["inspections"]] == [second["id"], first["id"]]
    assert [each["item"] for each in mine["inspections"][0]["still_wrong"]] == ["fire"]
    (checklist,) = mine["checklists"]
    assert {each["checklist_etag"] for each in mine["inspections"]} == {checklist["etag"]}
    assert alone(INSPECTOR, "get_my_inspections", {}) == mine
    with refused("not_an_inspector"):
        alone(COLLEAGUE, "get_my_inspections", {})
