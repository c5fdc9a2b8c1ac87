"""Small writes of many threads, gathered into few large ones.

Each write waits for the journal; what waits at the same time can wait together.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from pymongo import UpdateOne
from pymongo.collection import Collection
from pymongo.errors import BulkWriteError

from chassis.errors import Unavailable

T = TypeVar("T")

DUPLICATE_KEY = 11000


class _Ticket(Generic[T]):
    """A write that somebody waits for."""

    def __init__(self, item: T) -> None:
        self.item = item
        # Until it is known to be written: who wrote for all may be killed half-way.
        self.error: Exception | None = Unavailable("database_unavailable", retry_after=1.0)


class Gathering(Generic[T]):
    """Hands `write` everything that was submitted while it was busy, at once and in order.

    When `write` raises, everybody of that turn gets its error; when whoever wrote for that turn was
    killed meanwhile, the others get `Unavailable`.
    """

    def __init__(self, write: Callable[[list[T]], None]) -> None:
        self._write = write
        self._waiting: deque[_Ticket[T]] = deque()
        self._lock = threading.Lock()

    def submit(self, item: T) -> None:
        """Return when the item is written. Raises what `write` raised."""
        ticket = _Ticket(item)
        self._waiting.append(ticket)
        with self._lock:
            turn = self._take()
            if turn:
                self._settle(turn)
        if ticket.error is not None:
            raise ticket.error

    def _take(self) -> list[_Ticket[T]]:
        turn = []
        while self._waiting:
            turn.append(self._waiting.popleft())
        return turn

    def _settle(self, turn: list[_Ticket[T]]) -> None:
        try:
            self._write([ticket.item for ticket in turn])
        except Exception as error:  # noqa: BLE001  (raised again by each who waits)
            for ticket in turn:
                ticket.error = error
        else:
            for ticket in turn:
                ticket.error = None


def upsert_together(collection: Collection[dict[str, Any]], updates: Sequence[UpdateOne]) -> None:
    """Write these upserts by `_id`, in no order. Raises `PyMongoError`."""
    try:
        collection.bulk_write(updates, ordered=False)
    except BulkWriteError as error:
        if any(each["code"] != DUPLICATE_KEY for each in error.details["writeErrors"]):
            raise
        # Another process made one of them at the same moment: now it is there to be changed.
        collection.bulk_write(updates, ordered=False)
