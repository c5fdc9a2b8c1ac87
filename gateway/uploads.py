"""How many bodies may be on their way in at once.

A body is read by the thread that answers, which cannot be told to stop waiting: whoever sends a
byte now and then would hold it for ever, and with some dozens of connections the whole gateway.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from gateway.problems import Problem

OF_ONE_SUBJECT = 8
"""More than even a centre that shares one login sends at a moment: bodies arrive in one piece."""
_PATIENCE_SECONDS = 1.0


class Uploads:
    """Counts the bodies being read, of each subject and of all; safe for many threads."""

    def __init__(self, threads: int, patience: float = _PATIENCE_SECONDS) -> None:
        self._of_all = max(1, threads * 2 // 3)
        self._patience = patience
        self._reading: Counter[str] = Counter()
        self._changed = threading.Condition()

    @contextmanager
    def one(self, subject: str) -> Iterator[None]:
        """Read a body within the block. Raises `Problem` 429 when too many are being read."""
        self._enter(subject)
        try:
            yield
        finally:
            self._leave(subject)

    def _enter(self, subject: str) -> None:
        until = time.monotonic() + self._patience
        with self._changed:
            while self._full(subject):
                left = until - time.monotonic()
                if left <= 0 or not self._changed.wait(left):
                    raise Problem(429, "too_many_requests", headers={"Retry-After": "1"})
            self._reading[subject] += 1

    def _full(self, subject: str) -> bool:
        return self._reading[subject] >= OF_ONE_SUBJECT or self._reading.total() >= self._of_all

    def _leave(self, subject: str) -> None:
        with self._changed:
            self._reading[subject] -= 1
            if not self._reading[subject]:
                del self._reading[subject]
            self._changed.notify_all()
