"""What stands on the broker: exchanges, each consumer's queues, partner feeds.

Everything is declared with the same arguments everywhere, so that declaring again changes
nothing. Names are functions; no other module builds them by hand.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

EVENTS = "kanaf.events"
"""Events whose data are identifiers and facts."""

RESTRICTED = "kanaf.restricted"
"""Events that carry personal data; only notifications may read it."""

UNROUTABLE = "kanaf.unroutable"
"""Exchange and queue of what no queue was bound for."""

RPC = "nameko-rpc"
"""Requests and replies, in nameko's protocol."""

RETRY_SECONDS = (1.0, 10.0, 60.0, 600.0)
"""How long a failed message waits before its second, third, fourth and fifth attempt."""

DELIVERY_LIMIT = 20
"""How often a message may come back without an answer (its consumer died) before it is parked."""

FEED_MAX_AGE = "30D"
"""How long a partner can replay its feed, in RabbitMQ's notation."""


class Channel(Protocol):
    """The part of an AMQP channel (py-amqp's) that declaring needs."""

    def exchange_declare(
        self,
        exchange: str,
        type: str,
        *,
        durable: bool,
        auto_delete: bool,
        arguments: Mapping[str, Any] | None = None,
    ) -> Any: ...

    def queue_declare(
        self,
        queue: str,
        *,
        durable: bool,
        auto_delete: bool,
        arguments: Mapping[str, Any] | None = None,
    ) -> Any: ...

    def queue_bind(self, queue: str, exchange: str, routing_key: str) -> Any: ...


@dataclass(frozen=True)
class Binding:
    """Which routing keys of which exchange reach a queue."""

    routing_key: str
    exchange: str = EVENTS


@dataclass(frozen=True)
class ConsumerQueue:
    """A queue of work with its retry queues (`.retry.1` …) and its parking (`.dead`)."""

    name: str
    bindings: Sequence[Binding] = ()
    retry_seconds: Sequence[float] = field(default=RETRY_SECONDS)
    delivery_limit: int = DELIVERY_LIMIT

    @property
    def dead(self) -> str:
        return dead(self.name)


def consumer_queue(service: str, group: str) -> str:
    """The queue of one group of handlers of a service."""
    return f"{service}.{group}"


def retry(queue: str, number: int) -> str:
    """Where a message waits after its `number`th failure, from 1."""
    return f"{queue}.retry.{number}"


def dead(queue: str) -> str:
    """Where a queue's messages are parked."""
    return f"{queue}.dead"


def failures(queue: str) -> str:
    """The exchange by which a queue's failed messages reach its own retry queues and parking.

    Its own: by the default exchange a consumer could write to everybody's queues.
    """
    return f"{queue}.failures"


def is_dead(queue: str) -> bool:
    return queue.endswith(".dead")


def feed(partner: str) -> str:
    """A partner's own stream."""
    return f"feed.{partner}"


def declare_exchanges(channel: Channel) -> None:
    """The exchanges, and the queue that catches what nobody is bound for."""
    channel.exchange_declare(UNROUTABLE, "fanout", durable=True, auto_delete=False)
    for exchange in (EVENTS, RESTRICTED):
        channel.exchange_declare(
            exchange,
            "topic",
            durable=True,
            auto_delete=False,
            arguments={"alternate-exchange": UNROUTABLE},
        )
    channel.exchange_declare(RPC, "topic", durable=True, auto_delete=False)
    _declare(channel, UNROUTABLE, {"x-queue-type": "quorum"})
    channel.queue_bind(UNROUTABLE, UNROUTABLE, "")


def declare_consumer_queue(channel: Channel, queue: ConsumerQueue) -> None:
    """The queue, its retry queues and its parking; then its bindings.

    Bound last, so that no message arrives before there is somewhere to retry and park it.
    """
    _declare(channel, queue.dead, {"x-queue-type": "quorum"})
    _declare(
        channel,
        queue.name,
        {**_hands_over_to(queue.dead), "x-delivery-limit": queue.delivery_limit},
    )
    waiting = [retry(queue.name, number) for number in range(1, len(queue.retry_seconds) + 1)]
    for name, seconds in zip(waiting, queue.retry_seconds, strict=True):
        ttl = {"x-message-ttl": round(seconds * 1000)}
        _declare(channel, name, {**_hands_over_to(queue.name), **ttl})
    exchange = failures(queue.name)
    channel.exchange_declare(exchange, "direct", durable=True, auto_delete=False)
    for name in (*waiting, queue.dead):
        channel.queue_bind(name, exchange, name)
    for binding in queue.bindings:
        channel.queue_bind(queue.name, binding.exchange, binding.routing_key)


def declare_feed(channel: Channel, partner: str, max_age: str = FEED_MAX_AGE) -> None:
    """A partner's stream, kept for `max_age` (RabbitMQ's notation: `30D`, `12h`)."""
    _declare(channel, feed(partner), {"x-queue-type": "stream", "x-max-age": max_age})


def _hands_over_to(queue: str) -> dict[str, Any]:
    """Quorum queue whose expired or refused messages reach `queue`, confirmed by it.

    At-least-once dead-lettering asks for `reject-publish`; without it RabbitMQ silently falls
    back to at-most-once.
    """
    return {
        "x-queue-type": "quorum",
        "x-overflow": "reject-publish",
        "x-dead-letter-strategy": "at-least-once",
        "x-dead-letter-exchange": "",
        "x-dead-letter-routing-key": queue,
    }


def _declare(channel: Channel, queue: str, arguments: Mapping[str, Any]) -> None:
    channel.queue_declare(queue, durable=True, auto_delete=False, arguments=arguments)
