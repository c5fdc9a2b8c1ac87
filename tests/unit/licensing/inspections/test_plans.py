"""Plans by risk and area: explained, spread, partly by chance, and approved into inspections."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.errors import KanafError
from contracts.rpc.licensing import METHODS
from services.licensing.adapters.inspections.kinds import INSPECTIONS
from tests.support.calling import Caller
from tests.support.inspections import (
    AUDITOR,
    ELSEWHERE,
    HOLDER,
    INSPECTOR,
    SUPERVISOR,
    World,
    inspected,
    measure,
    planned,
)

ASKED = {
    "governorate": "JO-AM",
    "starts_on": "2026-11-23",
    "ends_on": "2026-12-10",
    "inspections": 10,
}


def preview(call: Caller, **asked: Any) -> dict[str, Any]:
    answer = call(SUPERVISOR, "preview_inspection_plan", {**ASKED, "seed": 7, **asked})
    assert METHODS["preview_inspection_plan"].answer().load(answer) == answer
    return answer


def places(world: World, number: int, *districts: str | None) -> list[str]:
    around = districts or (None,)
    return [world.register.license(around[at % len(around)]) for at in range(number)]


def test_the_riskiest_come_first_and_every_point_is_explained(
    staffed: Caller, world: World
) -> None:
    calm, risky, failed = places(world, 3)
    inspected(staffed, calm)
    inspected(staffed, failed, wrong=["fire", "hygiene"])
    measure(staffed, failed, "warning", "inspection_failed")
    proposed = preview(staffed, inspections=2)["proposed"]
    assert [each["licence_id"] for each in proposed] == [risky, failed]
    points = {each["criterion"]: each["points"] for each in proposed[1]["risk"]}
    assert points == {
        "last_score": 15,
        "open_actions": 8,
        "warnings": 12,
        "vulnerable_people": 10,
        "children": 3,
    }
    assert proposed[1]["points"] == sum(points.values())


def test_no_district_gets_more_than_its_share_unless_the_others_have_no_more(
    staffed: Caller, world: World
) -> None:
    places(world, 8, "لواء ماركا")
    places(world, 2, "لواء سحاب")
    proposed = preview(staffed, inspections=5)["proposed"]
    chosen = Counter(each["district"] for each in proposed if not each["by_chance"])
    assert chosen == {"لواء ماركا": 2, "لواء سحاب": 2}
    assert sum(each["by_chance"] for each in proposed) == 1


def test_a_draw_is_repeated_by_its_seed(staffed: Caller, world: World) -> None:
    places(world, 20)
    assert preview(staffed)["proposed"] == preview(staffed)["proposed"]
    others = [preview(staffed, seed=each)["proposed"] for each in range(5)]
    assert any(each != others[0] for each in others)
    unseen = staffed(SUPERVISOR, "preview_inspection_plan", {**ASKED})
    assert 0 <= unseen["seed"] < 2**31


def test_inspections_are_spread_over_inspectors_and_working_days(
    staffed: Caller, world: World
) -> None:
    places(world, 10)
    proposed = preview(staffed)["proposed"]
    assert Counter(each["inspector"] for each in proposed) == {"inspector-1": 5, "inspector-2": 5}
    days = [each["due_on"] for each in proposed]
    assert days == sorted(days)
    assert not {"2026-11-27", "2026-11-28", "2026-12-04", "2026-12-05"} & set(days)


def test_a_plan_has_no_more_than_inspectors_can_do(alone: Caller, world: World) -> None:
    places(world, 20)
    plan = preview(alone, inspections=20)
    assert (len(plan["proposed"]), plan["left_out"]) == (15, 5)


def test_an_approved_plan_is_inspections_and_those_by_chance_are_not_announced(
    staffed: Caller, world: World
) -> None:
    places(world, 10)
    plan = preview(staffed)
    approved = staffed(SUPERVISOR, "approve_inspection_plan", {"plan_id": plan["id"]})
    assert approved["state"] == "approved"
    made = staffed(SUPERVISOR, "find_inspections", {"limit": 100})["items"]
    assert Counter((each["purpose"], each["announced"], each["state"]) for each in made) == {
        ("periodic", True, "assigned"): 8,
        ("unannounced", False, "assigned"): 2,
    }
    assert len(staffed(HOLDER, "find_inspections", {"limit": 100})["items"]) == 8
    inspectors = staffed(SUPERVISOR, "find_inspectors", {})["items"]
    assert [len(each["open"]) for each in inspectors] == [5, 5]
    with pytest.raises(KanafError, match="inspection_plan_decided"):
        staffed(SUPERVISOR, "approve_inspection_plan", {"plan_id": plan["id"]})


def test_a_place_with_an_open_inspection_is_not_planned_again(
    staffed: Caller, world: World
) -> None:
    busy, free = places(world, 2)
    planned(staffed, busy)
    assert [each["licence_id"] for each in preview(staffed)["proposed"]] == [free]
    plan = preview(staffed)
    planned(staffed, free)
    with pytest.raises(KanafError, match="inspection_open_already"):
        staffed(SUPERVISOR, "approve_inspection_plan", {"plan_id": plan["id"]})
    kept = staffed(AUDITOR, "get_inspection_plan", {"plan_id": plan["id"]})
    assert kept["state"] == "previewed"
    with pytest.raises(KanafError, match="inspection_plan_empty"):
        preview(staffed)


@pytest.mark.parametrize(
    ("starts_on", "ends_on"),
    [
        ("2026-11-21", "2026-12-10"),
        ("2026-12-10", "2026-11-23"),
        ("2026-11-27", "2026-11-28"),
        ("2026-11-23", "2028-11-23"),
    ],
)
def test_a_period_has_working_days_that_are_still_to_come(
    staffed: Caller, world: World, starts_on: str, ends_on: str
) -> None:
    places(world, 2)
    with pytest.raises(KanafError, match="inspection_plan_period"):
        preview(staffed, starts_on=starts_on, ends_on=ends_on)


def test_plans_are_for_supervisors_and_auditors(staffed: Caller, world: World) -> None:
    places(world, 2)
    plan = {"plan_id": preview(staffed)["id"]}
    for outsider in (INSPECTOR, HOLDER):
        with pytest.raises(KanafError, match="licensing_role_may_not"):
            staffed(outsider, "get_inspection_plan", plan)
        with pytest.raises(KanafError, match="licensing_role_may_not"):
            staffed(outsider, "find_inspection_plans", {})
    with pytest.raises(KanafError, match="licensing_not_yours"):
        staffed(ELSEWHERE, "withdraw_inspection_plan", plan)
    assert staffed(SUPERVISOR, "withdraw_inspection_plan", plan)["state"] == "withdrawn"


def test_late_assignments_and_visits_are_said_once(
    call: Caller, world: World, clock: FixedClock, timed: Any, timers: Any, counted: Any
) -> None:
    inspection_id = planned(call, world.register.license())["id"]
    assert counted(INSPECTIONS) == {"overdue": 0}
    assert timers("inspections", inspection_id) == ["assignment", "visit"]
    timed("assignment_overdue", inspection_id, "assignment")
    clock.advance(timedelta(days=60))
    for _ in range(2):
        timed("assignment_overdue", inspection_id, "assignment")
        timed("visit_overdue", inspection_id, "visit")
    (late,) = call(SUPERVISOR, "find_inspections", {"escalated": "yes"})["items"]
    assert (late["assignment_escalated_on"], late["visit_escalated_on"]) == ("2027-01-21",) * 2
    assert counted(INSPECTIONS) == {"overdue": 1}
    assert timers("inspections", inspection_id) == []
    seen = call(SUPERVISOR, "get_inspection", {"inspection_id": inspection_id})
    assert seen["version"] == 3
