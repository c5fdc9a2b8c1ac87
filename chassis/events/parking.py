"""How a failed message travels: the headers it carries to a retry queue and to its parking."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from chassis.amqp import topology
from chassis.amqp.consumer import Delivery
from chassis.amqp.publisher import Outgoing
from chassis.events.outcome import describe, stack
from chassis.identifiers import new_id

ATTEMPT = "kanaf-attempt"
"""How many attempts have failed so far."""

ERROR = "kanaf-error"
REASON = "kanaf-reason"
STACK = "kanaf-stack"
QUEUE = "kanaf-queue"
ROUTING_KEY = "kanaf-routing-key"
"""The routing key of the first delivery: a retry queue's own replaces it on the way back."""

PARKED_AT = "kanaf-parked-at"
TRACE = "traceparent"


def failures(delivery: Delivery) -> int:
    """How many attempts at this message have failed before."""
    value = delivery.headers.get(ATTEMPT, 0)
    return value if isinstance(value, int) and value >= 0 else 0


def for_retry(delivery: Delivery, queue: str, number: int, error: BaseException) -> Outgoing:
    """A copy that waits in retry queue `number`."""
    return _copy(
        delivery,
        queue,
        topology.retry(queue, number),
        {ATTEMPT: number, ERROR: describe(error)},
    )


def for_parking(
    delivery: Delivery, queue: str, reason: str, error: BaseException, traceparent: str
) -> Outgoing:
    """A copy for the operator, with all that is known about why."""
    return _copy(
        delivery,
        queue,
        topology.dead(queue),
        {
            ATTEMPT: failures(delivery) + 1,
            REASON: reason,
            ERROR: describe(error),
            STACK: stack(error),
            QUEUE: queue,
            PARKED_AT: datetime.now(UTC).isoformat(timespec="milliseconds"),
            TRACE: traceparent,
        },
    )


def own_headers(headers: Mapping[str, Any]) -> dict[str, Any]:
    """The headers without the broker's, which it would otherwise go on counting in."""
    return {name: value for name, value in headers.items() if not name.startswith("x-")}


def _copy(delivery: Delivery, queue: str, target: str, headers: Mapping[str, Any]) -> Outgoing:
    return Outgoing(
        exchange=topology.failures(queue),
        routing_key=target,
        body=delivery.body,
        message_id=delivery.properties.get("message_id") or new_id(),
        content_type=delivery.properties.get("content_type") or "application/octet-stream",
        headers={
            ROUTING_KEY: delivery.routing_key,
            **own_headers(delivery.headers),
            **headers,
        },
    )
