"""A ministry's feed, read with its own account, against what the journals hold."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from typing import Any

from chassis.amqp.connection import close_quietly, open_connection
from tests.faults.system import System, eventually

_SHARED = (
    "registry.person.registered",
    "licensing.application.submitted",
    "licensing.licence.issued",
)
_FAMILIES = tuple(f"kanaf.{each}.v" for each in _SHARED)


@dataclass
class Ministry:
    """A partner with an agreement about `_SHARED`; what was told before it is none of theirs."""

    system: System
    name: str
    url: str
    before: frozenset[str]

    @classmethod
    def agree(cls, system: System) -> Ministry:
        """Record the agreement and open the account."""
        name = f"ministry-{uuid.uuid4().hex[:10]}"
        given = system.kanaf("partner", "add", name, "--events", *_SHARED)
        url = next(line.split()[1] for line in given.splitlines() if line.startswith("broker"))
        # By what was told and not by the time: other tests move the clock.
        return cls(system, name, url, frozenset(_shared(system)))

    def read(self) -> list[dict[str, Any]]:
        """All that the stream holds now, from its beginning."""
        connection = open_connection(self.url, "a ministry", heartbeat=0)
        events: list[dict[str, Any]] = []
        try:
            channel = connection.channel()
            channel.basic_qos(0, 200, False)

            def receive(message: Any) -> None:
                events.append(json.loads(message.body))
                channel.basic_ack(message.delivery_tag)

            channel.basic_consume(
                f"feed.{self.name}", callback=receive, arguments={"x-stream-offset": "first"}
            )
            while True:
                try:
                    connection.drain_events(timeout=1.0)
                except TimeoutError:
                    return events
        finally:
            close_quietly(connection)


def _shared(system: System) -> set[str]:
    """Every event of `_SHARED` that was ever told."""
    return {
        entry["_id"]
        for service in ("registry", "licensing")
        for entry in system.mongo[f"kanaf_{service}"]["journal"].find({})
        if entry["event"]["type"].startswith(_FAMILIES)
    }


def reckon(ministry: Ministry) -> None:
    """Every shared event of the journals is in the feed at least once, and nothing else is."""
    system = ministry.system
    eventually(system.outbox_is_empty, "every pending event is published", 60)
    expected = _shared(system) - ministry.before
    assert expected, "nothing was shared: the fault test proved nothing"

    def missing() -> set[str]:
        return expected - {event["id"] for event in ministry.read()}

    # Feeds come after messages: what thousands of nurseries caused takes its minutes.
    eventually(lambda: not missing(), f"the feed holds all {len(expected)} events", 180)
    seen = ministry.read()
    assert all(event["type"].startswith(_FAMILIES) for event in seen)
