"""Work is done once at a time, goes on where it stopped, and is given up when it cannot be done."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import pytest
from pymongo.errors import AutoReconnect

from chassis.clock import SystemClock
from chassis.context import Actor, Context, current, use
from chassis.documents.indexes import ensure_indexes
from chassis.documents.mongo import MongoStore
from chassis.errors import Conflict, Unavailable
from chassis.identifiers import new_id
from chassis.work.progress import MongoProgress
from chassis.work.records import COLLECTION, Records, retry
from chassis.work.worker import MOST_ATTEMPTS, Function, Run, Worker
from tests.support.listener.binding import PAGES, Binder
from tests.support.register import FOLDERS, Folder

WorkOnce = Callable[..., bool]


@pytest.fixture
def store(database: Any) -> MongoStore[Folder]:
    ensure_indexes(database, [FOLDERS])
    return MongoStore(database, FOLDERS, SystemClock())


@pytest.fixture
def folder_id(store: MongoStore[Folder]) -> str:
    folder = Folder.open(new_id(), None, ["to bind"], datetime.now(UTC))
    with use(Context(Actor.system("tests"))):
        store.add(folder)
    return folder.id


def worker(database: Any, bind: Function | None = None) -> Worker:
    functions = {"folder.bind": bind or Binder(database).bind}
    return Worker("listener", database, [FOLDERS], functions, Records(database, new_id()))


def never() -> bool:
    return False


def rested(database: Any) -> None:
    """As if the rest after a failure, or the hold of a process that died, were over."""
    long_ago = datetime.fromtimestamp(0, UTC)
    database[COLLECTION].update_many(
        {}, {"$set": {"rests_until": long_ago, "held_until": long_ago}}
    )


def pages(database: Any) -> list[int]:
    return [each["page"] for each in database["sewn"].find().sort("_id", 1)]


def test_what_a_state_asks_for_is_done_once(database: Any, folder_id: str) -> None:
    assert worker(database).work_once(never)
    assert pages(database) == list(range(PAGES))
    assert not worker(database).work_once(never)
    assert MongoProgress(database).of("folder", folder_id) | {"updated_at": None} == {
        "work": "bind",
        "state": "done",
        "done": PAGES,
        "total": PAGES,
        "updated_at": None,
    }


def test_two_workers_never_do_one_piece_at_once(database: Any, folder_id: str) -> None:
    with ThreadPoolExecutor(8) as pool:
        did = list(pool.map(lambda _: worker(database).work_once(never), range(8)))
    assert did.count(True) == 1
    assert pages(database) == list(range(PAGES))


def test_a_run_that_is_stopped_goes_on_where_it_was(database: Any, folder_id: str) -> None:
    looks = iter([False, False, False, True])
    assert worker(database).work_once(lambda: next(looks))
    assert 0 < len(pages(database)) < PAGES
    assert worker(database).work_once(never)
    assert pages(database) == list(range(PAGES))


def test_a_run_whose_work_went_to_another_stops_at_its_next_step(
    database: Any, folder_id: str
) -> None:
    def bind(_: str, run: Run) -> None:
        database[COLLECTION].update_one({}, {"$set": {"holder": "another"}})
        run.reached(1)
        pytest.fail("it went on with work that is not its own")

    assert worker(database, bind).work_once(never)
    assert database[COLLECTION].find_one()["state"] == "running"


def test_work_that_fails_again_and_again_is_given_up_until_an_operator_retries_it(
    database: Any, folder_id: str
) -> None:
    def bind(_: str, run: Run) -> None:
        raise Conflict("label_taken")

    for _ in range(MOST_ATTEMPTS):
        assert worker(database, bind).work_once(never)
        assert not worker(database, bind).work_once(never)  # it rests
        rested(database)
    assert not worker(database).work_once(never)
    record = database[COLLECTION].find_one()
    assert (record["state"], record["error"]) == ("failed", "label_taken")
    assert retry(database, record["_id"])
    assert worker(database).work_once(never)
    assert pages(database) == list(range(PAGES))


def test_work_that_takes_its_process_along_each_time_is_given_up(
    database: Any, folder_id: str
) -> None:
    def die(_: str, run: Run) -> None:
        raise SystemExit  # as a kill: nobody notes the end of the run

    for _ in range(MOST_ATTEMPTS):
        with pytest.raises(SystemExit):
            worker(database, die).work_once(never)
        rested(database)
    assert not worker(database, die).work_once(never)
    record = database[COLLECTION].find_one()
    assert (record["state"], record["error"]) == ("failed", "process_died")


def test_the_absence_of_the_database_is_no_failure_of_the_work(
    database: Any, folder_id: str
) -> None:
    def away(_: str, run: Run) -> None:
        raise AutoReconnect("gone")

    for _ in range(MOST_ATTEMPTS + 2):
        assert worker(database, away).work_once(never)
        rested(database)
    assert worker(database).work_once(never)
    assert pages(database) == list(range(PAGES))


def test_the_absence_of_what_it_needs_is_no_failure_of_the_work_and_sets_the_pause(
    database: Any, folder_id: str
) -> None:
    def bind(_: str, run: Run) -> None:
        raise Unavailable("service_unavailable", retry_after=600)

    for _ in range(MOST_ATTEMPTS + 1):
        assert worker(database, bind).work_once(never)
        assert not worker(database, bind).work_once(never)
        rested(database)
    assert worker(database).work_once(never)
    assert pages(database) == list(range(PAGES))


def test_a_run_goes_on_on_the_trace_of_who_asked(
    database: Any, store: MongoStore[Folder], folder_id: str
) -> None:
    seen: list[Context] = []
    with use(Context(Actor("clerk-1"), correlation_id="this-morning")):
        folder = store.get(folder_id)
        folder.relabel("in a hurry")
        store.save(folder)
    assert worker(database, lambda *_: seen.append(current())).work_once(never)
    assert [each.correlation_id for each in seen] == ["this-morning"]
    assert seen[0].actor == Actor.system("listener.work")


def test_a_function_that_leaves_its_work_undone_does_not_run_for_ever(
    database: Any, folder_id: str
) -> None:
    assert worker(database, lambda _, __: None).work_once(never)
    assert not worker(database).work_once(never)
    assert database[COLLECTION].find_one()["error"] == "NotEnded"


def test_work_that_is_asked_for_anew_begins_at_the_beginning(
    database: Any, store: MongoStore[Folder], folder_id: str
) -> None:
    worker(database).work_once(never)
    with use(Context(Actor.system("tests"))):
        folder = store.get(folder_id)
        folder.tags.append("to bind")
        folder.relabel("bound anew")
        store.save(folder)
    assert worker(database).work_once(never)
    assert pages(database) == [*range(PAGES), *range(PAGES)]
