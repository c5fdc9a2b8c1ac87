"""The relay as a process, on real servers: nothing lost, nothing out of order, one at work."""

from __future__ import annotations

from typing import Any

from tests.integration.relay.conftest import Folders, Heard, StartRelay
from tests.support.events import Broker
from tests.support.waiting import eventually


def in_order(opened: dict[str, int]) -> dict[str, list[int]]:
    return {folder: list(range(1, count + 1)) for folder, count in opened.items()}


def test_waiting_events_are_published_in_order_journaled_and_removed(
    folders: Folders, relay: StartRelay, broker: Broker, queue: str, database: Any
) -> None:
    opened = folders.open(20, relabelled=4)
    relay()
    eventually(lambda: folders.waiting() == 0)
    heard = Heard(broker, queue, set(opened))
    eventually(lambda: heard.all() == in_order(opened))
    assert database["journal"].count_documents({}) == 100


def test_a_new_event_is_published_at_once(
    folders: Folders, relay: StartRelay, broker: Broker, queue: str
) -> None:
    process = relay()
    process.wait_until_ready()
    (folder,) = folders.open(1)
    heard = Heard(broker, queue, {folder})
    eventually(lambda: heard.of(folder) == [1])
    folders.relabel(folder)
    eventually(lambda: heard.of(folder) == [1, 2])
    assert "kanaf_events_published_total" in process.metrics()


def test_a_killed_relay_repeats_but_loses_nothing_and_keeps_the_order(
    folders: Folders, relay: StartRelay, broker: Broker, queue: str
) -> None:
    opened = folders.open(500, relabelled=9)
    first = relay()
    eventually(lambda: folders.waiting() < 500, every=0.002)
    first.kill()
    relay()
    eventually(lambda: folders.waiting() == 0, within=30)
    heard = Heard(broker, queue, set(opened))
    eventually(lambda: heard.first_times() == in_order(opened))


def test_of_two_relays_one_works_and_the_other_takes_over(
    folders: Folders, relay: StartRelay, broker: Broker, queue: str
) -> None:
    leader = relay()
    leader.wait_until_ready()
    stand_by = relay()
    stand_by.wait_until_ready()
    opened = folders.open(30)
    eventually(lambda: folders.waiting() == 0)
    heard = Heard(broker, queue, set(opened))
    eventually(lambda: heard.all() == in_order(opened))
    assert "kanaf_events_published_total{" not in stand_by.metrics()

    leader.kill()
    later = folders.open(30)
    eventually(lambda: folders.waiting() == 0, within=20)
    heard = Heard(broker, queue, set(later))
    eventually(lambda: heard.all() == in_order(later))
    assert "kanaf_events_published_total{" in stand_by.metrics()


def test_a_relay_that_is_asked_to_stop_gives_its_lease_away(
    folders: Folders, relay: StartRelay, database: Any
) -> None:
    held = {"$expr": {"$gt": ["$expires_at", "$$NOW"]}}
    first = relay()
    first.wait_until_ready()
    folders.open(1)
    eventually(lambda: folders.waiting() == 0)
    eventually(lambda: database["leases"].count_documents(held) == 1)
    assert first.stop() == 0
    assert database["leases"].count_documents(held) == 0
    relay()
    folders.open(1)
    eventually(lambda: folders.waiting() == 0)
