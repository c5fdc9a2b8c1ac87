"""Knowing at once that there is something to publish."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Sequence
from typing import Any

from pymongo.database import Database
from pymongo.errors import PyMongoError

from chassis.amqp.connection import pauses

log = logging.getLogger(__name__)

BUSY_SECONDS = 0.3
"""After being busy for longer, the changes that piled up meanwhile are passed over: the relay has
looked at the documents themselves all along."""

LOOK_SECONDS = 1.0
"""How soon a stop is noticed; and the relay looks this often anyway, so that a change that was
missed costs a second, not an event."""


class Wake:
    """Watches the database for documents that begin to have pending events.

    Only while the relay waits: each change that is read costs the database a command, which a
    relay that looks again anyway does not need.
    """

    def __init__(self, database: Database[dict[str, Any]], collections: Sequence[str]) -> None:
        self._database = database
        self._collections = list(collections)
        self._changed = threading.Event()
        self._wanted = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="wake", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Wake whoever waits, and end."""
        self._stopping.set()
        self._changed.set()
        self._wanted.set()

    def wait(self) -> None:
        """Return when something changed since the last time, at the latest after a second."""
        self._wanted.set()
        self._changed.wait(LOOK_SECONDS)
        self._wanted.clear()
        self._changed.clear()

    def _run(self) -> None:
        waits = pauses()
        while not self._stopping.is_set():
            try:
                self._watch()
                waits = pauses()
            except PyMongoError as error:
                log.warning("no change stream, looking every second instead: %s", error)
                self._stopping.wait(next(waits))

    def _watch(self) -> None:
        # Our own removal of published events touches the mark only to take it away.
        begins_to_wait = {
            "ns.coll": {"$in": self._collections},
            "$or": [
                {"operationType": {"$in": ["insert", "replace"]}},
                {"updateDescription.updatedFields.outbox_since": {"$exists": True}},
            ],
        }
        with self._database.watch(
            [{"$match": begins_to_wait}, {"$project": {"_id": 1}}],
            max_await_time_ms=round(LOOK_SECONDS * 1000),
        ) as changes:
            self._changed.set()  # something may have changed before we watched
            while not self._stopping.is_set() and changes.alive:
                idle_at = time.monotonic()
                while not self._wanted.wait(LOOK_SECONDS) and not self._stopping.is_set():
                    continue
                if time.monotonic() - idle_at > BUSY_SECONDS:
                    return
                if changes.try_next() is not None:
                    self._changed.set()
