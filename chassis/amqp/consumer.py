"""Consuming from one queue, through every loss of the broker, until told to stop.

Written with plain threads; under eventlet's patches they are green ones. One thread reads the
connection; any thread may acknowledge.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

from chassis.amqp.connection import (
    BROKEN,
    CONNECTION_ERRORS,
    Connection,
    close_quietly,
    open_connection,
    pauses,
)

log = logging.getLogger(__name__)

TICK = 0.25
"""Seconds between looks at the stop flag and the heartbeat while no message comes."""


class Delivery:
    """A message that waits for its acknowledgement."""

    def __init__(self, session: _Session, message: Any) -> None:
        self._session = session
        self._tag: int = message.delivery_info["delivery_tag"]
        self.body: bytes = _as_bytes(message.body)
        self.properties: Mapping[str, Any] = message.properties
        self.headers: Mapping[str, Any] = message.properties.get("application_headers") or {}
        self.exchange: str = message.delivery_info["exchange"]
        self.routing_key: str = message.delivery_info["routing_key"]
        self.redelivered: bool = bool(message.delivery_info["redelivered"])

    def ack(self) -> None:
        """Tell the broker that it is done, from any thread, at most once.

        When the connection it came on is gone this does nothing: the broker delivers again.
        """
        self._session.answer(self._tag)

    def leave(self) -> None:
        """Give up on it without an answer: the broker delivers it again once we disconnect."""
        self._session.unanswered.discard(self._tag)


class Consumer:
    """Reads one queue and hands each message to `on_message`.

    `declare(channel)` is called on each connection and answers the queue's name. `on_message` runs
    in the reading thread and must return at once, having handed the work to another one; whoever
    does the work calls `delivery.ack()`. At most `prefetch` messages are unanswered at a time.
    """

    def __init__(
        self,
        url: str,
        name: str,
        declare: Callable[[Any], str],
        on_message: Callable[[Delivery], None],
        prefetch: int,
    ) -> None:
        self._url = url
        self._name = name
        self._declare = declare
        self._on_message = on_message
        self._prefetch = prefetch
        self._stopping = threading.Event()
        self._deadline = float("inf")
        self._stopped = threading.Event()
        self._session: _Session | None = None

    @property
    def connected(self) -> bool:
        """Whether messages can arrive at this moment."""
        return self._session is not None

    def run(self) -> None:
        """Consume until `stop`. Never raises for a broker that is away: it tries again."""
        try:
            waits = pauses()
            while not self._stopping.is_set():
                try:
                    self._consume()
                    waits = pauses()
                except CONNECTION_ERRORS as error:
                    if self._session is not None:  # it had worked: begin again with short waits
                        waits = pauses()
                    log.warning("%s: broker connection lost: %r", self._name, error)
                finally:
                    self._abandon()
                self._stopping.wait(next(waits))
        finally:
            self._stopped.set()

    def stop(self, seconds: float) -> None:
        """Take no more messages; wait at most `seconds` for those at work; then disconnect."""
        self._deadline = time.monotonic() + seconds
        self._stopping.set()
        self._stopped.wait(seconds + 4 * TICK)

    def _consume(self) -> None:
        connection = open_connection(self._url, self._name)
        try:
            channel = connection.channel()
            queue = self._declare(channel)
            channel.basic_qos(0, self._prefetch, False)
            session = _Session(connection, channel)
            tag = channel.basic_consume(queue, callback=self._receiver(session))
        except BaseException:
            close_quietly(connection)
            raise
        self._session = session
        log.info("%s: consuming from %s", self._name, queue)
        while not self._stopping.is_set():
            session.read()
        channel.basic_cancel(tag)
        while session.unanswered and time.monotonic() < self._deadline:
            session.read()

    def _receiver(self, session: _Session) -> Callable[[Any], None]:
        def receive(message: Any) -> None:
            if self._stopping.is_set():
                return  # unanswered, so the broker gives it to another consumer
            delivery = Delivery(session, message)
            session.unanswered.add(message.delivery_info["delivery_tag"])
            self._on_message(delivery)

        return receive

    def _abandon(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            session.close()


class _Session:
    """One connection's life: what was delivered on it can be answered on it alone."""

    def __init__(self, connection: Connection, channel: Any) -> None:
        self._connection = connection
        self._channel = channel
        self._broken: Exception | None = None
        self._closed = False
        self.unanswered: set[int] = set()

    def read(self) -> None:
        """Wait a moment for what the broker sends. Raises one of `CONNECTION_ERRORS`."""
        try:
            self._connection.drain_events(timeout=TICK)
        except TimeoutError:
            self._connection.heartbeat_tick()
        if self._broken is not None:
            raise ConnectionError(f"an acknowledgement failed: {self._broken!r}")

    def answer(self, tag: int) -> None:
        if self._closed or tag not in self.unanswered:
            return
        try:
            self._channel.basic_ack(tag)
        except BROKEN as error:
            self._broken = error  # perhaps half a frame was written: this connection is unusable
        finally:
            self.unanswered.discard(tag)

    def close(self) -> None:
        self._closed = True
        try:
            if self._broken is None:
                self._connection.close()
        except BROKEN as error:
            log.debug("closing: %r", error)
        finally:
            close_quietly(self._connection)


def _as_bytes(body: bytes | str) -> bytes:
    return body.encode() if isinstance(body, str) else bytes(body)
