"""The peer's registry: state and outbox document in one transaction, then the stock dispatcher."""

from __future__ import annotations

import time
import uuid
from typing import Any

from nameko.events import EventDispatcher
from nameko.rpc import rpc
from pymongo.client_session import ClientSession

from bench.peers.mongo import Mongo


class Registry:
    name = "peer_registry"

    mongo = Mongo()
    dispatch = EventDispatcher()

    @rpc  # type: ignore[untyped-decorator]
    def register(self, request: dict[str, Any]) -> dict[str, Any]:
        """Store a person, then tell whoever listens."""
        return self._commit(request)

    @rpc  # type: ignore[untyped-decorator]
    def register_many(self, first: int, count: int, pause: float) -> int:
        """Commit and dispatch `count` persons one after another, `pause` seconds apart."""
        for number in range(first, first + count):
            self._commit({"identity": {"number": f"burst-{number}"}, "governorate": "JO-AM"})
            time.sleep(pause)
        return count

    def _commit(self, request: dict[str, Any]) -> dict[str, Any]:
        person = {"_id": str(uuid.uuid4()), "version": 1, **request}
        event = {"id": str(uuid.uuid4()), "person_id": person["_id"]}

        def write(session: ClientSession) -> None:
            self.mongo.persons.insert_one(person, session=session)
            self.mongo.outbox.insert_one({"_id": event["id"], "event": event}, session=session)

        with self.mongo.client.start_session() as session:
            session.with_transaction(write)
        self.dispatch("person_registered", {**event, "committed_at": time.time()})
        return {"id": person.pop("_id"), **person}
