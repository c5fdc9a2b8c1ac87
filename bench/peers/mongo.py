"""The peer's MongoDB dependency, as nameko's documentation teaches dependencies to be written."""

from __future__ import annotations

from typing import Any

from nameko.extensions import DependencyProvider
from pymongo import MongoClient


class Mongo(DependencyProvider):  # type: ignore[misc]  # nameko is untyped
    """One client per process, with pymongo's defaults (majority writes on a replica set)."""

    def setup(self) -> None:
        self.client: MongoClient[dict[str, Any]] = MongoClient(self.container.config["MONGO_URI"])
        self.database = self.client[self.container.config["MONGO_DATABASE"]]
        self.database.persons.create_index("identity.number", unique=True)

    def stop(self) -> None:
        self.client.close()

    def get_dependency(self, worker_ctx: Any) -> Any:
        return self.database
