"""What is wrong is put right in time, or supervisors hear of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.errors import KanafError
from contracts.rpc.licensing import METHODS
from services.licensing.adapters.inspections.kinds import ACTIONS
from tests.support.calling import Caller
from tests.support.inspections import (
    AUDITOR,
    HOLDER,
    INSPECTOR,
    STRANGER,
    SUPERVISOR,
    World,
    inspected,
)


@pytest.fixture
def place(world: World) -> str:
    return world.register.license()


@pytest.fixture
def action(alone: Caller, place: str) -> dict[str, Any]:
    """A major one, due on 6 December."""
    inspected(alone, place, wrong=["fire"])
    found: dict[str, Any] = alone(HOLDER, "find_corrective_actions", {})["items"][0]
    return found


def change(call: Caller, actor: Any, method: str, action: dict[str, Any], **said: Any) -> Any:
    answer = call(actor, method, {"action_id": action["id"], **said})
    assert METHODS[method].answer().load(answer) == answer
    return answer


def test_deadlines_follow_the_severity_in_working_days(alone: Caller, world: World) -> None:
    inspected(alone, world.register.license(), wrong=["exits", "fire", "records"])
    found = alone(AUDITOR, "find_corrective_actions", {})["items"]
    assert {each["severity"]: each["due_on"] for each in found} == {
        "critical": "2026-11-25",
        "major": "2026-12-06",
        "minor": "2027-01-03",
    }


def test_a_holder_proves_and_an_inspector_accepts(
    alone: Caller, world: World, action: dict[str, Any], place: str
) -> None:
    paper = world.album.photograph()
    proved = change(
        alone, HOLDER, "prove_corrective_action", action, text="أُصلح", documents=[paper]
    )
    assert proved["state"] == "proved"
    assert world.album.attached[paper] == f"corrective_action/{action['id']}"
    with pytest.raises(KanafError, match="corrective_action_closed"):
        change(alone, HOLDER, "prove_corrective_action", action, text="مرة أخرى")
    for silent in ({}, {"answer": None}):
        with pytest.raises(KanafError, match="no_without_reason") as no:
            change(alone, INSPECTOR, "judge_corrective_action", action, accept=False, **silent)
        assert [each.pointer for each in no.value.errors] == ["/answer"]
    refused = change(
        alone, INSPECTOR, "judge_corrective_action", action, accept=False, answer="غير كاف"
    )
    assert refused["state"] == "refused"
    change(alone, HOLDER, "prove_corrective_action", action, text="أُصلح الآن")
    accepted = change(alone, SUPERVISOR, "judge_corrective_action", action, accept=True)
    assert accepted["state"] == "accepted"
    assert alone(SUPERVISOR, "get_oversight", {"licence_id": place})["open_actions"] == 0
    seen = alone(HOLDER, "get_corrective_action", {"action_id": action["id"]})
    assert [each["judged_by"] for each in seen["proofs"]] == [None, None]


def test_only_the_holder_proves_and_only_staff_judge(alone: Caller, action: dict[str, Any]) -> None:
    for outsider in (STRANGER, SUPERVISOR, AUDITOR):
        with pytest.raises(KanafError, match="licensing_not_yours"):
            change(alone, outsider, "prove_corrective_action", action, text="أُصلح")
    change(alone, HOLDER, "prove_corrective_action", action, text="أُصلح")
    with pytest.raises(KanafError, match="licensing_role_may_not"):
        change(alone, HOLDER, "judge_corrective_action", action, accept=True)


def test_more_time_is_given_once_and_within_bounds(alone: Caller, action: dict[str, Any]) -> None:
    def extend(day: str) -> Any:
        return change(
            alone, SUPERVISOR, "extend_corrective_action", action, due_on=day, reason="عيد"
        )

    with pytest.raises(KanafError, match="corrective_action_extension_too_long"):
        extend("2027-06-01")
    with pytest.raises(KanafError, match="corrective_action_extension_too_long"):
        extend("2026-12-01")
    assert extend("2026-12-10")["extension"]["before"] == "2026-12-06"
    with pytest.raises(KanafError, match="corrective_action_extended_already"):
        extend("2026-12-13")


def test_what_is_overdue_is_said_once_and_counts_on_the_ladder(
    alone: Caller, action: dict[str, Any], place: str, clock: FixedClock, timed: Any, counted: Any
) -> None:
    clock.advance(timedelta(days=13))
    timed("action_overdue", action["id"], "overdue")
    assert counted(ACTIONS) == {"overdue": 0}
    assert alone(SUPERVISOR, "find_corrective_actions", {"escalated": "yes"})["items"] == []
    clock.advance(timedelta(days=30))
    for _ in range(2):
        timed("action_overdue", action["id"], "overdue")
    (late,) = alone(SUPERVISOR, "find_corrective_actions", {"escalated": "yes"})["items"]
    assert late["overdue_on"] == "2027-01-04"
    assert counted(ACTIONS) == {"overdue": 1}
    assert alone(SUPERVISOR, "get_oversight", {"licence_id": place})["overdue_actions"] == 1
    proposals = alone(SUPERVISOR, "get_measure_proposals", {"licence_id": place})
    assert METHODS["get_measure_proposals"].answer().load(proposals) == proposals
    assert [(each["kind"], each["after"]) for each in proposals["proposals"]] == [
        ("warning", "overdue_actions")
    ]
    with pytest.raises(KanafError, match="corrective_action_extension_too_late"):
        change(
            alone,
            SUPERVISOR,
            "extend_corrective_action",
            action,
            due_on="2027-01-05",
            reason="متأخر",
        )


def test_what_was_proved_in_time_is_not_overdue(
    alone: Caller, action: dict[str, Any], clock: FixedClock, timed: Any, timers: Any
) -> None:
    change(alone, HOLDER, "prove_corrective_action", action, text="أُصلح")
    assert timers("corrective_actions", action["id"]) == []
    clock.advance(timedelta(days=60))
    timed("action_overdue", action["id"], "overdue")
    assert alone(SUPERVISOR, "find_corrective_actions", {"escalated": "yes"})["items"] == []
