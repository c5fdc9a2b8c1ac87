"""What a queue's consumer does with good, bad, repeated and disordered events."""

from __future__ import annotations

import time
from typing import Any

import pytest

from chassis.amqp.topology import ConsumerQueue
from chassis.dead_letters import DeadLetters
from chassis.errors import Unavailable
from chassis.events.contract import Event
from tests.integration.events.conftest import Listen, Notebook
from tests.support.events import Broker, amended, person, registered
from tests.support.waiting import eventually

ONE, TWO = person(1), person(2)


def test_an_event_that_comes_twice_is_handled_once(
    listen: Listen, notebook: Notebook, broker: Broker, queue: ConsumerQueue
) -> None:
    first = registered(ONE)
    for event in (first, first, amended(ONE, 2), first):
        broker.send(queue.name, event)
    listen(notebook)
    eventually(lambda: notebook.seen == {ONE: [1, 2]})
    eventually(lambda: broker.depth(queue.name) == 0)


def test_events_of_one_subject_are_applied_in_order_however_they_come(
    listen: Listen, notebook: Notebook, broker: Broker, queue: ConsumerQueue
) -> None:
    listen(notebook)
    for sequence in (4, 2, 3):
        broker.send(queue.name, amended(ONE, sequence))
    broker.send(queue.name, registered(TWO))
    eventually(lambda: notebook.seen == {TWO: [1]})
    broker.send(queue.name, registered(ONE))
    eventually(lambda: notebook.seen.get(ONE) == [1, 2, 3, 4])


def test_an_event_whose_predecessor_never_comes_is_parked_as_early(
    listen: Listen, notebook: Notebook, broker: Broker, queue: ConsumerQueue, amqp_url: str
) -> None:
    listen(notebook)
    broker.send(queue.name, amended(ONE, 2))
    eventually(lambda: broker.depth(queue.dead) == 1, within=15)
    (letter,) = DeadLetters(amqp_url).show(queue.name)
    assert (letter.reason, letter.attempts) == ("early", 3)
    assert "event 2 came when 1 was due" in letter.error


def test_a_failing_event_is_tried_again_with_growing_delay_and_then_parked(
    listen: Listen, broker: Broker, queue: ConsumerQueue, amqp_url: str
) -> None:
    attempts: list[float] = []

    def fail(event: Event[Any]) -> None:
        attempts.append(time.monotonic())
        raise ZeroDivisionError("as ever")

    listen(fail)
    event = registered(ONE)
    broker.send(queue.name, event)
    eventually(lambda: broker.depth(queue.dead) == 1)
    first, second, third = attempts
    assert second - first >= 0.3
    assert third - second >= 0.6

    (letter,) = DeadLetters(amqp_url).show(queue.name)
    assert (letter.reason, letter.attempts) == ("failed", 3)
    assert letter.error == "ZeroDivisionError: as ever"
    assert "test_consuming" in letter.stack
    assert letter.traceparent == event.traceparent
    assert letter.event is not None
    assert letter.event["id"] == event.id


@pytest.mark.parametrize("retry_seconds", [(120.0,)])
def test_a_failing_event_blocks_nobody_else(
    listen: Listen, broker: Broker, queue: ConsumerQueue
) -> None:
    seen: list[str] = []

    def fail_for_one(event: Event[Any]) -> None:
        if event.subject == ONE:
            raise ZeroDivisionError("as ever")
        seen.append(event.subject)

    listen(fail_for_one)
    others = [person(number) for number in range(2, 30)]
    for subject in (ONE, *others):
        broker.send(queue.name, registered(subject))
    eventually(lambda: sorted(seen) == others)


def test_what_is_outside_the_contract_is_parked_at_once(
    listen: Listen, notebook: Notebook, broker: Broker, queue: ConsumerQueue, amqp_url: str
) -> None:
    listen(notebook)
    unknown = registered(ONE, type="kanaf.registry.person.beatified.v1")
    broker.send(queue.name, b"\xff\xfe no JSON")
    broker.send(queue.name, b'{"specversion": "1.0"}')
    broker.send(queue.name, unknown)
    broker.send(queue.name, registered(ONE, data={"person_id": 7}))
    broker.send(queue.name, registered(TWO))
    eventually(lambda: notebook.seen == {TWO: [1]})
    eventually(lambda: broker.depth(queue.dead) == 4)
    letters = DeadLetters(amqp_url).show(queue.name)
    assert sorted(letter.reason for letter in letters) == [
        "invalid_data",
        "undecodable",
        "undecodable",
        "unknown_type",
    ]
    assert {letter.attempts for letter in letters} == {1}


def test_while_a_server_is_away_events_wait_and_use_up_no_attempt(
    listen: Listen, notebook: Notebook, broker: Broker, queue: ConsumerQueue
) -> None:
    away = {"times": 6}  # more than there are retries

    def come_back(event: Event[Any]) -> None:
        if away["times"]:
            away["times"] -= 1
            raise Unavailable("database_unavailable")
        notebook(event)

    listen(come_back)
    broker.send(queue.name, registered(ONE))
    broker.send(queue.name, amended(ONE, 2))
    eventually(lambda: notebook.seen == {ONE: [1, 2]}, within=30)
    assert broker.depth(queue.dead) == 0


def test_what_was_handled_but_not_acknowledged_is_not_handled_again(
    listen: Listen, notebook: Notebook, broker: Broker, queue: ConsumerQueue
) -> None:
    broker.send(queue.name, registered(ONE))
    before = listen(lambda event: notebook(event))
    eventually(lambda: before.deliveries)
    eventually(lambda: notebook.seen == {ONE: [1]})
    before.stop()
    broker.send(queue.name, registered(ONE))  # as the broker would, had the answer been lost
    listen(notebook)
    broker.send(queue.name, amended(ONE, 2))
    eventually(lambda: notebook.seen == {ONE: [1, 2]})
