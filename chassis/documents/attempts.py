"""Changes that are run again while somebody else is faster, as commands are by the RPC server."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import TypeVar

from chassis.documents.errors import ConcurrentChange
from chassis.errors import Unavailable

T = TypeVar("T")
ATTEMPTS = 20


def undisturbed(change: Callable[[], T]) -> T:
    """What the change answers. Raises `Unavailable` when everybody changes the same thing."""
    for attempt in range(1, ATTEMPTS + 1):
        try:
            return change()
        except ConcurrentChange:
            time.sleep(random.uniform(0, 0.005) * attempt)  # noqa: S311  (spreads rivals)
    raise Unavailable("too_much_contention", retry_after=1.0)
