"""Former states stay in the document, and many documents are added at once, on both stores."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.context import Actor, Command, Context, use
from chassis.documents.commands import REMEMBERED
from chassis.documents.errors import AlreadyDone
from chassis.documents.indexes import ensure_indexes
from chassis.documents.kind import Criteria, Store
from chassis.documents.memory import MemoryDatabase, MemoryStore
from chassis.documents.mongo import MongoStore
from chassis.errors import NotFound
from chassis.identifiers import new_id
from tests.support.register import FOLDERS, Folder

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
KEPT = replace(
    FOLDERS, history=True, work=lambda folder: ["bind"] if folder.label == "to bind" else []
)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOON)


@pytest.fixture(params=["memory", "mongo"])
def store(request: pytest.FixtureRequest, clock: FixedClock) -> Store[Folder]:
    if request.param == "memory":
        return MemoryStore(MemoryDatabase(), KEPT, clock)
    database = request.getfixturevalue("database")
    ensure_indexes(database, [KEPT])
    return MongoStore(database, KEPT, clock)


@pytest.fixture(autouse=True)
def context() -> Iterator[Context]:
    with use(Context(Actor("clerk-1"), traceparent="")) as context:
        yield context


def a_folder(label: str | None = None, *tags: str) -> Folder:
    return Folder.open(new_id(), label, list(tags), NOON)


def relabel(store: Store[Folder], folder_id: str, label: str, why: str | None = None) -> None:
    folder = store.get(folder_id)
    folder.relabel(label)
    store.save(folder, why)


def test_every_state_is_kept_with_who_made_it_and_why(
    store: Store[Folder], clock: FixedClock, context: Context
) -> None:
    folder = a_folder("first")
    store.add(folder)
    clock.advance(HOUR)
    relabel(store, folder.id, "second", "misspelt")
    clock.advance(HOUR)
    with use(replace(context, actor=Actor("clerk-2"))):
        relabel(store, folder.id, "third")
    assert [
        (each.version, each.actor, each.why, each.at, each.aggregate.label)
        for each in store.history(folder.id)
    ] == [
        (1, "clerk-1", None, NOON, "first"),
        (2, "clerk-1", "misspelt", NOON + HOUR, "second"),
        (3, "clerk-2", None, NOON + 2 * HOUR, "third"),
    ]


def test_a_record_is_shown_as_it_was_at_a_past_moment(
    store: Store[Folder], clock: FixedClock
) -> None:
    folder = a_folder("first")
    store.add(folder)
    clock.advance(HOUR)
    relabel(store, folder.id, "second")
    assert store.as_of(folder.id, NOON + HOUR / 2).label == "first"
    assert store.as_of(folder.id, NOON + HOUR).label == "second"
    with pytest.raises(NotFound):
        store.as_of(folder.id, NOON - HOUR)


def test_a_change_with_history_still_remembers_commands_and_keeps_its_events(
    store: Store[Folder], context: Context
) -> None:
    folder = a_folder("0")
    store.add(folder)
    for number in range(REMEMBERED + 5):
        with use(replace(context, command=Command(f"key-{number}", "body", None))):
            relabel(store, folder.id, str(number + 1))
    assert len(store.history(folder.id)) == REMEMBERED + 6
    assert store.load(folder.id).version == REMEMBERED + 6
    assert store.count(Criteria(equals={"label": str(REMEMBERED + 5)})) == 1


def test_former_states_and_remembered_answers_forget_what_they_must(
    store: Store[Folder], clock: FixedClock, context: Context
) -> None:
    folder = a_folder("secret", "kept")
    with use(replace(context, command=Command("key-1", "body", None))):
        store.add(folder)
    clock.advance(HOUR)
    with use(replace(context, command=Command("key-2", "body", None))):
        relabel(store, folder.id, "secret too", "misspelt")
    relabel(store, folder.id, "open")

    def forget(former: Folder) -> Folder:
        return replace(former, label=None)

    store.rewrite_history(folder.id, forget)
    assert [(each.version, each.aggregate.label) for each in store.history(folder.id)] == [
        (1, None),
        (2, None),
        (3, "open"),
    ]
    assert store.history(folder.id)[1].why == "misspelt"
    assert store.as_of(folder.id, NOON).tags == ["kept"]
    for key in ("key-1", "key-2"):
        with use(replace(context, command=Command(key, "body", None))):
            with pytest.raises(AlreadyDone) as repeated:
                store.get(folder.id)
            assert repeated.value.answer["label"] == "open"
    with pytest.raises(NotFound):
        store.rewrite_history(new_id(), forget)


def test_remembered_answers_are_forgotten_also_without_a_history(
    database: Any, clock: FixedClock, context: Context
) -> None:
    store = MongoStore(database, FOLDERS, clock)
    folder = a_folder("secret")
    with use(replace(context, command=Command("key-1", "body", None))):
        store.add(folder)
    relabel(store, folder.id, "open")
    store.rewrite_history(folder.id, lambda former: former)
    kept = database[FOLDERS.collection].find_one({"_id": folder.id})
    assert "secret" not in str({**kept, "pending": None})
    assert "history" not in kept


def test_many_are_added_at_once_and_each_is_told_of(store: Store[Folder]) -> None:
    taken, repeated = a_folder("taken"), a_folder("repeated")
    store.add(taken)
    store.add(repeated)
    fresh, second = a_folder("fresh"), a_folder("taken")
    again = Folder.open(repeated.id, "repeated", [], NOON)
    assert [
        (each.id, each.outcome, each.code) for each in store.add_many([fresh, again, second])
    ] == [
        (fresh.id, "stored", None),
        (again.id, "repeated", None),
        (second.id, "refused", "label_taken"),
    ]
    assert store.load(fresh.id).version == 1
    assert store.add_many([]) == []


def test_all_are_streamed_by_id_from_a_place_on(store: Store[Folder]) -> None:
    blue = sorted([a_folder(str(number), "blue") for number in range(5)], key=lambda each: each.id)
    store.add_many([*blue, a_folder("red one", "red")])
    wanted = Criteria(equals={"tags": "blue"})
    assert [each.id for each in store.each(wanted)] == [each.id for each in blue]
    assert [each.id for each in store.each(wanted, after=blue[2].id)] == [
        each.id for each in blue[3:]
    ]
    assert store.count(wanted) == 5
    assert store.count(Criteria()) == 6
