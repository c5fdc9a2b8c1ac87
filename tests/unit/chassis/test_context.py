"""What travels with a piece of work."""

from __future__ import annotations

import time

import pytest

from chassis.context import (
    Actor,
    Command,
    Context,
    child_traceparent,
    current,
    current_or_none,
    from_header,
    new_traceparent,
    to_header,
    use,
)

CLERK = Actor(
    "clerk-1", frozenset({"clerk", "supervisor"}), "amman-1", frozenset({"amman", "zarqa"})
)


def test_a_context_survives_its_journey() -> None:
    sent = Context(
        CLERK, deadline=time.time() + 5, language="en", command_key="k-1", expected_version=3
    )
    assert from_header(to_header(sent)) == sent


def test_a_running_command_does_not_travel() -> None:
    sent = Context(CLERK).with_command(Command("k", "f"))
    assert from_header(to_header(sent)).command is None


def test_work_outside_of_any_context_is_a_defect() -> None:
    assert current_or_none() is None
    with pytest.raises(LookupError):
        current()


def test_a_context_holds_for_its_block_alone() -> None:
    outer, inner = Context(CLERK), Context(Actor.system("timers"))
    with use(outer):
        with use(inner):
            assert current() is inner
        assert current() is outer
    assert current_or_none() is None


def test_the_time_left_runs_out() -> None:
    assert Context(CLERK).remaining() is None
    assert (Context(CLERK, deadline=time.time() + 5).remaining() or 0) > 4
    assert (Context(CLERK, deadline=time.time() - 5).remaining() or 0) < -4


def test_a_child_span_stays_in_its_trace() -> None:
    parent = new_traceparent()
    child = child_traceparent(parent)
    assert child.split("-")[1] == parent.split("-")[1]
    assert child.split("-")[2] != parent.split("-")[2]


def test_without_a_trace_one_begins() -> None:
    assert len(child_traceparent("").split("-")) == 4


def test_a_national_number_does_not_show_by_accident() -> None:
    assert "9876543210" not in repr(Actor("citizen-1", national_number="9876543210"))
