"""What every area of a service is built from, in a database or in memory: stores, clock, ids.

A service's own house adds its settings, and what else all its areas share.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

from chassis.audit import Audit, MemoryAudit, MongoAudit, OncePerRequest
from chassis.calendar import Calendar
from chassis.clock import Clock
from chassis.documents.commands import identity
from chassis.documents.kind import A, Kind, Store, Together
from chassis.documents.memory import MemoryDatabase, MemoryStore
from chassis.documents.mongo import MongoStore
from chassis.documents.transaction import together
from chassis.work.progress import MongoProgress, NoProgress, Progress

if TYPE_CHECKING:
    from pymongo.database import Database


class Ground(Protocol):
    """The ground an area stands on."""

    clock: Clock
    calendar: Calendar
    audit: Audit
    together: Together
    progress: Progress
    database: Database[dict[str, Any]] | None
    """For adapters that are more than a store of documents; `None` in memory."""

    def store(self, kind: Kind[A]) -> Store[A]:
        """The documents of this kind."""
        ...

    def new_id(self, name: str) -> Callable[[], str]:
        """Identifiers for what commands create; the same for the same command."""
        ...


class _Ground:
    def __init__(self, service: str, clock: Clock) -> None:
        self._service = service
        self.clock = clock
        self.calendar = Calendar(clock)

    def new_id(self, name: str) -> Callable[[], str]:
        return identity(self._service, name)


class MongoGround(_Ground):
    """On MongoDB, for processes. Talks to no server while it is built."""

    def __init__(self, service: str, database: Database[dict[str, Any]], clock: Clock) -> None:
        super().__init__(service, clock)
        self.database: Database[dict[str, Any]] | None = database
        self._of_mongo = database
        self.audit: Audit = OncePerRequest(MongoAudit(database, clock))
        self.together: Together = together(database)
        self.progress: Progress = MongoProgress(database)

    def store(self, kind: Kind[A]) -> Store[A]:
        return MongoStore(self._of_mongo, kind, self.clock)


class MemoryGround(_Ground):
    """In memory, for tests of handlers."""

    def __init__(self, service: str, memory: MemoryDatabase, clock: Clock) -> None:
        super().__init__(service, clock)
        self.database: Database[dict[str, Any]] | None = None
        self._memory = memory
        self.audit: Audit = MemoryAudit(clock)
        self.together: Together = memory.together
        self.progress: Progress = NoProgress()

    def store(self, kind: Kind[A]) -> Store[A]:
        return MemoryStore(self._memory, kind, self.clock)
