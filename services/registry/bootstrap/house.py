"""What every area of the registry is built from: stores, clock, ids, audit, on a database or in
memory.
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
from services.registry.adapters.files.memory import MemoryFiles
from services.registry.adapters.files.store import KeptFiles
from services.registry.app.files.ports import FileStore
from services.registry.settings import RegistrySettings

if TYPE_CHECKING:
    from pymongo.database import Database

NAME = "registry"


class House(Protocol):
    """The ground an area stands on."""

    clock: Clock
    calendar: Calendar
    settings: RegistrySettings
    audit: Audit
    together: Together
    progress: Progress
    files: FileStore
    database: Database[dict[str, Any]] | None
    """For adapters that are more than a store of documents; `None` in memory."""

    def store(self, kind: Kind[A]) -> Store[A]:
        """The documents of this kind."""
        ...

    def new_id(self, name: str) -> Callable[[], str]:
        """Identifiers for what commands create; the same for the same command."""
        ...


class _House:
    def __init__(self, clock: Clock, settings: RegistrySettings) -> None:
        self.clock = clock
        self.calendar = Calendar(clock)
        self.settings = settings

    def new_id(self, name: str) -> Callable[[], str]:
        return identity(NAME, name)


class MongoHouse(_House):
    """On MongoDB, for processes. Talks to no server while it is built."""

    def __init__(
        self, database: Database[dict[str, Any]], clock: Clock, settings: RegistrySettings
    ) -> None:
        super().__init__(clock, settings)
        self.database: Database[dict[str, Any]] | None = database
        self._of_mongo = database
        self.audit: Audit = OncePerRequest(MongoAudit(database, clock))
        self.together: Together = together(database)
        self.progress: Progress = MongoProgress(database)
        self.files: FileStore = KeptFiles(database)

    def store(self, kind: Kind[A]) -> Store[A]:
        return MongoStore(self._of_mongo, kind, self.clock)


class MemoryHouse(_House):
    """In memory, for tests of handlers."""

    def __init__(self, memory: MemoryDatabase, clock: Clock, settings: RegistrySettings) -> None:
        super().__init__(clock, settings)
        self.database: Database[dict[str, Any]] | None = None
        self._memory = memory
        self.audit: Audit = MemoryAudit(clock)
        self.together: Together = memory.together
        self.progress: Progress = NoProgress()
        self.files: FileStore = MemoryFiles()

    def store(self, kind: Kind[A]) -> Store[A]:
        return MemoryStore(self._memory, kind, self.clock)
