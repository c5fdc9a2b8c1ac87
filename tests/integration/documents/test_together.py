"""What changes together and at once, on memory and on MongoDB alike."""

from __future__ import annotations

import random
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier, BrokenBarrierError

import pytest

from chassis.context import Actor, Context, use
from chassis.documents.errors import ConcurrentChange
from chassis.errors import Conflict
from tests.support.shelf import Shelf, a_folder

pytestmark = pytest.mark.usefixtures("context")


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
