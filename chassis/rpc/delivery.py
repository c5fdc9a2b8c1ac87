"""One request between its arrival and its acknowledgement."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from chassis.amqp import topology
from chassis.amqp.connection import CONNECTION_ERRORS
from chassis.amqp.link import Link

log = logging.getLogger(__name__)


class Delivery:
    """A request as the broker delivered it on `link`: replied to once, dropped or given back.

    `now` tells the link there is when the reply is ready, which may be a later one.
    """

    def __init__(self, message: Any, link: Link, now: Callable[[], Link | None]) -> None:
        self._link = link
        self._now = now
        self._tag: int = message.delivery_tag
        self._reply_to: str = message.properties.get("reply_to", "")
        self._correlation_id: str = message.properties.get("correlation_id", "")
        self.method: str = message.delivery_info["routing_key"].rpartition(".")[2]

    @property
    def id(self) -> str:
        """The same when the broker delivers the same request again."""
        return f"{self._reply_to}/{self._correlation_id}"

    def reply(self, body: bytes) -> None:
        """Send the reply, if anybody can be told, and acknowledge."""
        if self._reply_to:
            self._send(body)
        self.drop()

    def drop(self) -> None:
        """Acknowledge, if the link it came on still lives; else it is delivered again."""
        if self._link.broken:
            return
        try:
            self._link.ack(self._tag)
        except CONNECTION_ERRORS as error:
            log.info("a request will be delivered again: %s", error)

    def give_back(self) -> None:
        """Leave it to another process."""
        try:
            self._link.give_back(self._tag)
        except CONNECTION_ERRORS as error:
            log.info("a request goes back with its connection: %s", error)

    def _send(self, body: bytes) -> None:
        link = self._now()
        if link is None:
            return
        try:
            link.publish(
                topology.RPC,
                self._reply_to,
                body,
                correlation_id=self._correlation_id,
                content_type="application/json",
                content_encoding="utf-8",
                delivery_mode=1,
            )
        except CONNECTION_ERRORS as error:
            log.info("a reply was lost with the connection: %s", error)
