"""Events of a person, as the registry would send them, and a look into the broker's queues."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from amqp.basic_message import Message

from chassis.amqp import topology
from chassis.amqp.connection import close_quietly, open_connection
from chassis.identifiers import new_id
from contracts.envelope import CONTENT_TYPE, Envelope, encode


def person(number: int) -> str:
    """The id of a person, as only these tests would number them."""
    return f"0197f3a2-5c1e-5b7a-9c55-{number:012d}"


def registered(person_id: str, sequence: int = 1, **changes: Any) -> Envelope:
    """A person was registered (newest version)."""
    data = {
        "person_id": person_id,
        "place": {"governorate": "JO-AM", "district": None},
        "identity_kind": "national_number",
        "birth_year": 1985,
        "registered_on": "2026-11-22",
    }
    return _event("kanaf.registry.person.registered.v2", person_id, sequence, data, changes)


def registered_v1(person_id: str) -> Envelope:
    """The same as it was told before version 2."""
    data = {"person_id": person_id, "governorate": "JO-IR", "birth_year": None}
    return _event("kanaf.registry.person.registered.v1", person_id, 1, data, {})


def amended(person_id: str, sequence: int, **changes: Any) -> Envelope:
    """Facts about the person were corrected."""
    data = {"person_id": person_id, "fields": ["name"]}
    return _event("kanaf.registry.person.amended.v1", person_id, sequence, data, changes)


def _event(
    type_: str, subject: str, sequence: int, data: dict[str, Any], changes: dict[str, Any]
) -> Envelope:
    return Envelope(
        **{
            "id": new_id(),
            "type": type_,
            "source": "/services/registry",
            "subject": subject,
            "time": datetime.now(UTC),
            "sequence": sequence,
            "correlationid": new_id(),
            "causationid": None,
            "traceparent": "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            "dataclassification": "general",
            "actor": "clerk-17",
            "data": data,
            **changes,
        }
    )


class Broker:
    """The broker as a test uses it: publish, count, take; and tidy up afterwards."""

    def __init__(self, url: str) -> None:
        self._connection = open_connection(url, "tests", heartbeat=0)
        self.channel: Any = self._connection.channel()
        topology.declare_exchanges(self.channel)
        self._made: list[str] = []

    def consumer_queue(self, queue: topology.ConsumerQueue) -> topology.ConsumerQueue:
        """Declare it, or adopt what a service declared, to be deleted in the end."""
        topology.declare_consumer_queue(self.channel, queue)
        self._made += [queue.name, queue.dead]
        self._made += [topology.retry(queue.name, n + 1) for n in range(len(queue.retry_seconds))]
        return queue

    def send(self, queue: str, event: Envelope | bytes, **headers: Any) -> None:
        """Put an event, or any bytes, into a queue."""
        body = event if isinstance(event, bytes) else encode(event)
        message = Message(
            body,
            content_type=CONTENT_TYPE,
            message_id=event.id if isinstance(event, Envelope) else new_id(),
            delivery_mode=2,
            application_headers=headers,
        )
        self.channel.basic_publish(message, exchange="", routing_key=queue)

    def depth(self, queue: str) -> int:
        """How many messages are ready in the queue."""
        return int(self.channel.queue_declare(queue, passive=True).message_count)

    def take_all(self, queue: str) -> list[Any]:
        """The messages that are ready, removed."""
        taken: list[Any] = []
        count = self.depth(queue)
        if count:
            tag = self.channel.basic_consume(queue, no_ack=True, callback=taken.append)
            while len(taken) < count:
                self._connection.drain_events(timeout=10)
            self.channel.basic_cancel(tag)
        return taken

    def adopt(self, *names: str) -> None:
        """Delete these queues in the end."""
        self._made += names

    def close(self, queues: Sequence[str] = ()) -> None:
        for name in [*self._made, *queues]:
            self.channel.queue_delete(name)
        self.disconnect()

    def disconnect(self) -> None:
        """Leave everything as it is."""
        close_quietly(self._connection)
