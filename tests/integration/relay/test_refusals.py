"""The broker refuses an event: those after it of the same aggregate wait for it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from pymongo.errors import AutoReconnect

from chassis.amqp.publisher import ConfirmingChannel, Outgoing
from chassis.relay.lease import Lease, LeaseLost
from chassis.relay.outbox import Outbox
from chassis.relay.relay import Relay
from tests.integration.relay.conftest import Folders
from tests.support.register import FOLDERS
from tests.support.waiting import eventually


class Channel(ConfirmingChannel):
    """A broker's answers as the test wants them."""

    def __init__(self) -> None:
        self.sent: list[str] = []
        self.refuse: set[str] = set()
        self._round: list[str] = []

    def send(self, message: Outgoing) -> None:
        self.sent.append(message.message_id)
        self._round.append(message.message_id)

    def settle(self, seconds: float = 0) -> dict[str, str]:
        answered, self._round = self._round, []
        return {each: "refused" for each in answered if each in self.refuse}


@pytest.fixture
def outbox(database: Any, folders: Folders) -> Outbox:
    return Outbox(database, [FOLDERS.collection])


@pytest.fixture
def relay(outbox: Outbox) -> Iterator[Relay]:
    relay = Relay("tests", outbox, lambda: True)
    yield relay
    relay.close()


def pending(database: Any) -> list[str]:
    (document,) = database[FOLDERS.collection].find()
    return [event["id"] for event in document["pending"]]


def test_after_a_refused_event_the_rest_is_published_again_in_order(
    relay: Relay, folders: Folders, database: Any
) -> None:
    folders.open(1, relabelled=3)
    first, second, third, fourth = pending(database)
    channel = Channel()
    channel.refuse = {second}
    assert relay.publish_waiting(channel) == 1
    assert channel.sent == [first, second, third, fourth]
    assert pending(database) == [second, third, fourth]
    assert folders.waiting() == 1

    channel.sent.clear()
    channel.refuse = set()
    eventually(lambda: relay.publish_waiting(channel) == 3)  # after its pause
    assert channel.sent == [second, third, fourth]
    assert folders.waiting() == 0


def test_a_refused_event_holds_up_no_other_aggregate(
    relay: Relay, folders: Folders, database: Any
) -> None:
    folders.open(1)
    channel = Channel()
    channel.refuse = set(pending(database))
    folders.open(5)
    assert relay.publish_waiting(channel) == 5
    assert folders.waiting() == 1


def test_an_event_added_while_others_are_published_stays_for_the_next_time(
    relay: Relay, folders: Folders, database: Any
) -> None:
    (folder,) = folders.open(1)

    class Meanwhile(Channel):
        def settle(self, seconds: float = 0) -> dict[str, str]:
            folders.relabel(folder)
            return super().settle()

    before = pending(database)
    assert relay.publish_waiting(Meanwhile()) == 1
    assert folders.waiting() == 1
    assert not set(before) & set(pending(database))
    assert relay.publish_waiting(Channel()) == 1
    assert folders.waiting() == 0


def test_dying_between_publishing_and_removing_repeats_but_loses_nothing(
    folders: Folders, database: Any
) -> None:
    class Dying(Outbox):
        def remove(self, published: Any) -> None:
            raise AutoReconnect("killed here")

    folders.open(1, relabelled=1)
    events = pending(database)
    channel = Channel()
    dying = Relay("tests", Dying(database, [FOLDERS.collection]), lambda: True)
    with pytest.raises(AutoReconnect):
        dying.publish_waiting(channel)
    dying.close()
    after = Relay("tests", Outbox(database, [FOLDERS.collection]), lambda: True)
    assert after.publish_waiting(channel) == 2
    after.close()
    assert channel.sent == [*events, *events]
    assert database["journal"].count_documents({}) == 2


def test_without_the_lease_nothing_is_published(outbox: Outbox, folders: Folders) -> None:
    folders.open(1)
    channel = Channel()
    relay = Relay("tests", outbox, lambda: False)
    with pytest.raises(LeaseLost):
        relay.publish_waiting(channel)
    relay.close()
    assert channel.sent == []
    assert folders.waiting() == 1


def test_a_lease_has_one_holder_and_runs_out(database: Any) -> None:
    mine = Lease(database, "relay", "me", seconds=2)
    yours = Lease(database, "relay", "you", seconds=30)
    assert mine.acquire()
    assert not yours.acquire()
    assert mine.acquire()
    eventually(yours.acquire, within=10)
    assert not mine.held
    assert not mine.acquire()
    yours.release()
    assert mine.acquire()
