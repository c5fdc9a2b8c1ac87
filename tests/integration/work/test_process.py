"""The process that works: killed half-way, another one goes on."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from chassis.clock import SystemClock
from chassis.context import Actor, Context, use
from chassis.documents.indexes import ensure_indexes
from chassis.documents.mongo import MongoStore
from chassis.identifiers import new_id
from chassis.work.records import COLLECTION
from tests.support.listener.binding import PAGES
from tests.support.processes import Running, running
from tests.support.register import FOLDERS, Folder
from tests.support.waiting import eventually

Start = Callable[[], Running]


@pytest.fixture
def start(environment: dict[str, str], prefix: str, tmp_path: Path) -> Iterator[Start]:
    """Starts a process that works; it is given no broker."""
    given = {name: value for name, value in environment.items() if "AMQP" not in name}
    with ExitStack() as stack:

        def one() -> Running:
            return stack.enter_context(
                running(
                    ["-m", "tests.support.listener", "work"],
                    {**given, "LISTENER_NAME": prefix, "BINDING_SECONDS": "0.1"},
                    tmp_path / f"work-{new_id()}.log",
                )
            )

        yield one


@pytest.fixture
def folder_id(database: Any) -> str:
    ensure_indexes(database, [FOLDERS])
    folder = Folder.open(new_id(), None, ["to bind"], datetime.now(UTC))
    with use(Context(Actor.system("tests"))):
        MongoStore(database, FOLDERS, SystemClock()).add(folder)
    return folder.id


def test_another_process_goes_on_with_the_work_of_one_that_was_killed(
    database: Any, start: Start, folder_id: str
) -> None:
    first = start()
    eventually(lambda: database["sewn"].count_documents({}) >= 3, within=20)
    first.kill()
    start()
    record = eventually(
        lambda: database[COLLECTION].find_one({"state": "done"}), within=40, what="the work's end"
    )
    assert record["done"] == PAGES
    sewn = [each["page"] for each in database["sewn"].find().sort("_id", 1)]
    # At most the page of the last moment is sewn twice: its checkpoint was not written yet.
    assert sorted(set(sewn)) == list(range(PAGES))
    assert len(sewn) <= PAGES + 1


def test_a_process_that_is_asked_to_stop_leaves_its_work_to_the_next_at_once(
    database: Any, start: Start, folder_id: str
) -> None:
    first = start()
    eventually(lambda: database["sewn"].count_documents({}) >= 3, within=20)
    assert first.stop() == 0
    assert database[COLLECTION].find_one()["state"] == "waiting"
