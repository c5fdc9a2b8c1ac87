"""The broker in the hands of a mischievous publisher."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import kombu
from kombu.pools import producers

from contracts.envelope import CONTENT_TYPE, Envelope, encode


@contextmanager
def producer(amqp_url: str) -> Iterator[kombu.Producer]:
    """A producer whose publications are confirmed."""
    connection = kombu.Connection(amqp_url, transport_options={"confirm_publish": True})
    with producers[connection].acquire(block=True) as made:
        yield made
    connection.close()


def publish(made: kombu.Producer, event: Envelope) -> None:
    """Publish as the relay does."""
    made.publish(
        encode(event),
        exchange=event.exchange(),
        routing_key=event.routing_key(),
        content_type=CONTENT_TYPE,
        content_encoding="binary",
        delivery_mode=2,
    )


def put(made: kombu.Producer, queue: str, body: bytes, content_type: str = CONTENT_TYPE) -> None:
    """Put any bytes straight into a queue."""
    made.publish(
        body,
        exchange="",
        routing_key=queue,
        content_type=content_type,
        content_encoding="binary",
        delivery_mode=2,
    )


def waiting(amqp_url: str, queue: str) -> list[dict[str, Any]]:
    """The headers of all messages in a queue, which stay there."""
    with kombu.Connection(amqp_url) as connection, connection.channel() as channel:
        found = []
        while (message := channel.basic_get(queue, no_ack=False)) is not None:
            found.append(dict(message.headers))
        return found
