"""Batches beside each other keep their order, and their errors come where they belong."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing
from contextvars import ContextVar

import pytest

from services.registry.app.side_by_side import AT_A_TIME, side_by_side

_WHO: ContextVar[str] = ContextVar("who")


def test_results_come_in_the_order_of_the_items_in_the_context_of_who_asks() -> None:
    _WHO.set("me")
    assert list(side_by_side(lambda item: (_WHO.get(), item * item), range(7))) == [
        (item, ("me", item * item)) for item in range(7)
    ]


def test_some_are_under_way_at_once_and_no_more_are_taken() -> None:
    together, taken = threading.Barrier(AT_A_TIME, timeout=30), []

    def items() -> Iterator[int]:
        for item in range(4):
            taken.append(item)
            yield item

    with closing(side_by_side(lambda _: together.wait(), items())) as results:
        next(results)
        assert len(taken) == AT_A_TIME


def test_what_is_under_way_is_finished_when_one_fails() -> None:
    done = []

    def do(item: int) -> int:
        if item == 0:
            raise LookupError
        done.append(item)
        return item

    with pytest.raises(LookupError), closing(side_by_side(do, range(9))) as results:
        list(results)
    assert done == list(range(1, AT_A_TIME))
