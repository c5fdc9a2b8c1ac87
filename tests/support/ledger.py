"""What is stored and what was told of it, counted in the database of the running registry."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pymongo

from tests.support.servers import server_url, with_database
from tests.support.waiting import eventually


class Ledger:
    """The registry's documents and its journal."""

    def __init__(self) -> None:
        url = with_database(server_url("KANAF_MONGO_URL"), "admin")
        self._client: pymongo.MongoClient[dict[str, Any]] = pymongo.MongoClient(url, tz_aware=True)
        self.registry = self._client["kanaf_registry"]

    def close(self) -> None:
        self._client.close()

    def count(self, collection: str, **wanted: Any) -> int:
        """Documents whose keys are these."""
        return self.registry[collection].count_documents(
            {f"keys.{name}": value for name, value in wanted.items()}
        )

    def state(self, collection: str, record_id: str) -> dict[str, Any]:
        found = self.registry[collection].find_one({"_id": record_id})
        assert found is not None, f"{collection} {record_id} is lost"
        state: dict[str, Any] = found["state"]
        return state

    def told(self, record_id: str, family: str = "") -> list[int]:
        """The sequences of a record's events in the journal, as they were written there."""
        found = self.registry["journal"].find({"event.subject": record_id})
        return [int(each["event"]["sequence"]) for each in found if family in each["event"]["type"]]

    def told_in_full(self, collection: str, record_ids: Iterable[str]) -> None:
        """Of each record every change is in the journal, once: 1, 2, 3 … up to its version."""

        def complete(record_id: str) -> bool:
            found = self.registry[collection].find_one({"_id": record_id}, {"version": 1})
            assert found is not None, f"{collection} {record_id} is lost"
            assert sorted(self.told(record_id)) == list(range(1, found["version"] + 1))
            return True

        for each in record_ids:
            eventually(lambda each=each: complete(each), within=60, what=f"{each} is told in full")  # type: ignore[misc]  # a default binds it now

    def audited(self, kind: str, record_id: str) -> list[tuple[str, str]]:
        """Who did what to a record, by the audit log, as (subject, action), oldest first."""
        found = self.registry["audit"].find({"kind": kind, "record_id": record_id}).sort("_id", 1)
        return [(str(each["actor"]), str(each["action"])) for each in found]

    def dead_letters(self) -> int:
        """Events that the followers of merges gave up."""
        return sum(
            self.registry[name].count_documents({"queue": "registry.references"})
            for name in self.registry.list_collection_names()
            if "dead" in name
        )
