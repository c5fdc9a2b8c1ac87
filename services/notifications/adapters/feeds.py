"""Partner feeds as RabbitMQ streams."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

import amqp
import orjson

from chassis.amqp import topology
from chassis.amqp.connection import CONNECTION_ERRORS, close_quietly, open_connection
from chassis.amqp.publisher import Outgoing, Publisher
from chassis.errors import Unavailable
from contracts.envelope import CONTENT_TYPE

log = logging.getLogger(__name__)


class StreamFeeds:
    """`app.ports.Feeds`: each partner's stream is `feed.<partner>`."""

    def __init__(self, amqp_url: str, max_age: str = topology.FEED_MAX_AGE) -> None:
        self._url = amqp_url
        self._max_age = max_age
        self._publisher = Publisher(amqp_url, "notifications feeds")

    def declare(self, partner: str) -> None:
        """See `app.ports.Feeds`. Raises `Unavailable` when the broker is away."""
        try:
            connection = open_connection(self._url, "notifications feed declaration", heartbeat=0)
            try:
                topology.declare_feed(connection.channel(), partner, self._max_age)
            finally:
                close_quietly(connection)
        except amqp.exceptions.PreconditionFailed:
            log.warning("the stream of %s keeps its events for another time than is set", partner)
        except CONNECTION_ERRORS as error:
            raise Unavailable("broker_unavailable", retry_after=1.0) from error

    def append(self, partner: str, envelope: Mapping[str, Any]) -> None:
        """See `app.ports.Feeds`. Raises `Unavailable` when the broker has not confirmed it."""
        message = Outgoing(
            exchange="",
            routing_key=topology.feed(partner),
            body=orjson.dumps(envelope),
            message_id=f"{partner}/{envelope['id']}",
            content_type=CONTENT_TYPE,
        )
        try:
            self._publisher.publish(message)
        except Unavailable:
            # Perhaps the stream is not there: a new broker, or somebody deleted it.
            self.declare(partner)
            self._publisher.publish(message)

    def close(self) -> None:
        """Let go of the connection; a later `append` connects again."""
        self._publisher.close()
