"""A connection whose one channel is read by one thread and written by any, at full speed."""

from __future__ import annotations

import contextlib
import logging
import socket
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

from amqp import spec
from amqp.basic_message import Message

from chassis.amqp.connection import BROKEN, CONNECTION_ERRORS, close_quietly, open_connection

log = logging.getLogger(__name__)

SOCKET_SECONDS = 1.0
"""How long one read waits for a frame, and one write for the broker to take it."""

_READ_AHEAD = 8192


class Link:
    """One live connection with one channel. Once broken it stays broken: open another.

    `read` is for one thread (or green thread); `publish` and `ack` are for any. Set the channel
    up (declare, consume) before reading begins, because those wait for answers themselves.
    """

    def __init__(self, url: str, name: str) -> None:
        self._connection = open_connection(url, name, blocked_notices=True)
        self._connection.on_blocked = self._on_blocked
        self._connection.on_unblocked = self._on_unblocked
        self._write = threading.Lock()
        self.blocked = False
        self.broken = False
        try:
            self.channel: Any = self._connection.channel()
            self.channel.auto_decode = False
        except Exception:
            self.close()
            raise

    def read(self, until: Callable[[], bool]) -> None:
        """Dispatch what arrives until `until()`, asked about once a second.

        Raises one of `CONNECTION_ERRORS` when the connection is lost, at the latest after two
        missed heartbeats.
        """
        self._hasten()
        checked = time.monotonic()
        while not until():
            with self._lost_connection_as_error(), contextlib.suppress(TimeoutError):
                self._connection.drain_events(timeout=SOCKET_SECONDS)
            now = time.monotonic()
            if now - checked >= SOCKET_SECONDS:
                checked = now
                with self._writing(SOCKET_SECONDS):
                    self._connection.heartbeat_tick()

    def publish(
        self,
        exchange: str,
        routing_key: str,
        body: bytes,
        *,
        mandatory: bool = False,
        timeout: float = SOCKET_SECONDS,
        **properties: Any,
    ) -> None:
        """Send one message, unconfirmed, within `timeout` seconds or so.

        Raises one of `CONNECTION_ERRORS`.
        """
        # Not `basic_publish`, which first reads the socket that another thread is reading.
        with self._writing(timeout):
            self.channel.send_method(
                spec.Basic.Publish,
                "Bssbb",
                (0, exchange, routing_key, mandatory, False),
                Message(body, **properties),
            )

    def ack(self, delivery_tag: int) -> None:
        """Tell the broker that a message is done with."""
        with self._writing(SOCKET_SECONDS):
            self.channel.basic_ack(delivery_tag)

    def give_back(self, delivery_tag: int) -> None:
        """Put a message back into its queue for somebody else."""
        with self._writing(SOCKET_SECONDS):
            self.channel.basic_reject(delivery_tag, requeue=True)

    def cancel(self, consumer_tag: str) -> None:
        """Ask for no more messages; some may still be on their way."""
        with self._writing(SOCKET_SECONDS):
            self.channel.basic_cancel(consumer_tag, nowait=True)

    def wake(self) -> None:
        """Have the reader ask its `until()` at once: the broker answers this, and means nothing."""
        with contextlib.suppress(*CONNECTION_ERRORS), self._writing(SOCKET_SECONDS):
            self.channel.send_method(spec.Channel.Flow, "b", (True,))

    def interrupt(self) -> None:
        """Break the connection from any thread: who reads it is woken by an error, and closes."""
        self.broken = True
        sock = getattr(self._connection._transport, "sock", None)
        if sock is not None:
            with contextlib.suppress(OSError):
                sock.shutdown(socket.SHUT_RDWR)

    def close(self, *, politely: bool = False) -> None:
        """Let go; the broker then gives unacknowledged messages to others. For who reads.

        Politely means with a word to the broker, for at most about a second.
        """
        if politely and not self.broken:
            self.broken = True
            with contextlib.suppress(*BROKEN):
                self._connection.close()
        self.broken = True
        close_quietly(self._connection)

    def _hasten(self) -> None:
        transport: Any = self._connection.transport
        # This timeout never changes from here on, which would disturb writers.
        transport.sock.settimeout(SOCKET_SECONDS)
        # py-amqp asks the socket for exactly the bytes of each part of each frame: nine system
        # calls per message. It keeps what it gets beyond that, so asking for more is all it takes.
        receive = transport._quick_recv
        transport._quick_recv = lambda wanted: receive(max(wanted, _READ_AHEAD))

    @contextlib.contextmanager
    def _writing(self, timeout: float) -> Iterator[None]:
        if not self._write.acquire(timeout=max(timeout, 0.001)):
            raise TimeoutError("the broker takes nothing: others have been waiting to write")
        try:
            if self.broken:
                raise ConnectionResetError("the connection to the broker is gone")
            with self._lost_connection_as_error():
                yield
        except CONNECTION_ERRORS:
            # Half a frame may have been written: nothing sensible can follow it.
            self.interrupt()
            raise
        finally:
            self._write.release()

    @contextlib.contextmanager
    def _lost_connection_as_error(self) -> Iterator[None]:
        """py-amqp shows a connection that another thread closed by stumbling over its absence."""
        try:
            yield
        except (AttributeError, TypeError, KeyError) as error:
            if self.broken or not self._connection.connected:
                raise ConnectionResetError("the connection to the broker is gone") from error
            raise

    def _on_blocked(self, reason: str) -> None:
        self.blocked = True
        log.warning("the broker takes no messages: %s", reason)

    def _on_unblocked(self) -> None:
        self.blocked = False
        log.info("the broker takes messages again")
