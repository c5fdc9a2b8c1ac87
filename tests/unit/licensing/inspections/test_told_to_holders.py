"""What the holder of a licence hears of: what is told, and when."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.documents.memory import MemoryDatabase
from tests.support.calling import Caller
from tests.support.inspections import (
    HOLDER,
    INSPECTOR,
    SUPERVISOR,
    World,
    inspected,
    measure,
    planned,
)


@pytest.fixture
def place(world: World) -> str:
    return world.register.license()


@pytest.fixture
def action(alone: Caller, place: str) -> str:
    """A major one, due on 6 December; its holder is reminded on 3 December."""
    inspected(alone, place, wrong=["fire"])
    return str(alone(HOLDER, "find_corrective_actions", {})["items"][0]["id"])


@pytest.fixture
def told(database: MemoryDatabase) -> Any:
    """What was told of a record, by the name of the event: `(collection, aggregate_id)`."""

    def of(collection: str, aggregate_id: str) -> list[tuple[str, dict[str, Any]]]:
        pending = database.collections[collection][aggregate_id]["pending"]
        return [(each["type"].split(".", 2)[2], each["data"]) for each in pending]

    return of


def test_a_holder_is_reminded_once_before_the_day(
    action: str, place: str, clock: FixedClock, timed: Any, timers: Any, told: Any
) -> None:
    assert timers("corrective_actions", action) == ["reminder", "overdue"]
    clock.advance(timedelta(days=10))
    timed("action_due_soon", action, "reminder")
    assert timers("corrective_actions", action) == ["reminder", "overdue"], "it is not the day yet"
    clock.advance(timedelta(days=1))
    for _ in range(2):
        timed("action_due_soon", action, "reminder")
    assert timers("corrective_actions", action) == ["overdue"]
    reminders = [
        data
        for name, data in told("corrective_actions", action)
        if name.startswith("corrective_action.due_soon")
    ]
    assert reminders == [
        {
            "action_id": action,
            "about_kind": "licence",
            "about_id": place,
            "severity": "major",
            "due_on": "2026-12-06",
        }
    ]


def test_nobody_is_reminded_of_a_day_that_has_passed(
    action: str, clock: FixedClock, timed: Any, told: Any
) -> None:
    clock.advance(timedelta(days=15))
    timed("action_due_soon", action, "reminder")
    timed("action_overdue", action, "overdue")
    names = [name for name, _ in told("corrective_actions", action)]
    assert names == ["corrective_action.required.v1", "corrective_action.overdue.v1"]


def test_who_has_shown_it_is_not_reminded(alone: Caller, action: str, timers: Any) -> None:
    alone(HOLDER, "prove_corrective_action", {"action_id": action, "text": "أُصلح"})
    assert timers("corrective_actions", action) == []


def test_who_has_more_time_hears_until_when_and_is_reminded_of_that_day(
    alone: Caller, action: str, place: str, clock: FixedClock, timed: Any, timers: Any, told: Any
) -> None:
    clock.advance(timedelta(days=11))
    timed("action_due_soon", action, "reminder")
    asked = {"action_id": action, "due_on": "2026-12-15", "reason": "عيد"}
    alone(SUPERVISOR, "extend_corrective_action", asked)
    name, extended = told("corrective_actions", action)[-1]
    assert (name, extended["step"], extended["due_on"]) == (
        "corrective_action.advanced.v1",
        "extended",
        "2026-12-15",
    )
    assert (extended["about_kind"], extended["about_id"]) == ("licence", place)
    assert timers("corrective_actions", action) == ["reminder", "overdue"]


def test_whose_proof_is_not_enough_hears_it(alone: Caller, action: str, told: Any) -> None:
    alone(HOLDER, "prove_corrective_action", {"action_id": action, "text": "أُصلح"})
    judged = {"action_id": action, "accept": False, "answer": "غير كاف"}
    alone(INSPECTOR, "judge_corrective_action", judged)
    _, refused = told("corrective_actions", action)[-1]
    assert refused["step"] == "refused"
    assert "answer" not in refused


def test_a_warning_says_until_when_it_can_be_contested(call: Caller, place: str, told: Any) -> None:
    warned = measure(call, place, "warning", "other")
    names = dict(told("oversights", str(warned["id"])))
    assert names["measure.taken.v1"]["licence_id"] == place
    assert names["measure.taken.v1"]["object_until"] == "2026-12-07"


def test_of_a_visit_that_is_to_surprise_no_event_names_the_place(
    alone: Caller, place: str, told: Any
) -> None:
    surprise = planned(alone, place, announced=False)["id"]
    assert all(place not in str(data) for _, data in told("inspections", str(surprise)))
