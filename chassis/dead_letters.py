"""Parked messages: look at them, send them back to work, or discard them.

Looking takes nothing away. What is replayed is confirmed in its queue before it leaves its
parking, so it may be there twice for a moment, and is never in neither.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import amqp
import orjson

from chassis.amqp.connection import close_quietly, open_connection
from chassis.amqp.publisher import ConfirmingChannel, Outgoing
from chassis.amqp.topology import dead, is_dead
from chassis.events import parking
from chassis.identifiers import new_id

LIMIT = 100


@dataclass(frozen=True)
class DeadLetter:
    """One parked message and why it is there.

    `reason` is `undecodable`, `unknown_type`, `invalid_data`, `failed`, `early`, or
    `delivery_limit` when its consumers died of it. `event` is the body as JSON, `None` when it is
    not JSON.
    """

    id: str
    queue: str
    reason: str
    error: str
    stack: str
    traceparent: str
    attempts: int
    parked_at: str
    routing_key: str
    body: bytes
    content_type: str
    headers: Mapping[str, Any] = field(repr=False)

    @property
    def event(self) -> dict[str, Any] | None:
        try:
            event = orjson.loads(self.body)
        except orjson.JSONDecodeError:
            return None
        return event if isinstance(event, dict) else None


class NoSuchLetter(LookupError):
    """No parked message in this queue has this id."""


class DeadLetters:
    """The parked messages of a broker; `queue` is always the working queue's name.

    Every method raises one of `chassis.amqp.connection.CONNECTION_ERRORS` when the broker is away.
    """

    def __init__(self, amqp_url: str, name: str = "dead letters") -> None:
        self._url = amqp_url
        self._name = name

    def counts(self, queues: Iterable[str]) -> dict[str, int]:
        """How many are parked per queue; queues that do not exist are left out.

        Names may be working queues' or their parkings'.
        """
        found = {}
        with self._channel() as (connection, _):
            for name in queues:
                parked = name if is_dead(name) else dead(name)
                channel = connection.channel()
                try:
                    found[parked] = int(channel.queue_declare(parked, passive=True).message_count)
                except amqp.exceptions.NotFound:
                    continue  # which has closed the channel
                channel.close()
        return found

    def show(self, queue: str, limit: int = LIMIT) -> list[DeadLetter]:
        """The oldest parked messages. They stay where they are, in their order."""
        with self._channel() as (_, channel):
            return [_letter(queue, message) for message in _take(channel, queue, limit)]

    def replay(self, queue: str, message_id: str | None = None) -> int:
        """Send one parked message, or all, back to the queue with fresh attempts; answers how many.

        All means those that are parked now, in their order. Raises `NoSuchLetter`, `Unavailable`.
        """
        with self._channel() as (connection, channel):
            confirming = ConfirmingChannel(connection)
            replayed = 0
            for message in _take(channel, queue, None):
                letter = _letter(queue, message)
                if message_id in (None, letter.id):
                    confirming.send(_fresh(letter))
                    if why := confirming.settle().get(letter.id):
                        raise ConnectionError(f"{queue} did not take {letter.id}: {why}")
                    channel.basic_ack(message.delivery_info["delivery_tag"])
                    replayed += 1
                    if message_id is not None:
                        break
        if message_id is not None and not replayed:
            raise NoSuchLetter(message_id)
        return replayed

    def discard(
        self, queue: str, message_id: str, record: Callable[[DeadLetter], None]
    ) -> DeadLetter:
        """Remove one message for good, after `record` has kept it. Raises `NoSuchLetter`."""
        with self._channel() as (_, channel):
            for message in _take(channel, queue, None):
                letter = _letter(queue, message)
                if letter.id == message_id:
                    record(letter)
                    channel.basic_ack(message.delivery_info["delivery_tag"])
                    return letter
        raise NoSuchLetter(message_id)

    @contextmanager
    def _channel(self) -> Iterator[tuple[Any, Any]]:
        """A connection and a channel. What was taken and not acknowledged goes back at the end,
        and is there for whoever looks next."""
        connection = open_connection(self._url, self._name, heartbeat=0)
        try:
            channel = connection.channel()
            yield connection, channel
            channel.basic_recover(requeue=True)  # closing would give it back a moment later
            connection.close()
        finally:
            close_quietly(connection)


def _take(channel: Any, queue: str, limit: int | None) -> Iterator[Any]:
    """What is parked now, not what is parked while we look."""
    parked = dead(queue)
    count = int(channel.queue_declare(parked, passive=True).message_count)
    for _ in range(count if limit is None else min(limit, count)):
        message = channel.basic_get(parked)
        if message is None:
            return
        yield message


def _letter(queue: str, message: Any) -> DeadLetter:
    headers: Mapping[str, Any] = message.properties.get("application_headers") or {}
    deaths = headers.get("x-death") or [{}]
    body = message.body.encode() if isinstance(message.body, str) else bytes(message.body)
    return DeadLetter(
        id=message.properties.get("message_id") or _event_id(body) or "unknown",
        queue=str(headers.get(parking.QUEUE, queue)),
        reason=str(headers.get(parking.REASON) or deaths[0].get("reason", "unknown")),
        error=str(headers.get(parking.ERROR, "")),
        stack=str(headers.get(parking.STACK, "")),
        traceparent=str(headers.get(parking.TRACE, "")),
        attempts=int(headers.get(parking.ATTEMPT, 0)),
        parked_at=str(headers.get(parking.PARKED_AT) or deaths[0].get("time", "")),
        routing_key=str(headers.get(parking.ROUTING_KEY, "")),
        body=body,
        content_type=message.properties.get("content_type", "application/octet-stream"),
        headers=headers,
    )


def _event_id(body: bytes) -> str | None:
    try:
        event = orjson.loads(body)
    except orjson.JSONDecodeError:
        return None
    return str(event["id"]) if isinstance(event, dict) and "id" in event else None


def _fresh(letter: DeadLetter) -> Outgoing:
    """The message as if it had never failed."""
    kept = {
        name: value
        for name, value in parking.own_headers(letter.headers).items()
        if not name.startswith("kanaf-") or name == parking.ROUTING_KEY
    }
    return Outgoing(
        exchange="",
        routing_key=letter.queue,
        body=letter.body,
        message_id=letter.id if letter.id != "unknown" else new_id(),
        content_type=letter.content_type,
        headers=kept,
    )
