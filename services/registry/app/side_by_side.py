"""Things done beside each other: while one waits for the database, the next is made ready."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

AT_A_TIME = 2


def side_by_side(
    do: Callable[[Item], Result], items: Iterable[Item], at_a_time: int = AT_A_TIME
) -> Generator[tuple[Item, Result], None, None]:
    """Each item with what `do` made of it, in their order, `at_a_time` of them under way.

    To be closed: what is under way is finished then, and what it raises is lost. Of items whose
    result was not fetched, some may have been done: `do` must bear to be done again.
    """
    with ThreadPoolExecutor(at_a_time, thread_name_prefix="batch") as pool:
        under_way: deque[tuple[Item, Future[Result]]] = deque()
        for item in items:
            under_way.append((item, pool.submit(copy_context().run, do, item)))
            if len(under_way) == at_a_time:
                first, begun = under_way.popleft()
                yield first, begun.result()
        for item, begun in under_way:
            yield item, begun.result()
