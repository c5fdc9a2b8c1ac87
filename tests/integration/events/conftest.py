"""A queue of a test's own and whoever consumes from it, on the real broker and database."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest

from chassis.amqp.consumer import Consumer, Delivery
from chassis.amqp.publisher import Publisher
from chassis.amqp.topology import Binding, ConsumerQueue, declare_consumer_queue
from chassis.events.contract import Event, published_contract
from chassis.events.cursors import MongoCursors
from chassis.events.processor import ANY, Handler, Processor
from chassis.events.worker import Worker
from tests.support.events import Broker
from tests.support.waiting import eventually


@pytest.fixture
def broker(amqp_url: str) -> Iterator[Broker]:
    broker = Broker(amqp_url)
    yield broker
    broker.close()


@pytest.fixture
def retry_seconds() -> tuple[float, ...]:
    """How long a failed event waits; a test that names other seconds has a queue with these."""
    return (0.3, 0.6)


@pytest.fixture
def queue(broker: Broker, prefix: str, retry_seconds: tuple[float, ...]) -> ConsumerQueue:
    return broker.consumer_queue(
        ConsumerQueue(
            f"{prefix}.people",
            [Binding(f"{prefix}.#")],
            retry_seconds=retry_seconds,
            delivery_limit=4,
        )
    )


def in_a_thread(work: Callable[[], None]) -> object:
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    return thread


class Listening:
    """What a service process does for one queue, in plain threads of the test."""

    def __init__(
        self, url: str, queue: ConsumerQueue, database: Any, handlers: Mapping[str, Handler]
    ) -> None:
        self._publisher = Publisher(url, f"{queue.name} retries")
        processor = Processor(
            queue.name, handlers, True, MongoCursors(database), published_contract
        )
        self._worker = Worker(queue, processor, self._publisher.publish, in_a_thread)
        self.deliveries: list[Delivery] = []

        def declare(channel: Any) -> str:
            declare_consumer_queue(channel, queue)
            return queue.name

        def accept(delivery: Delivery) -> None:
            self.deliveries.append(delivery)
            self._worker.accept(delivery)

        self._consumer = Consumer(url, queue.name, declare, accept, prefetch=16)
        in_a_thread(self._consumer.run)
        eventually(lambda: self._consumer.connected, what="the consumer's connection")

    def stop(self) -> None:
        self._worker.stop()
        self._consumer.stop(5)
        self._publisher.close()


Listen = Callable[[Handler], Listening]


@pytest.fixture
def listen(amqp_url: str, queue: ConsumerQueue, database: Any) -> Iterator[Listen]:
    """Starts to consume with one handler for all events; stopped in the end."""
    started: list[Listening] = []

    def start(handler: Handler) -> Listening:
        started.append(Listening(amqp_url, queue, database, {ANY: handler}))
        return started[-1]

    yield start
    for each in started:
        each.stop()


class Notebook:
    """A handler that writes down the sequences it saw, per subject."""

    def __init__(self) -> None:
        self.seen: dict[str, list[int]] = {}

    def __call__(self, event: Event[Any]) -> None:
        self.seen.setdefault(event.subject, []).append(event.envelope.sequence)


@pytest.fixture
def notebook() -> Notebook:
    return Notebook()
