"""Folders whose events wait in a test's database, a queue that hears of them, and relays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from chassis.amqp.topology import Binding, ConsumerQueue
from chassis.clock import SystemClock
from chassis.context import Actor, Context, use
from chassis.documents.indexes import ensure_indexes
from chassis.documents.mongo import MongoStore
from chassis.identifiers import new_id
from contracts.envelope import decode
from tests.support.events import Broker
from tests.support.processes import Running, running
from tests.support.register import FOLDERS, Folder

StartRelay = Callable[[], Running]


class Folders:
    """Folders of this test, changed through the real store."""

    def __init__(self, database: Any) -> None:
        ensure_indexes(database, [FOLDERS])
        self._store: MongoStore[Folder] = MongoStore(database, FOLDERS, SystemClock())
        self._collection = database[FOLDERS.collection]

    def open(self, count: int, relabelled: int = 0) -> dict[str, int]:
        """Open folders and relabel each as often: folder id → the events it then has."""
        opened = {}
        with use(Context(actor=Actor.system("tests"))):
            for _ in range(count):
                folder = Folder.open(new_id(), None, [], datetime.now(UTC))
                for _ in range(relabelled):
                    folder.relabel(None)
                self._store.add(folder)
                opened[folder.id] = folder.version
        return opened

    def relabel(self, folder_id: str) -> None:
        with use(Context(actor=Actor.system("tests"))):
            folder = self._store.get(folder_id)
            folder.relabel(None)
            self._store.save(folder)

    def waiting(self) -> int:
        """How many folders have events that wait."""
        waiting: int = self._collection.count_documents({"pending.0": {"$exists": True}})
        assert waiting == self._collection.count_documents({"outbox_since": {"$exists": True}})
        return waiting


@pytest.fixture
def folders(database: Any) -> Folders:
    return Folders(database)


@pytest.fixture
def broker(amqp_url: str) -> Iterator[Broker]:
    broker = Broker(amqp_url)
    yield broker
    broker.close()


@pytest.fixture
def queue(broker: Broker, prefix: str) -> str:
    """Hears of every person, those of other tests too."""
    return broker.consumer_queue(
        ConsumerQueue(f"{prefix}.heard", [Binding("registry.person.#")])
    ).name


@pytest.fixture
def relay(environment: dict[str, str], prefix: str, tmp_path: Path) -> Iterator[StartRelay]:
    """Starts a relay process; all are killed in the end."""
    with ExitStack() as stack:

        def start() -> Running:
            name = f"relay-{new_id()}.log"
            return stack.enter_context(
                running(
                    ["-m", "tests.support.listener", "relay"],
                    {**environment, "LISTENER_NAME": prefix},
                    tmp_path / name,
                )
            )

        yield start


class Heard:
    """What a queue heard of some subjects: sequences in the order of arrival."""

    def __init__(self, broker: Broker, queue: str, subjects: set[str]) -> None:
        self._broker = broker
        self._queue = queue
        self._sequences: dict[str, list[int]] = {subject: [] for subject in subjects}

    def of(self, subject: str) -> list[int]:
        for message in self._broker.take_all(self._queue):
            event = decode(message.body)
            if event.subject in self._sequences:
                self._sequences[event.subject].append(event.sequence)
        return self._sequences[subject]

    def all(self) -> dict[str, list[int]]:
        for subject in self._sequences:
            self.of(subject)
            break
        return self._sequences

    def first_times(self) -> dict[str, list[int]]:
        """Without repetitions: what a consumer that recognises them applies."""
        return {subject: list(dict.fromkeys(each)) for subject, each in self.all().items()}
