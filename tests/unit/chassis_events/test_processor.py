"""From an event to its outcome, in memory, with a catalogue of one event."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest
from pymongo.errors import AutoReconnect, OperationFailure

from chassis.context import Actor, Context, current
from chassis.documents.errors import AlreadyDone, ConcurrentChange
from chassis.errors import Conflict, Unavailable
from chassis.events.contract import Event, Unreadable
from chassis.events.cursors import MemoryCursors
from chassis.events.outcome import Early, Failed, Handled, Outcome, Postponed, Rejected
from chassis.events.processor import ANY, Handler, Processor, read
from contracts.envelope import Envelope
from tests.support.events import amended, person, registered

ONE = person(1)
AMENDED = "kanaf.registry.person.amended"


@dataclass(frozen=True)
class Amended:
    fields: list[str]


def tiny_contract(envelope: Envelope) -> Event[Any]:
    """Knows one event in two versions; the older one called its fields `changed`."""
    if envelope.type == f"{AMENDED}.v1":
        data = {"fields": envelope.data.get("changed", envelope.data.get("fields"))}
        envelope = replace(envelope, type=f"{AMENDED}.v2", data=data)
    if envelope.type != f"{AMENDED}.v2":
        raise Unreadable("unknown_type", envelope.type)
    if not isinstance(envelope.data.get("fields"), list):
        raise Unreadable("invalid_data", "/fields required")
    return Event(envelope, Amended(envelope.data["fields"]))


Process = Callable[..., Outcome]


@pytest.fixture
def cursors() -> MemoryCursors:
    return MemoryCursors()


@pytest.fixture
def process(cursors: MemoryCursors) -> Process:
    def with_handler(event: Envelope, handler: Handler, ordered: bool = True) -> Outcome:
        handlers = {AMENDED: handler}
        return Processor("tests.people", handlers, ordered, cursors, tiny_contract).process(event)

    return with_handler


def failing(error: Exception) -> Handler:
    def fail(event: Event[Any]) -> None:
        raise error

    return fail


def test_a_handler_gets_the_newest_version_as_an_object(process: Process) -> None:
    seen: list[Any] = []
    process(amended(ONE, 1, data={"changed": ["name"]}), lambda event: seen.append(event.data))
    assert seen == [Amended(["name"])]


def test_a_handler_runs_as_the_command_that_the_event_is(process: Process) -> None:
    seen: list[Context] = []
    event = amended(ONE, 1)
    process(event, lambda _: seen.append(current()))
    (context,) = seen
    assert context.actor == Actor.system("tests.people")
    assert context.correlation_id == event.correlationid
    assert context.causation_id == event.id
    assert context.traceparent.split("-")[1] == event.traceparent.split("-")[1]
    assert context.command is not None
    assert context.command.key == f"tests.people:{event.id}"
    assert context.command.fingerprint == event.id


def test_an_event_is_applied_once_and_in_its_turn(process: Process) -> None:
    seen: list[int] = []

    def note(event: Event[Any]) -> None:
        seen.append(event.envelope.sequence)

    assert isinstance(process(amended(ONE, 2), note), Early)
    assert process(amended(ONE, 1), note) == Handled("done")
    assert process(amended(ONE, 2), note) == Handled("done")
    assert process(amended(ONE, 1), note) == Handled("repeated")
    assert process(amended(person(2), 1), note) == Handled("done")
    assert seen == [1, 2, 1]


def test_a_failed_event_keeps_its_turn(process: Process, cursors: MemoryCursors) -> None:
    assert isinstance(process(amended(ONE, 1), failing(ZeroDivisionError())), Failed)
    assert cursors.position("tests.people", ONE, 1) == 0
    assert isinstance(process(amended(ONE, 2), failing(ZeroDivisionError())), Early)


def test_without_order_every_event_is_handled_as_it_comes(process: Process) -> None:
    assert process(amended(ONE, 7), lambda _: None, ordered=False) == Handled("done")
    assert process(amended(ONE, 3), lambda _: None, ordered=False) == Handled("done")


def test_a_known_event_that_nobody_handles_takes_its_turn(cursors: MemoryCursors) -> None:
    processor = Processor("tests.people", {}, True, cursors, tiny_contract)
    assert processor.process(amended(ONE, 1)) == Handled("ignored")
    assert cursors.position("tests.people", ONE, 1) == 1


def test_a_handler_for_any_event_gets_those_without_one_of_their_own(
    cursors: MemoryCursors,
) -> None:
    seen: list[str] = []
    handlers: dict[str, Handler] = {ANY: lambda event: seen.append(event.id)}
    event = amended(ONE, 1)
    Processor("tests.people", handlers, True, cursors, tiny_contract).process(event)
    assert seen == [event.id]


def test_what_was_done_before_counts_as_handled(process: Process, cursors: MemoryCursors) -> None:
    assert process(amended(ONE, 1), failing(AlreadyDone({}))) == Handled("repeated")
    assert cursors.position("tests.people", ONE, 1) == 1


def test_a_lost_race_is_run_again_in_place(process: Process) -> None:
    left = [1, 2, 3]

    def lose_three_times(event: Event[Any]) -> None:
        if left:
            left.pop()
            raise ConcurrentChange("somebody was first")

    assert process(amended(ONE, 1), lose_three_times) == Handled("done")
    assert isinstance(process(amended(ONE, 2), failing(ConcurrentChange("always"))), Failed)


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (Unavailable("sms_unavailable"), Postponed),
        (AutoReconnect("gone"), Postponed),
        (OperationFailure("wrong query", code=2), Failed),
        (Conflict("national_number_taken"), Failed),
        (ZeroDivisionError(), Failed),
    ],
)
def test_only_the_absence_of_a_server_is_waited_for(
    process: Process, error: Exception, outcome: type[Outcome]
) -> None:
    assert isinstance(process(amended(ONE, 1), failing(error)), outcome)


@pytest.mark.parametrize(
    ("event", "reason"),
    [
        (registered(ONE), "unknown_type"),
        (amended(ONE, 1, data={}), "invalid_data"),
    ],
)
def test_what_is_outside_the_contract_is_rejected(
    process: Process, event: Envelope, reason: str
) -> None:
    outcome = process(event, lambda _: None)
    assert isinstance(outcome, Rejected)
    assert outcome.reason == reason


@pytest.mark.parametrize("body", [b"", b"\xff", b"[]", b'{"specversion": "1.0"}'])
def test_what_is_no_event_cannot_be_read(body: bytes) -> None:
    with pytest.raises(Unreadable) as caught:
        read(body)
    assert caught.value.reason == "undecodable"
