"""The broker is away, at start and in between: consuming goes on by itself when it is back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from chassis.amqp.topology import consumer_queue
from tests.support.broker import OwnBroker, own_broker
from tests.support.events import Broker, amended, person, registered
from tests.support.processes import running
from tests.support.waiting import eventually

ONE = person(1)


@pytest.fixture
def node(tmp_path: Path) -> Iterator[OwnBroker]:
    folder = tmp_path / "broker"
    folder.mkdir()
    with own_broker(folder) as node:
        yield node


@pytest.fixture
def amqp_url(node: OwnBroker) -> str:
    return node.url


def send(node: OwnBroker, queue: str, event: Any) -> None:
    broker = Broker(node.url)
    broker.send(queue, event)
    eventually(lambda: broker.depth(queue) == 0)
    broker.disconnect()


def test_a_consumer_waits_for_its_broker_and_survives_its_loss(
    node: OwnBroker, environment: dict[str, str], prefix: str, database: Any, tmp_path: Path
) -> None:
    def sequences() -> list[int]:
        return [each["sequence"] for each in database["effects"].find().sort("sequence")]

    queue = consumer_queue(prefix, "people")
    node.kill()
    with running(
        ["-m", "tests.support.listener", "serve"],
        {**environment, "LISTENER_NAME": prefix},
        tmp_path / "listener.log",
    ) as listener:
        eventually(lambda: "no connection to the broker" in listener.output, within=20)
        assert not listener.is_ready()
        node.start()
        listener.wait_until_ready()
        send(node, queue, registered(ONE))
        eventually(lambda: sequences() == [1])

        node.kill()
        eventually(lambda: not listener.is_ready())
        node.start()
        listener.wait_until_ready(within=30)
        send(node, queue, amended(ONE, 2))
        eventually(lambda: sequences() == [1, 2])
