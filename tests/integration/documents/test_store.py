"""What a store promises, run on memory and on MongoDB alike."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from threading import Barrier, BrokenBarrierError
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.context import Actor, Command, Context, use
from chassis.documents import commands
from chassis.documents.errors import AlreadyDone, ConcurrentChange
from chassis.documents.indexes import ensure_indexes
from chassis.documents.kind import Criteria, Kind, Store
from chassis.documents.memory import MemoryDatabase, MemoryStore
from chassis.documents.mongo import MongoStore
from chassis.documents.transaction import together
from chassis.errors import Conflict, Forbidden, Invalid, NotFound, Stale
from chassis.identifiers import new_id
from tests.support.register import FOLDERS, Folder, Relabelled

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


@dataclass
class Shelf:
    store: Store[Folder]
    together: Callable[[], AbstractContextManager[None]]
    pending: Callable[[str], list[dict[str, Any]]]


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


@pytest.fixture(autouse=True)
def context() -> Iterator[Context]:
    with use(Context(Actor("clerk-1"), traceparent="")) as context:
        yield context


def as_command(
    context: Context, key: str, body: str = "same", expected: int | None = None
) -> AbstractContextManager[Context]:
    return use(replace(context, command=Command(key, body, expected)))


def a_folder(label: str | None = None, *tags: str) -> Folder:
    return Folder.open(new_id(), label, list(tags), NOON)


def test_what_was_added_is_read_back_with_its_version(shelf: Shelf) -> None:
    folder = a_folder("ملف ١", "blue")
    answer = shelf.store.add(folder)
    assert answer == {"id": folder.id, "version": 1, "label": "ملف ١", "tags": ["blue"]}
    assert shelf.store.view(folder.id) == answer
    assert shelf.store.load(folder.id).opened_at == NOON


def test_what_is_not_there_is_not_found(shelf: Shelf) -> None:
    with pytest.raises(NotFound, match="folder_not_found"):
        shelf.store.get(new_id())


def test_a_change_and_its_events_are_stored_together(shelf: Shelf, context: Context) -> None:
    folder = a_folder()
    shelf.store.add(folder)
    loaded = shelf.store.get(folder.id)
    loaded.relabel("new")
    loaded.relabel("newer")
    assert shelf.store.save(loaded)["version"] == 3
    events = shelf.pending(folder.id)
    assert [event["sequence"] for event in events] == ["1", "2", "3"]
    assert {event["subject"] for event in events} == {folder.id}
    assert {event["correlationid"] for event in events} == {context.correlation_id}
    assert {event["actor"] for event in events} == {"clerk-1"}
    assert len({event["id"] for event in events}) == 3


def test_without_an_event_nothing_changes(shelf: Shelf) -> None:
    folder = a_folder("kept")
    shelf.store.add(folder)
    assert shelf.store.save(shelf.store.get(folder.id))["version"] == 1
    assert len(shelf.pending(folder.id)) == 1


def test_of_two_writers_the_second_must_run_again(shelf: Shelf) -> None:
    folder = a_folder()
    shelf.store.add(folder)
    first, second = shelf.store.get(folder.id), shelf.store.get(folder.id)
    first.relabel("first")
    shelf.store.save(first)
    second.relabel("second")
    with pytest.raises(ConcurrentChange):
        shelf.store.save(second)
    assert shelf.store.view(folder.id)["label"] == "first"


def test_a_unique_key_is_given_once(shelf: Shelf) -> None:
    shelf.store.add(a_folder("one"))
    other = a_folder("two")
    shelf.store.add(other)
    with pytest.raises(Conflict, match="label_taken"):
        shelf.store.add(a_folder("one"))
    loaded = shelf.store.get(other.id)
    loaded.relabel("one")
    with pytest.raises(Conflict, match="label_taken"):
        shelf.store.save(loaded)


def test_many_may_have_no_unique_key_at_all(shelf: Shelf) -> None:
    for _ in range(3):
        shelf.store.add(a_folder(None))
    assert len(shelf.store.find(Criteria()).items) == 3


def test_a_freed_unique_key_may_be_taken(shelf: Shelf) -> None:
    folder = a_folder("wanted")
    shelf.store.add(folder)
    loaded = shelf.store.get(folder.id)
    loaded.relabel(None)
    shelf.store.save(loaded)
    assert shelf.store.add(a_folder("wanted"))["label"] == "wanted"


def test_a_repeated_creation_has_one_effect_and_its_first_answer(
    shelf: Shelf, context: Context
) -> None:
    next_id = commands.identity("registry", "folder")
    with as_command(context, "key-1"):
        answer = shelf.store.add(Folder.open(next_id(), "one", [], NOON))
        with pytest.raises(AlreadyDone) as done:
            shelf.store.add(Folder.open(next_id(), "one", [], NOON))
    assert done.value.answer == answer
    with as_command(context, "key-1", body="another"), pytest.raises(Invalid) as reused:
        shelf.store.add(Folder.open(next_id(), "another", [], NOON))
    assert reused.value.code == "idempotency_key_reused"
    with as_command(context, "key-2"):
        assert shelf.store.add(Folder.open(next_id(), "two", [], NOON))["id"] != answer["id"]


def test_a_creation_is_recognised_however_often_the_record_changed_since(
    shelf: Shelf, context: Context
) -> None:
    next_id = commands.identity("registry", "folder")
    with as_command(context, "key-1"):
        answer = shelf.store.add(Folder.open(next_id(), "one", [], NOON))
    for change in range(commands.REMEMBERED + 1):
        with as_command(context, f"change-{change}"):
            folder = shelf.store.get(answer["id"])
            folder.relabel(f"label {change}")
            shelf.store.save(folder)
    with as_command(context, "key-1"), pytest.raises(AlreadyDone) as done:
        shelf.store.add(Folder.open(next_id(), "one", [], NOON))
    assert done.value.answer == answer


def test_a_repeated_change_has_one_effect_and_its_first_answer(
    shelf: Shelf, context: Context
) -> None:
    folder = a_folder("one")
    shelf.store.add(folder)
    with as_command(context, "key-1", expected=1):
        loaded = shelf.store.get(folder.id)
        loaded.relabel("two")
        answer = shelf.store.save(loaded)
    with as_command(context, "key-2", expected=2):
        loaded = shelf.store.get(folder.id)
        loaded.relabel("three")
        shelf.store.save(loaded)
    with as_command(context, "key-1", expected=1), pytest.raises(AlreadyDone) as done:
        shelf.store.get(folder.id)
    assert done.value.answer == answer
    with as_command(context, "key-1", body="another"), pytest.raises(Invalid):
        shelf.store.get(folder.id)


def test_who_may_not_know_an_aggregate_is_told_so_before_its_version(
    shelf: Shelf, context: Context
) -> None:
    folder = a_folder("one")
    shelf.store.add(folder)

    def nobody(_: Any) -> None:
        raise Forbidden("not_yours")

    with as_command(context, "key-1", expected=7), pytest.raises(Forbidden):
        shelf.store.get(folder.id, nobody)


def test_a_change_based_on_an_older_version_is_stale(shelf: Shelf, context: Context) -> None:
    folder = a_folder("one")
    shelf.store.add(folder)
    with as_command(context, "key-1", expected=7), pytest.raises(Stale):
        shelf.store.get(folder.id)
    with as_command(context, "key-1", expected=7):
        assert shelf.store.get_companion(folder.id).label == "one"


def test_a_list_comes_in_pages_newest_first_and_complete(shelf: Shelf) -> None:
    added = [shelf.store.add(a_folder(f"label {number}"))["id"] for number in range(7)]
    seen: list[str] = []
    after: str | None = None
    while True:
        page = shelf.store.find(Criteria(), after=after, limit=3)
        seen += [item["id"] for item in page.items]
        after = page.next
        if after is None:
            break
    assert sorted(seen) == sorted(added)
    assert len(seen) == 7


def test_a_made_up_cursor_is_refused(shelf: Shelf) -> None:
    for cursor in ("x", "e30", "W10", "WyIyMDI2IiwgMV0", "ك", "A" * 5000):
        with pytest.raises(Invalid):
            shelf.store.find(Criteria(), after=cursor)


def test_a_list_is_filtered_by_keys(shelf: Shelf) -> None:
    red = shelf.store.add(a_folder("red one", "red", "old"))["id"]
    blue = shelf.store.add(a_folder("blue one", "blue", "old"))["id"]

    def ids(criteria: Criteria) -> set[str]:
        return {item["id"] for item in shelf.store.find(criteria).items}

    assert ids(Criteria(equals={"tags": "red"})) == {red}
    assert ids(Criteria(all_of={"tags": ["old", "blue"]})) == {blue}
    assert ids(Criteria(any_of={"tags": ["red", "blue"]})) == {red, blue}
    assert ids(Criteria(prefix={"label": "red"})) == {red}
    assert ids(Criteria(prefix={"label": "r.d"})) == set()
    assert ids(Criteria(equals={"label": "red one"}, all_of={"tags": ["blue"]})) == set()


def test_two_aggregates_change_together_or_not_at_all(shelf: Shelf) -> None:
    one, two = a_folder("one"), a_folder("two")
    shelf.store.add(one)
    shelf.store.add(two)

    def relabel_both(last: str) -> None:
        with shelf.together():
            first, second = shelf.store.get(one.id), shelf.store.get_companion(two.id)
            first.relabel("first")
            second.relabel(last)
            shelf.store.save(first)
            shelf.store.save(second)

    shelf.store.add(a_folder("taken"))
    with pytest.raises(Conflict):
        relabel_both("taken")
    assert shelf.store.view(one.id)["label"] == "one"
    assert len(shelf.pending(one.id)) == 1
    relabel_both("second")
    assert shelf.store.view(one.id)["label"] == "first"
    assert shelf.store.view(two.id)["label"] == "second"


def test_what_a_transaction_holds_is_changed_by_nobody_meanwhile(shelf: Shelf) -> None:
    one, other = a_folder("one"), a_folder("other")
    shelf.store.add(one)
    shelf.store.add(other)

    begun = Barrier(2)

    def relabel(folder_id: str, held_id: str) -> None:
        with use(Context(Actor("clerk-1"), traceparent="")), shelf.together():
            held, changed = shelf.store.load(held_id), shelf.store.load(folder_id)
            with suppress(BrokenBarrierError):
                begun.wait(timeout=2)  # in memory they come one after the other
            changed.relabel(f"beside {held.label}")
            shelf.store.hold(held)
            shelf.store.save(changed)

    def run_again(folder_id: str, held_id: str) -> None:
        # Each may have lost to the other; the barrier is for the first time.
        for attempt in range(20):
            try:
                return relabel(folder_id, held_id)
            except ConcurrentChange:
                begun.abort()
                time.sleep(random.uniform(0, 0.01) * attempt)
        pytest.fail("never undisturbed")

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(run_again, (one.id, other.id), (other.id, one.id)))
    labels = {shelf.store.view(each.id)["label"] for each in (one, other)}
    # Never both by the state that the other has ended: the second one saw what the first had made.
    assert labels in ({"beside other", "beside beside other"}, {"beside one", "beside beside one"})
    version = shelf.store.view(one.id)["version"]
    assert len(shelf.pending(one.id)) == version


def test_what_has_changed_since_is_not_held(shelf: Shelf) -> None:
    folder = a_folder("one")
    shelf.store.add(folder)
    before, changed = shelf.store.load(folder.id), shelf.store.load(folder.id)
    changed.relabel("other")
    shelf.store.save(changed)
    with pytest.raises(ConcurrentChange):
        shelf.store.hold(before)


def test_of_many_that_take_one_key_at_once_one_succeeds(shelf: Shelf) -> None:
    def take(number: int) -> str:
        with use(Context(Actor(f"clerk-{number}"))):
            try:
                shelf.store.add(a_folder("only one"))
            except Conflict:
                return "refused"
            return "taken"

    with ThreadPoolExecutor(20) as pool:
        outcomes = list(pool.map(take, range(20)))
    assert sorted(outcomes) == ["refused"] * 19 + ["taken"]


def test_an_event_that_breaks_its_contract_stores_nothing(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    from contracts.catalogue import InvalidData

    folder = a_folder("one")
    folder.events = [Relabelled("", "an empty id is not in the contract")]
    with pytest.raises(InvalidData):
        shelf.store.add(folder)
    assert shelf.store.find(Criteria()).items == []


def test_a_command_is_remembered_among_the_newest_twenty(shelf: Shelf, context: Context) -> None:
    folder = a_folder("one")
    shelf.store.add(folder)
    for number in range(commands.REMEMBERED):
        with as_command(context, f"key-{number}"):
            loaded = shelf.store.get(folder.id)
            loaded.relabel(f"label {number}")
            shelf.store.save(loaded)
    with as_command(context, "key-0"), pytest.raises(AlreadyDone):
        shelf.store.get(folder.id)


def test_the_kind_is_what_services_declare() -> None:
    assert isinstance(FOLDERS, Kind)
    assert FOLDERS.present_keys(a_folder(None)) == {}
