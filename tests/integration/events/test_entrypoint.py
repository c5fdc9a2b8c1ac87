"""Handlers of a real service process: nameko, eventlet, broker and database as in production."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from chassis.amqp.topology import Binding, ConsumerQueue
from tests.support.events import Broker, amended, person, registered, registered_v1
from tests.support.waiting import eventually

ONE, TWO = person(1), person(2)
Start = Callable[[], subprocess.Popen[bytes]]


@pytest.fixture
def broker(amqp_url: str) -> Iterator[Broker]:
    broker = Broker(amqp_url)
    yield broker
    broker.close()


@pytest.fixture
def queue(broker: Broker, prefix: str) -> ConsumerQueue:
    return broker.consumer_queue(
        ConsumerQueue(f"{prefix}.people", [Binding(f"{prefix}.#")], retry_seconds=(0.3, 0.6))
    )


@pytest.fixture
def start(environment: dict[str, str], prefix: str, root: Path) -> Iterator[Start]:
    running: list[subprocess.Popen[bytes]] = []

    def begin() -> subprocess.Popen[bytes]:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.listener", "serve"],
            cwd=root,
            env={**environment, "LISTENER_NAME": prefix, "KANAF_TIMER_SECONDS": "0.2"},
        )
        running.append(process)
        return process

    yield begin
    for process in running:
        process.kill()
        process.wait()


def effects(database: Any, subject: str) -> list[str]:
    return [
        each["what"] for each in database["effects"].find({"subject": subject}).sort("sequence")
    ]


def test_events_reach_their_handlers_upcast_and_in_the_context_of_the_event(
    start: Start, broker: Broker, queue: ConsumerQueue, database: Any
) -> None:
    start()
    event = registered(ONE)
    for each in (event, amended(ONE, 2), registered_v1(TWO)):
        broker.send(queue.name, each)

    eventually(lambda: effects(database, ONE) == ["registered in JO-AM", "amended name"])
    eventually(lambda: effects(database, TWO) == ["registered in JO-IR"])
    noted = database["effects"].find_one({"subject": ONE, "sequence": 1})
    assert noted["actor"] == f"system:{queue.name}"
    assert noted["correlation_id"] == event.correlationid
    assert noted["causation_id"] == event.id


def test_a_process_that_dies_between_effect_and_acknowledgement_does_nothing_twice(
    start: Start, broker: Broker, queue: ConsumerQueue, database: Any
) -> None:
    database["orders"].insert_one({"_id": ONE, "how": "die after the effect"})
    first = start()
    broker.send(queue.name, registered(ONE))
    first.wait(timeout=20)
    start()
    broker.send(queue.name, amended(ONE, 2))

    eventually(lambda: effects(database, ONE) == ["registered in JO-AM", "amended name"])
    eventually(lambda: broker.depth(queue.name) == 0)


def test_a_stopping_process_finishes_quickly_and_leaves_nothing_half_done(
    start: Start, broker: Broker, queue: ConsumerQueue, database: Any
) -> None:
    process = start()
    for number in range(200):
        broker.send(queue.name, registered(person(number)))
    eventually(lambda: database["effects"].count_documents({}) > 10)
    process.terminate()
    assert process.wait(timeout=15) == 0

    done = database["effects"].count_documents({})
    assert broker.depth(queue.name) + done == 200
    start()
    eventually(lambda: database["effects"].count_documents({}) == 200)
    assert broker.depth(queue.dead) == 0
