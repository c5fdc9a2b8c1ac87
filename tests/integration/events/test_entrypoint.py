"""Handlers of a real service process: nameko, eventlet, broker and database as in production."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from chassis.amqp.topology import ConsumerQueue
from tests.support.events import Broker, amended, person, registered, registered_v1
from tests.support.processes import Running, running
from tests.support.waiting import eventually

ONE, TWO = person(1), person(2)
Start = Callable[[], Running]


@pytest.fixture
def start(environment: dict[str, str], prefix: str, tmp_path: Path) -> Iterator[Start]:
    with ExitStack() as stack:

        def begin() -> Running:
            return stack.enter_context(
                running(
                    ["-m", "tests.support.listener", "serve"],
                    {**environment, "LISTENER_NAME": prefix, "KANAF_TIMER_SECONDS": "0.2"},
                    tmp_path / "listener.log",
                )
            )

        yield begin


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
    assert first.exit_status() == 137
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
    assert process.stop() == 0

    done = database["effects"].count_documents({})
    assert broker.depth(queue.name) + done == 200
    start()
    eventually(lambda: database["effects"].count_documents({}) == 200)
    assert broker.depth(queue.dead) == 0


def live_until_something_is_parked(process: Running, broker: Broker, queue: ConsumerQueue) -> None:
    eventually(lambda: broker.depth(queue.dead) or not process.is_running(), within=20)


def test_an_event_that_kills_its_process_is_parked_and_the_next_one_handled(
    start: Start, broker: Broker, queue: ConsumerQueue, database: Any
) -> None:
    database["orders"].insert_one({"_id": ONE, "how": "die"})
    broker.send(queue.name, registered(ONE))
    broker.send(queue.name, registered(TWO))
    while not broker.depth(queue.dead):
        live_until_something_is_parked(start(), broker, queue)
    eventually(lambda: effects(database, TWO) == ["registered in JO-AM"])
    (parked,) = broker.take_all(queue.dead)
    assert parked.headers["x-death"][0]["reason"] == "delivery_limit"
