"""Many at once: how often the same kind of work ended how."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from typing import TypeVar

from chassis.errors import KanafError

R = TypeVar("R")
T = TypeVar("T")


def outcomes(work: Callable[[T], object], items: Iterable[T]) -> Counter[str]:
    """Do the work for all items at the same time; `done`, or the code of the refusal, by count."""
    waiting = list(items)

    def attempt(item: T) -> str:
        try:
            work(item)
        except KanafError as refused:
            return refused.code
        return "done"

    with ThreadPoolExecutor(len(waiting)) as pool:
        return Counter(pool.map(attempt, waiting))


def at_once(*rivals: Callable[[], T]) -> list[T]:
    """Let all begin in the same moment; what each returned, in their order."""
    start = Barrier(len(rivals))

    def begin(rival: Callable[[], T]) -> T:
        start.wait()
        return rival()

    with ThreadPoolExecutor(len(rivals)) as pool:
        return list(pool.map(begin, rivals))


def each_at_once(work: Callable[[T], R], items: Iterable[T]) -> list[R]:
    """Do the work for all items, beginning in the same moment; what came of each."""
    return at_once(*(partial(work, each) for each in items))
