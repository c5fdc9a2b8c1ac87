"""A lease: of any number of processes, one does the work."""

from __future__ import annotations

import logging
import threading
import time
from datetime import UTC, datetime
from typing import Any

import pymongo
from pymongo.database import Database
from pymongo.errors import DuplicateKeyError, PyMongoError

log = logging.getLogger(__name__)

SECONDS = 5.0
"""How long a lease holds without being renewed: the longest gap after a holder was killed."""


class LeaseLost(Exception):
    """The work may be somebody else's by now: stop at once."""


class Lease:
    """One named lease in the collection `leases`, granted by the database server's clock.

    The holder counts its own time from before it asked, so that it never believes in the lease for
    longer than the server does.
    """

    def __init__(
        self, database: Database[dict[str, Any]], name: str, holder: str, seconds: float = SECONDS
    ) -> None:
        self._collection = database["leases"]
        self._name = name
        self._holder = holder
        self._seconds = seconds
        self._until = 0.0
        self._stopping = threading.Event()
        self._renewer: threading.Thread | None = None

    @property
    def held(self) -> bool:
        """Whether we hold it at this moment."""
        return time.monotonic() < self._until

    def acquire(self) -> bool:
        """Take or prolong the lease, if nobody else holds it. Raises `PyMongoError`."""
        asked = time.monotonic()
        with pymongo.timeout(self._seconds / 2):
            self._ensure_document()
            result = self._collection.update_one(
                {
                    "_id": self._name,
                    "$or": [
                        {"holder": self._holder},
                        {"$expr": {"$lte": ["$expires_at", "$$NOW"]}},
                    ],
                },
                [
                    {
                        "$set": {
                            "holder": self._holder,
                            "expires_at": {"$add": ["$$NOW", round(self._seconds * 1000)]},
                        }
                    }
                ],
            )
        self._until = asked + self._seconds if result.matched_count else 0.0
        return self.held

    def keep(self) -> None:
        """Renew in the background until `release`."""
        if self._renewer is None:
            self._renewer = threading.Thread(target=self._renew, name="lease", daemon=True)
            self._renewer.start()

    def release(self) -> None:
        """Give it up, so that another can take it at once."""
        self._stopping.set()
        if self._renewer is not None:
            self._renewer.join(timeout=self._seconds)
        held, self._until = self.held, 0.0
        if held:
            try:
                with pymongo.timeout(self._seconds / 2):
                    self._collection.update_one(
                        {"_id": self._name, "holder": self._holder},
                        [{"$set": {"expires_at": "$$NOW"}}],
                    )
            except PyMongoError as error:
                log.info("lease %s runs out by itself: %s", self._name, error)

    def _renew(self) -> None:
        while not self._stopping.wait(self._seconds / 3):
            try:
                if self.held and not self.acquire():
                    log.warning("lease %s went to somebody else", self._name)
            except PyMongoError as error:
                log.warning("lease %s could not be renewed: %s", self._name, error)

    def _ensure_document(self) -> None:
        # Apart, because an upsert cannot compare with the server's time.
        if self._collection.find_one({"_id": self._name}, {"_id": 1}) is None:
            try:
                self._collection.insert_one(
                    {
                        "_id": self._name,
                        "holder": None,
                        "expires_at": datetime.fromtimestamp(0, UTC),
                    }
                )
            except DuplicateKeyError:
                return
