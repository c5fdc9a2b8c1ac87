"""The one way a process of ours connects to RabbitMQ."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from typing import Any, ClassVar

import amqp
from kombu.utils.url import parse_url

CONNECTION_ERRORS: tuple[type[Exception], ...] = (amqp.exceptions.AMQPError, OSError)
"""What a broker that is away, refuses or vanishes raises; a timeout is one of the `OSError`s."""

BROKEN: tuple[type[Exception], ...] = (*CONNECTION_ERRORS, AttributeError)
"""The same for a connection that may go while another thread uses it: py-amqp then stumbles over
what it has just set to `None`."""

HEARTBEAT = 10
"""Seconds between signs of life; after two missed ones the other side is given up."""

CONNECT_TIMEOUT = 5.0

ANSWER_TIMEOUT = 10.0
"""Seconds the broker may take to answer one request, such as declaring a queue."""

LONGEST_PAUSE = 2.0
"""Seconds between attempts to reconnect, at most."""


class Connection(amqp.Connection):  # type: ignore[misc]  # py-amqp has no types
    """A py-amqp connection that is read by one thread and written by any.

    Without `connection.blocked`, for whose sake py-amqp would read the socket before each publish,
    in the thread that publishes.
    """

    negotiate_capabilities: ClassVar[dict[str, bool]] = {
        **amqp.Connection.negotiate_capabilities,
        "connection.blocked": False,
    }


class _NoticedConnection(Connection):
    """One that is told, through `on_blocked`, when the broker takes no messages."""

    negotiate_capabilities = amqp.Connection.negotiate_capabilities


def open_connection(
    url: str, name: str, *, heartbeat: int = HEARTBEAT, blocked_notices: bool = False
) -> Connection:
    """A connected connection, shown under `name` in the broker's management.

    `url` is `amqp://` or `amqps://`. With a heartbeat, the caller calls `heartbeat_tick` about
    once a second. `blocked_notices` asks the broker to say so when it takes no messages; py-amqp's
    `basic_publish` then reads the socket (see `link`). Raises one of `CONNECTION_ERRORS`.
    """
    parts: dict[str, Any] = parse_url(url)
    secure = parts["transport"] == "amqps"
    connection = (_NoticedConnection if blocked_notices else Connection)(
        host=f"{parts['hostname'] or '127.0.0.1'}:{parts['port'] or (5671 if secure else 5672)}",
        login_method="PLAIN",
        userid=parts["userid"] or "guest",
        password=parts["password"] or "guest",
        virtual_host=parts["virtual_host"] or "/",
        ssl=parts.get("ssl", secure),
        heartbeat=heartbeat,
        connect_timeout=CONNECT_TIMEOUT,
        client_properties={"connection_name": name},
    )
    try:
        connection.connect()
        connection.sock.settimeout(ANSWER_TIMEOUT)
    except BaseException:
        close_quietly(connection)
        raise
    return connection


def close_quietly(connection: Connection) -> None:
    """Let go of a connection that may be broken: never raises, never waits for the broker."""
    try:
        connection.collect()
    except BROKEN:
        return


def pauses() -> Iterator[float]:
    """Seconds to wait before each further attempt: growing to `LONGEST_PAUSE`, never in step."""
    ceiling = 0.1
    while True:
        yield random.uniform(ceiling / 2, ceiling)  # noqa: S311  (not a secret)
        ceiling = min(ceiling * 2, LONGEST_PAUSE)


class Patience:
    """Bears a broker that refuses us for a while: its users may not have been set up yet."""

    def __init__(self, seconds: float = 60.0) -> None:
        self._seconds = seconds
        self._since: float | None = None

    def bear(self, error: Exception) -> None:
        """Raise `error` when it says that we are refused, as the broker has for so long."""
        if not isinstance(error, amqp.exceptions.AccessRefused):
            self._since = None
        elif self._since is None:
            self._since = time.monotonic()
        elif time.monotonic() - self._since > self._seconds:
            raise error
