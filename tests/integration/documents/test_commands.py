"""A command has one effect however often it comes, on memory and on MongoDB alike."""

from __future__ import annotations

from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any

import pytest

from chassis.context import Command, Context, use
from chassis.documents import commands
from chassis.documents.errors import AlreadyDone
from chassis.errors import Forbidden, Invalid, Stale
from tests.support.register import Folder
from tests.support.shelf import NOON, Shelf, a_folder

pytestmark = pytest.mark.usefixtures("context")


def as_command(
    context: Context, key: str, body: str = "same", expected: int | None = None
) -> AbstractContextManager[Context]:
    return use(replace(context, command=Command(key, body, expected)))


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


def test_a_change_is_based_on_the_version_that_was_told(shelf: Shelf, context: Context) -> None:
    folder = a_folder("one")
    shelf.store.add(folder)
    later = folder.version + 39
    with as_command(context, "key-1", expected=later):
        assert shelf.store.get(folder.id, told=lambda it: it.version + 39).version == folder.version
    with as_command(context, "key-1", expected=folder.version), pytest.raises(Stale) as stale:
        shelf.store.get(folder.id, told=lambda it: it.version + 39)
    assert stale.value.params == {"current": later, "expected": folder.version}


def test_a_change_based_on_an_older_version_is_stale(shelf: Shelf, context: Context) -> None:
    folder = a_folder("one")
    shelf.store.add(folder)
    with as_command(context, "key-1", expected=7), pytest.raises(Stale):
        shelf.store.get(folder.id)
    with as_command(context, "key-1", expected=7):
        assert shelf.store.get_companion(folder.id).label == "one"


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
