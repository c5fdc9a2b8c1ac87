"""A notifications process on real servers, the events it is told and the people it tells."""

from __future__ import annotations

import itertools
import random
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from pymongo.database import Database

from chassis.amqp.publisher import Outgoing, Publisher
from chassis.context import Actor, Context
from chassis.identifiers import new_id
from chassis.rpc.client import RpcClient
from contracts import catalogue
from contracts.envelope import CONTENT_TYPE, Envelope, encode
from tests.support.broker import OwnBroker
from tests.support.calls import connected_client
from tests.support.postbox import Postbox
from tests.support.processes import Running, running


@dataclass
class Somebody:
    """A person, whose events count from 1."""

    id: str = field(default_factory=new_id)
    mobile: str = field(default_factory=lambda: f"+96279{random.randrange(10**7):07d}")
    email: str = field(default_factory=lambda: f"{new_id()}@example.jo")
    language: str = "ar"

    @property
    def party(self) -> str:
        return f"registry.person/{self.id}"

    def registered(self, **different: Any) -> Envelope:
        data = {
            "person_id": self.id,
            "place": {"governorate": "JO-AM", "district": None},
            "identity_kind": "none",
            "birth_year": 1985,
            "registered_on": "2026-11-22",
        }
        return an_event("registry.person.registered.v2", self.id, 1, data, **different)

    def contact(self, sequence: int = 2, **different: Any) -> Envelope:
        data = {
            "party": self.party,
            "name": "آمال الخطيب",
            "language": self.language,
            "mobile": self.mobile,
            "email": self.email,
            **different,
        }
        return an_event("registry.person.contact_recorded.v1", self.id, sequence, data)


def an_event(
    type_: str, subject: str, sequence: int, data: Mapping[str, Any], **different: Any
) -> Envelope:
    """Something that happened just now."""
    full = f"kanaf.{type_}"
    values: dict[str, Any] = {
        "id": new_id(),
        "type": full,
        "source": f"/services/{type_.split('.')[0]}",
        "subject": subject,
        "time": datetime.now(UTC),
        "sequence": sequence,
        "correlationid": new_id(),
        "causationid": None,
        "traceparent": "",
        "dataclassification": catalogue.CATALOGUE[full].classification,
        "actor": "clerk-17",
        "data": data,
    }
    return Envelope(**{**values, **different})


@dataclass
class Ministry:
    """The process under test and everything around it."""

    broker: OwnBroker
    postbox: Postbox
    database: Database[dict[str, Any]]
    environment: dict[str, str]
    folder: Path
    process: Running | None = None
    _runs: Any = field(default_factory=itertools.count)

    @contextmanager
    def working(self, **environment: str) -> Iterator[Running]:
        """The process serves for the length of the block, or until it is killed."""
        log = self.folder / f"notifications.{next(self._runs)}.log"
        arguments = ["-m", "services.notifications", "serve"]
        with running(arguments, {**self.environment, **environment}, log) as process:
            process.wait_until_ready(within=40)
            before, self.process = self.process, process
            try:
                yield process
            finally:
                self.process = before

    def tell(self, *events: Envelope) -> None:
        """Publish, as a relay does: confirmed."""
        publisher = Publisher(self.broker.url, "test relay")
        for event in events:
            publisher.publish(
                Outgoing(
                    event.exchange(), event.routing_key(), encode(event), event.id, CONTENT_TYPE
                )
            )
        publisher.close()

    def messages(self, somebody: Somebody) -> dict[str, dict[str, Any]]:
        """Channel → the stored message."""
        found = self.database["messages"].find({"party": somebody.party})
        return {each["channel"]: each for each in found}

    @contextmanager
    def client(self) -> Iterator[RpcClient]:
        with connected_client(self.broker.url) as client:
            yield client

    def ask(
        self,
        method: str,
        request: Mapping[str, Any],
        *roles: str,
        expected_version: int | None = None,
        key: str | None = None,
        governorates: frozenset[str] = frozenset({"JO-AM"}),
    ) -> dict[str, Any]:
        """One request, as the gateway makes it."""
        actor = Actor(f"{'-'.join(roles)}-1", frozenset(roles), governorates=governorates)
        context = Context(
            actor,
            deadline=time.time() + 10,
            expected_version=expected_version,
            command_key=key,
        )
        with self.client() as client:
            return client.call("notifications", method, dict(request), context)
