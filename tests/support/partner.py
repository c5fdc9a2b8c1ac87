"""A ministry that reads its feed, with a broker user of its own."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

import pytest
from amqp.exceptions import AccessRefused, InternalError, NotFound, PreconditionFailed

from chassis.amqp.connection import close_quietly, open_connection
from tests.support.broker import OwnBroker

PASSWORD = "password-of-the-partner"


class Partner:
    """One partner's connection. Its user may read one stream, and nothing else."""

    def __init__(self, broker: OwnBroker, name: str) -> None:
        user = f"partner-{name}"
        broker.control("add_user", user, PASSWORD)
        broker.control("set_permissions", user, "^$", "^$", rf"^feed\.{name}$")
        host = urlsplit(broker.url).netloc.rpartition("@")[2]
        self.name = name
        self.url = f"amqp://{user}:{PASSWORD}@{host}/"

    def read(
        self, offset: Any = "first", *, until: int, within: float = 15.0, queue: str = ""
    ) -> list[dict[str, Any]]:
        """The first `until` events of the feed from this offset on; fewer when time is up."""
        found: list[dict[str, Any]] = []
        with self.channel() as (connection, channel):
            channel.basic_qos(0, 100, False)

            def take(message: Any) -> None:
                found.append(json.loads(message.body))
                channel.basic_ack(message.delivery_tag)

            channel.basic_consume(
                queue or f"feed.{self.name}",
                callback=take,
                arguments={"x-stream-offset": offset},
            )
            deadline = time.monotonic() + within
            while len(found) < until and time.monotonic() < deadline:
                try:
                    connection.drain_events(timeout=0.2)
                except TimeoutError:
                    continue
        return found

    def is_refused(self, attempt: Callable[[Any], Any]) -> None:
        """Assert that the broker refuses what this does to a channel."""
        with self.channel() as (connection, channel):

            def attempt_and_hear() -> None:
                attempt(channel)
                connection.drain_events(timeout=2)

            with pytest.raises(AccessRefused):
                attempt_and_hear()

    def has_a_feed(self) -> bool:
        """Whether the stream is there."""
        try:
            self.read(until=1, within=0)
        except (NotFound, InternalError, PreconditionFailed):
            return False  # the broker answers the others while it is made or unmade
        return True

    @contextmanager
    def channel(self) -> Iterator[tuple[Any, Any]]:
        connection = open_connection(self.url, "partner", heartbeat=0)
        try:
            yield connection, connection.channel()
        finally:
            close_quietly(connection)
