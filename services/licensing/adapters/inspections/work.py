"""How changes are run: again while others are faster, each of a batch by itself, by chance."""

from __future__ import annotations

import random
import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import TypeVar

from chassis.context import current, use
from chassis.documents.errors import ConcurrentChange
from chassis.errors import Unavailable
from chassis.identifiers import derived_id

T = TypeVar("T")
ATTEMPTS = 20
LARGEST_SEED = 2**31

identify = partial(derived_id, "licensing")
"""The identifier of what these parts make."""


def undisturbed(change: Callable[[], T]) -> T:
    """What the change answers. Raises `Unavailable` when everybody changes the same thing."""
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return change()
        except ConcurrentChange:
            time.sleep(random.uniform(0, 0.005) * attempt)  # noqa: S311  (spreads rivals)
    raise Unavailable("too_much_contention", retry_after=1.0)


@contextmanager
def each_by_itself() -> Iterator[None]:
    """Without the command of the batch, which is none on any one record."""
    with use(replace(current(), command=None)):
        yield


def new_seed() -> int:
    """One that nobody knows before."""
    return secrets.randbelow(LARGEST_SEED)
