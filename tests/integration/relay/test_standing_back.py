"""What is made in bulk lets others go first, and waits while consumers have enough to do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chassis.amqp.connection import close_quietly, open_connection
from chassis.amqp.publisher import ConfirmingChannel, Outgoing
from chassis.amqp.topology import Binding, ConsumerQueue
from chassis.clock import SystemClock
from chassis.context import Actor, Context, use
from chassis.documents.mongo import MongoStore
from chassis.identifiers import new_id
from chassis.relay import outbox
from chassis.relay import relay as relay_module
from chassis.relay.outbox import Outbox
from chassis.relay.relay import ROOM, Relay
from tests.integration.relay.conftest import Folders, Heard
from tests.support.events import Broker
from tests.support.register import FOLDERS, Folder


@pytest.fixture
def channel(amqp_url: str) -> Iterator[ConfirmingChannel]:
    connection = open_connection(amqp_url, "tests")
    yield ConfirmingChannel(connection)
    close_quietly(connection)


@pytest.fixture
def busy(broker: Broker, prefix: str) -> str:
    """The queue of a consumer that is none of the events' own: only its length matters."""
    return broker.consumer_queue(ConsumerQueue(f"{prefix}.busy", [Binding(f"{prefix}.#")])).name


def in_bulk(database: Any, count: int) -> dict[str, list[int]]:
    """So many folders made at once: folder id → the events that will be heard of it."""
    store: MongoStore[Folder] = MongoStore(database, FOLDERS, SystemClock())
    with use(Context(actor=Actor.system("tests"))):
        made = [Folder.open(new_id(), None, [], datetime.now(UTC)) for _ in range(count)]
        store.add_many(made)
    return {each.id: [1] for each in made}


def messages(count: int, queue: str) -> Iterator[Outgoing]:
    return (Outgoing("", queue, b"{}", new_id()) for _ in range(count))


def test_a_single_change_goes_first_and_the_bulk_when_there_is_room(
    database: Any, folders: Folders, channel: ConfirmingChannel, broker: Broker, queue: str,
    busy: str, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(outbox, "FILLING", timedelta())
    monkeypatch.setattr(relay_module, "LOOK_BACK_SECONDS", 0.0)
    bulk = in_bulk(database, 30)
    (single,) = folders.open(1)
    for each in messages(ROOM + 1, busy):
        channel.send(each)
    channel.settle()
    relay = Relay("registry", Outbox(database, [FOLDERS.collection]), lambda: True, [busy])
    assert relay.publish_waiting(channel) == 1
    heard = Heard(broker, queue, {single, *bulk})
    assert heard.all() == {single: [1], **{each: [] for each in bulk}}

    broker.take_all(busy)
    monkeypatch.setattr(outbox, "FILLING", timedelta(minutes=10))
    assert relay.publish_waiting(channel) == 0, "more may be on its way"
    monkeypatch.setattr(outbox, "FILLING", timedelta())
    assert relay.publish_waiting(channel) == 30
    relay.close()
    assert heard.all() == {single: [1], **bulk}
    assert folders.waiting() == 0


def test_a_change_of_one_of_many_takes_its_earlier_events_along(
    database: Any, folders: Folders, channel: ConfirmingChannel, broker: Broker, queue: str,
    busy: str,
) -> None:  # fmt: skip
    changed, *others = in_bulk(database, 3)
    folders.relabel(changed)
    for each in messages(ROOM + 1, busy):
        channel.send(each)
    channel.settle()
    relay = Relay("registry", Outbox(database, [FOLDERS.collection]), lambda: True, [busy])
    relay.publish_waiting(channel)
    relay.close()
    heard = Heard(broker, queue, {changed, *others})
    assert heard.all() == {changed: [1, 2], **{each: [] for each in others}}


def test_a_consumer_without_a_queue_keeps_nobody_waiting(
    database: Any, folders: Folders, channel: ConfirmingChannel, prefix: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(outbox, "FILLING", timedelta())
    in_bulk(database, 3)
    relay = Relay(
        "registry", Outbox(database, [FOLDERS.collection]), lambda: True, [f"{prefix}.nobody"]
    )
    assert relay.publish_waiting(channel) == 3
    relay.close()
    assert folders.waiting() == 0
