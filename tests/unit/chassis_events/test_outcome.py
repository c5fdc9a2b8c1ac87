"""Whether a failed message is tried again or parked."""

from __future__ import annotations

from chassis.events.outcome import (
    MAX_TEXT,
    Early,
    Failed,
    Park,
    Rejected,
    Retry,
    describe,
    disposal,
    stack,
)

ERROR = ZeroDivisionError("as ever")


def test_a_failed_message_waits_longer_each_time_and_is_then_parked() -> None:
    answers = [disposal(Failed(ERROR), failures, retries=4) for failures in range(5)]
    assert answers == [Retry(1), Retry(2), Retry(3), Retry(4), Park("failed")]


def test_an_early_message_is_parked_as_such() -> None:
    assert disposal(Early(ERROR), 1, retries=4) == Retry(2)
    assert disposal(Early(ERROR), 4, retries=4) == Park("early")


def test_what_no_attempt_can_help_is_parked_at_once() -> None:
    assert disposal(Rejected("invalid_data", ERROR), 0, retries=4) == Park("invalid_data")


def test_an_error_is_told_in_a_line_and_its_place_in_a_bounded_stack() -> None:
    error = ZeroDivisionError("x" * 10_000)
    error.add_note("a note")
    assert describe(ERROR) == "ZeroDivisionError: as ever"
    assert len(describe(error)) == MAX_TEXT
    assert len(stack(error)) <= MAX_TEXT
