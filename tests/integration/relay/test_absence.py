"""The broker is away, at start or in between: events wait and are measured, then all go out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from chassis.amqp.topology import Binding, ConsumerQueue
from tests.integration.relay.conftest import Folders, Heard, StartRelay
from tests.support.broker import OwnBroker, own_broker
from tests.support.events import Broker
from tests.support.waiting import eventually


@pytest.fixture
def node(tmp_path: Path) -> Iterator[OwnBroker]:
    folder = tmp_path / "broker"
    folder.mkdir()
    with own_broker(folder) as node:
        yield node


@pytest.fixture
def amqp_url(node: OwnBroker) -> str:
    return node.url


def gauge(metrics: str, name: str) -> float:
    found = re.search(rf"^{name}{{[^}}]*}} (\S+)$", metrics, re.MULTILINE)
    return float(found.group(1)) if found else -1.0


def test_events_wait_for_the_broker_and_are_measured_meanwhile(
    node: OwnBroker, folders: Folders, relay: StartRelay, prefix: str
) -> None:
    before = Broker(node.url)
    before.consumer_queue(ConsumerQueue(f"{prefix}.heard", [Binding("registry.person.#")]))
    before.disconnect()
    process = relay()
    process.wait_until_ready()
    opened = folders.open(5)
    eventually(lambda: folders.waiting() == 0)

    node.kill()
    opened |= folders.open(40)
    eventually(lambda: gauge(process.metrics(), "kanaf_outbox_pending") == 40)
    eventually(lambda: gauge(process.metrics(), "kanaf_outbox_oldest_seconds") > 1)
    assert not process.is_ready()

    node.start()
    eventually(lambda: folders.waiting() == 0, within=30)
    after = Broker(node.url)
    heard = Heard(after, f"{prefix}.heard", set(opened))
    eventually(lambda: heard.first_times() == {folder: [1] for folder in opened})
    eventually(lambda: gauge(process.metrics(), "kanaf_outbox_pending") == 0)
    eventually(process.is_ready)
    after.disconnect()
