"""What supervisors are told of: silence that is near, and what is late, each in its day."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.support.applying import CITIZEN, CLERK, SUPERVISOR, submitted
from tests.support.calling import Caller
from tests.support.services import Window
from tests.unit.licensing.applications.test_time import returned

Advance = Callable[[int], None]
SOCIETY = "society.registration"


def watched(call: Caller, actor: Any = SUPERVISOR) -> dict[str, list[dict[str, Any]]]:
    """What an actor's tasks say of applications that need an eye."""
    found = call(actor, "find_tasks", {})["watched"]
    return {each["application_id"]: each["concerns"] for each in found}


def found(call: Caller, **filters: Any) -> list[str]:
    return [each["id"] for each in call(SUPERVISOR, "find_applications", filters)["items"]]


def test_a_supervisor_reads_when_silence_will_decide_from_the_first_warning_on(
    window: Window,
) -> None:
    application_id = window.filed(SOCIETY, window.answers(SOCIETY))
    window.led(application_id)  # every step but the decision is done in time
    window.advance(29)
    assert "whole" not in {each["clock"] for each in watched(window.call).get(application_id, [])}
    window.advance(1)
    (whole,) = (each for each in watched(window.call)[application_id] if each["clock"] == "whole")
    assert (whole["due_on"], whole["days_left"], whole["late"]) == ("2027-01-21", 30, False)
    assert whole["means"] == "approval"
    assert whole["words"]["en"] == (
        "If nobody decides by 2027-01-21, the application counts as approved"
    )
    assert "2027-01-21" in whole["words"]["ar"]
    assert watched(window.call, CLERK) == {}, "it is for supervisors"
    window.advance(31)
    assert watched(window.call) == {}, "silence has decided"


def test_what_silence_will_decide_is_found_by_the_days_that_are_left(window: Window) -> None:
    application_id = window.filed(SOCIETY, window.answers(SOCIETY))
    window.filed("society.foreign_branch", window.answers("society.foreign_branch"))
    window.advance(50)
    assert found(window.call, silent_within_days=9) == []
    assert found(window.call, silent_within_days="10") == [application_id]
    returned(window.call, application_id, "/papers/minutes")
    assert found(window.call, silent_within_days=10) == [], "its days stand still"


def test_what_is_late_is_watched_and_found_until_it_is_done(call: Caller, advance: Advance) -> None:
    application_id = submitted(call)
    assert (watched(call), found(call, late="yes")) == ({}, [])
    advance(20)
    (concern,) = watched(call)[application_id]
    assert (concern["clock"], concern["late"], concern["days_left"]) == ("completeness", True, None)
    assert concern["words"]["en"] == "Late since 2026-11-29: Completeness"
    assert found(call, late="yes") == [application_id]
    call(CLERK, "find_complete", {"application_id": application_id, "step": "completeness"})
    assert (watched(call), found(call, late="yes")) == ({}, [])


def test_each_warning_and_escalation_is_noted_once_for_staff_alone(window: Window) -> None:
    application_id = window.filed(SOCIETY, window.answers(SOCIETY))
    window.advance(60)
    asked = {"application_id": application_id}
    notices = window.call(SUPERVISOR, "get_application_handling", asked)["notices"]
    whole = [(each["what"], each["days"]) for each in notices if each["clock"] == "whole"]
    assert whole == [("warned", 30), ("warned", 14), ("warned", 5)]
    assert [each["clock"] for each in notices if each["what"] == "escalated"] == ["completeness"]
    assert "notices" not in window.call(CITIZEN, "get_application", asked)
    window.advance(2)
    notices = window.call(SUPERVISOR, "get_application_handling", asked)["notices"]
    assert (notices[-1]["what"], notices[-1]["clock"]) == ("escalated", "whole")
