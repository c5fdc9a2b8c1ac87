"""What every area of the registry is built from: the common ground, its settings and its files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from chassis.clock import Clock
from chassis.documents.memory import MemoryDatabase
from chassis.house import Ground, MemoryGround, MongoGround
from services.registry.adapters.files.memory import MemoryFiles
from services.registry.adapters.files.store import KeptFiles
from services.registry.app.files.ports import FileStore
from services.registry.settings import RegistrySettings

if TYPE_CHECKING:
    from pymongo.database import Database

NAME = "registry"


class House(Ground, Protocol):
    """The ground an area stands on."""

    settings: RegistrySettings
    files: FileStore


class MongoHouse(MongoGround):
    """On MongoDB, for processes. Talks to no server while it is built."""

    def __init__(
        self, database: Database[dict[str, Any]], clock: Clock, settings: RegistrySettings
    ) -> None:
        super().__init__(NAME, database, clock)
        self.settings = settings
        self.files: FileStore = KeptFiles(database)


class MemoryHouse(MemoryGround):
    """In memory, for tests of handlers."""

    def __init__(self, memory: MemoryDatabase, clock: Clock, settings: RegistrySettings) -> None:
        super().__init__(NAME, memory, clock)
        self.settings = settings
        self.files: FileStore = MemoryFiles()
