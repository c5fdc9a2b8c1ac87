"""Requests as no client of ours would send them."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from amqp.basic_message import Message

from chassis.amqp import topology
from chassis.amqp.connection import close_quietly, open_connection
from chassis.context import HEADER, Actor, Context, to_header


def header(*, seconds: float) -> str:
    """The header of a clerk's request with so many seconds left."""
    actor = Actor("clerk-1", frozenset({"clerk"}))
    return to_header(Context(actor, deadline=time.time() + seconds))


class RawRequests:
    """Puts any bytes before a service and collects the replies."""

    def __init__(self, channel: Any) -> None:
        self._channel = channel
        self._reply_to = str(uuid.uuid4())
        self._queue = channel.queue_declare("", exclusive=True, auto_delete=True).queue
        channel.queue_bind(self._queue, topology.RPC, self._reply_to)
        self._replies: list[dict[str, Any]] = []

    def send(
        self, routing_key: str, request: dict[str, Any], context: Any, *, reply: bool = True
    ) -> None:
        body = json.dumps({"args": [], "kwargs": {"request": request}}).encode()
        self.send_bytes(routing_key, body, context, reply=reply)

    def send_bytes(
        self, routing_key: str, body: bytes, context: Any, *, reply: bool = True
    ) -> None:
        properties: dict[str, Any] = {"correlation_id": str(uuid.uuid4())}
        if reply:
            properties["reply_to"] = self._reply_to
        if context is not None:
            properties["application_headers"] = {HEADER: context}
        message = Message(body, content_type="application/json", **properties)
        self._channel.basic_publish(message, topology.RPC, routing_key)

    @property
    def replies(self) -> list[dict[str, Any]]:
        """All that came so far."""
        while (message := self._channel.basic_get(self._queue, no_ack=True)) is not None:
            self._replies.append(json.loads(message.body))
        return self._replies

    def waiting(self, queue: str) -> int:
        """How many messages wait in a queue, not counting those at work."""
        return int(self._channel.queue_declare(queue, passive=True).message_count)


@contextmanager
def raw_requests(amqp_url: str) -> Iterator[RawRequests]:
    connection = open_connection(amqp_url, "tests")
    try:
        yield RawRequests(connection.channel())
    finally:
        close_quietly(connection)
