"""Many at once: how often the same kind of work ended how."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from chassis.errors import KanafError

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
