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

from chassis.amqp.connection import CONNECTION_ERRORS, pauses
from chassis.amqp.link import SOCKET_SECONDS, Link

log = logging.getLogger(__name__)


class Delivery:
    """A message that waits for its acknowledgement."""

    def __init__(self, link: Link, unanswered: set[int], message: Any) -> None:
        self._link = link
        self._unanswered = unanswered
        self._tag: int = message.delivery_info["delivery_tag"]
        self.body: bytes = _as_bytes(message.body)
        self.properties: Mapping[str, Any] = message.properties
        self.headers: Mapping[str, Any] = message.properties.get("application_headers") or {}
        self.exchange: str = message.delivery_info["exchange"]
        self.routing_key: str = message.delivery_info["routing_key"]
        self.redelivered: bool = bool(message.delivery_info["redelivered"])
        unanswered.add(self._tag)

    def ack(self) -> None:
        """Tell the broker that it is done, from any thread; done twice it does nothing.

        When the connection it came on is gone the broker delivers it again, to be recognised.
        """
        self._answer(self._link.ack)

    def give_back(self) -> None:
        """Let the broker deliver it again; its delivery limit ends that at some time."""
        self._answer(self._link.give_back)

    def _answer(self, answer: Callable[[int], None]) -> None:
        if self._tag not in self._unanswered:
            return
        self._unanswered.discard(self._tag)
        if self._link.broken:
            return
        try:
            answer(self._tag)
        except CONNECTION_ERRORS as error:
            log.info("a message will be delivered again: %r", error)

    def leave(self) -> None:
        """Give up on it without an answer: the broker delivers it again once we disconnect."""
        self._unanswered.discard(self._tag)


class Consumer:
    """Reads one queue and hands each message to `on_message`.

    `declare(channel)` is called on each new connection and answers the queue's name. `on_message`
    runs in the reading thread: it hands the work to another one and returns at once, and whoever
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
        self._link: Link | None = None
        self._tag = ""
        self._unanswered: set[int] = set()

    @property
    def connected(self) -> bool:
        """Whether messages reach us at this moment."""
        link = self._link
        return link is not None and not link.broken and not self._stopping.is_set()

    def run(self) -> None:
        """Consume until `stop`. A broker that is away, or comes and goes, is tried again."""
        waits = pauses()
        try:
            while not self._stopping.is_set():
                try:
                    self._link = self._open()
                    waits = pauses()
                    log.info("%s: consuming", self._name)
                    self._link.read(self._finished)
                except CONNECTION_ERRORS as error:
                    log.warning("%s: no connection to the broker: %r", self._name, error)
                self._close()
                self._stopping.wait(0 if self._stopping.is_set() else next(waits))
        finally:
            self._stopped.set()

    def stop(self, seconds: float) -> None:
        """Take no more messages; wait at most `seconds` for those at work; then disconnect."""
        self._deadline = time.monotonic() + seconds
        self._stopping.set()
        link = self._link
        if link is not None and self._tag:
            try:
                link.cancel(self._tag)
            except CONNECTION_ERRORS as error:
                log.info("%s: could not cancel: %r", self._name, error)
        self._stopped.wait(seconds + 2 * SOCKET_SECONDS)

    def _open(self) -> Link:
        link = Link(self._url, self._name)
        self._unanswered = set()
        try:
            queue = self._declare(link.channel)
            link.channel.basic_qos(0, self._prefetch, False)
            self._tag = link.channel.basic_consume(queue, callback=self._receiver(link))
        except BaseException:
            link.close()
            raise
        return link

    def _receiver(self, link: Link) -> Callable[[Any], None]:
        unanswered = self._unanswered

        def receive(message: Any) -> None:
            if not self._stopping.is_set():  # else unanswered: the broker gives it to another
                self._on_message(Delivery(link, unanswered, message))

        return receive

    def _finished(self) -> bool:
        return self._stopping.is_set() and (
            not self._unanswered or time.monotonic() >= self._deadline
        )

    def _close(self) -> None:
        link, self._link = self._link, None
        if link is not None:
            link.close()


def _as_bytes(body: bytes | str) -> bytes:
    return body.encode() if isinstance(body, str) else bytes(body)
