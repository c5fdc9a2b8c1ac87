"""The same store on memory and on MongoDB."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.context import Actor, Context, use
from chassis.documents.indexes import ensure_indexes
from chassis.documents.memory import MemoryDatabase, MemoryStore
from chassis.documents.mongo import MongoStore
from chassis.documents.transaction import together
from tests.support.register import FOLDERS
from tests.support.shelf import NOON, Shelf


@pytest.fixture(params=["memory", "mongo"])
def shelf(request: pytest.FixtureRequest) -> Shelf:
    clock = FixedClock(NOON)
    if request.param == "memory":
        memory = MemoryDatabase()
        folders = MemoryStore(memory, FOLDERS, clock)
        return Shelf(
            folders,
            memory.together,
            lambda folder_id: memory.collections["folders"][folder_id]["pending"],
        )
    database = request.getfixturevalue("database")
    ensure_indexes(database, [FOLDERS])

    def pending(folder_id: str) -> list[dict[str, Any]]:
        document = database["folders"].find_one({"_id": folder_id})
        assert ("outbox_since" in document) == bool(document["pending"])
        events: list[dict[str, Any]] = document["pending"]
        return events

    return Shelf(MongoStore(database, FOLDERS, clock), together(database), pending)


@pytest.fixture
def context() -> Iterator[Context]:
    with use(Context(Actor("clerk-1"), traceparent="")) as context:
        yield context
