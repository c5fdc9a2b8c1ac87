"""Waiting for conditions, instead of sleeping for luck."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def eventually(
    condition: Callable[[], T], *, within: float = 30.0, every: float = 0.05, what: str = ""
) -> T:
    """What `condition` returned when it first was true.

    A condition that raises `AssertionError` is not true yet. Raises `AssertionError` after
    `within` seconds, saying what did not come.
    """
    deadline = time.monotonic() + within
    while True:
        reason: object
        try:
            result = condition()
            if result:
                return result
            reason = result
        except AssertionError as error:
            reason = error
        if time.monotonic() >= deadline:
            name = what or getattr(condition, "__name__", "the condition")
            raise AssertionError(f"{name} did not come within {within} s: {reason!r}")
        time.sleep(every)
