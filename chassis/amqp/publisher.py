"""Publishing that is certain: a message counts as sent when the broker has it on disk.

Confirms are awaited for many messages at once, never one by one.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from amqp.basic_message import Message
from amqp.exceptions import NotFound

from chassis.amqp.connection import (
    ANSWER_TIMEOUT,
    BROKEN,
    Connection,
    close_quietly,
    open_connection,
)
from chassis.errors import Unavailable


@dataclass(frozen=True)
class Outgoing:
    """A persistent message. An empty `exchange` means: to the queue named `routing_key`.

    `message_id` tells messages in flight apart.
    """

    exchange: str
    routing_key: str
    body: bytes
    message_id: str
    content_type: str = "application/json"
    headers: Mapping[str, Any] = field(default_factory=dict)


class ConfirmingChannel:
    """A channel on which many messages are in flight; for one thread at a time.

    Every method raises one of `BROKEN` when the connection is lost; what was
    in flight then may or may not have arrived.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._channel: Any = connection.channel()
        self._channel.confirm_select()
        self._channel.events["basic_ack"].add(self._on_ack)
        self._channel.events["basic_nack"].add(self._on_nack)
        self._channel.events["basic_return"].add(self._on_return)
        self._sent = 0
        self._in_flight: dict[int, str] = {}
        self._refused: dict[str, str] = {}

    def send(self, message: Outgoing) -> None:
        """Hand the message to the socket; mandatory, so that the unroutable comes back."""
        wire = Message(
            message.body,
            content_type=message.content_type,
            message_id=message.message_id,
            delivery_mode=2,
            application_headers=dict(message.headers),
        )
        self._channel.basic_publish(
            wire, exchange=message.exchange, routing_key=message.routing_key, mandatory=True
        )
        self._sent += 1
        self._in_flight[self._sent] = message.message_id

    def settle(self, seconds: float = ANSWER_TIMEOUT) -> Mapping[str, str]:
        """Wait until the broker has answered for everything sent.

        Answers what it refused since the last time: message id → why. Raises `TimeoutError` when
        the broker stays silent for `seconds`.
        """
        silent_since = time.monotonic()
        while self._in_flight:
            before = len(self._in_flight)
            if time.monotonic() - silent_since > seconds:
                raise TimeoutError(f"{before} messages without confirm for {seconds} s")
            try:
                self._connection.drain_events(timeout=0.5)
            except TimeoutError:
                self._connection.heartbeat_tick()
            if len(self._in_flight) != before:
                silent_since = time.monotonic()
        refused, self._refused = self._refused, {}
        return refused

    def most_waiting(self, queues: Sequence[str]) -> int:
        """How many messages wait in the fullest of these queues; none in one that is not there."""
        return max((self._waiting(each) for each in queues), default=0)

    def _waiting(self, queue: str) -> int:
        # On a channel of its own: the broker closes the one on which it misses a queue.
        channel: Any = self._connection.channel()
        try:
            return int(channel.queue_declare(queue, passive=True).message_count)
        except NotFound:
            return 0
        finally:
            if channel.is_open:
                channel.close()

    def tend(self) -> None:
        """Keep an idle connection alive and notice its end; call it about once a second."""
        try:
            while True:
                self._connection.drain_events(timeout=0.001)
        except TimeoutError:
            self._connection.heartbeat_tick()

    def _on_ack(self, tag: int, multiple: bool) -> None:
        self._answered(tag, multiple)

    def _on_nack(self, tag: int, multiple: bool) -> None:
        for message_id in self._answered(tag, multiple):
            self._refused[message_id] = "refused by a queue (nack)"

    def _on_return(self, error: Exception, exchange: str, key: str, message: Any) -> None:
        # Comes before the confirm of the same message.
        self._refused[message.properties["message_id"]] = f"no queue for {exchange!r} {key!r}"

    def _answered(self, tag: int, multiple: bool) -> list[str]:
        if not multiple:
            return [self._in_flight.pop(tag)]
        tags = []
        for each in self._in_flight:  # in the order of sending
            if each > tag:
                break
            tags.append(each)
        return [self._in_flight.pop(each) for each in tags]


class _Ticket:
    """A message that somebody waits for."""

    def __init__(self, message: Outgoing) -> None:
        self.message = message
        # Until the broker has it: who sends for all may be killed half-way.
        self.error: Exception | None = _unavailable("sending was broken off")


class Publisher:
    """Confirmed publishing for any number of threads over one connection.

    Who comes while others are being confirmed waits and then goes along with all who came
    meanwhile, in one round trip.
    """

    def __init__(self, url: str, name: str) -> None:
        self._url = url
        self._name = name
        self._lock = threading.Lock()
        self._waiting: deque[_Ticket] = deque()
        self._open: tuple[Connection, ConfirmingChannel] | None = None

    def publish(self, *messages: Outgoing) -> None:
        """Return when the broker has confirmed all of them, in this order.

        Raises `Unavailable` when it did not; some may have arrived then.
        """
        tickets = [_Ticket(message) for message in messages]
        self._waiting.extend(tickets)
        with self._lock:
            batch = self._take()
            if batch:
                self._send(batch)
        for ticket in tickets:
            if ticket.error is not None:
                raise ticket.error

    def close(self) -> None:
        """Disconnect; a later `publish` connects again."""
        with self._lock:
            self._disconnect()

    def _take(self) -> list[_Ticket]:
        batch = []
        while self._waiting:
            batch.append(self._waiting.popleft())
        return batch

    def _send(self, batch: list[_Ticket]) -> None:
        attempts = 2 if self._open is not None else 1  # an idle connection may have died unseen
        for attempt in range(1, attempts + 1):
            try:
                refused = self._send_once(each.message for each in batch)
            except BROKEN as error:
                self._disconnect()
                if attempt == attempts:
                    for ticket in batch:
                        ticket.error = _unavailable(repr(error))
            except BaseException:
                self._disconnect()  # a frame may be half written
                raise
            else:
                for ticket in batch:
                    why = refused.get(ticket.message.message_id)
                    ticket.error = _unavailable(why) if why else None
                return

    def _send_once(self, messages: Iterable[Outgoing]) -> Mapping[str, str]:
        if self._open is None:
            connection = open_connection(self._url, self._name, heartbeat=0)
            try:
                self._open = connection, ConfirmingChannel(connection)
            except BaseException:
                close_quietly(connection)
                raise
        channel = self._open[1]
        for message in messages:
            channel.send(message)
        return channel.settle()

    def _disconnect(self) -> None:
        if self._open is not None:
            close_quietly(self._open[0])
            self._open = None


def _unavailable(why: str) -> Unavailable:
    error = Unavailable("broker_unavailable", retry_after=1.0)
    error.add_note(why)
    return error
