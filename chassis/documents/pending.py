"""The events of a change as envelopes, ready to be stored beside the state."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from chassis.clock import Clock
from chassis.context import child_traceparent, current
from chassis.documents.kind import A, Kind
from chassis.identifiers import new_id
from contracts import catalogue
from contracts.envelope import Envelope, source, to_dict

BULK_PATIENCE = timedelta(days=1)
"""How long the events of what is made in bulk stand back behind everybody else's."""


def envelopes(kind: Kind[A], aggregate: A, clock: Clock) -> list[dict[str, Any]]:
    """One validated CloudEvents dict per recorded event, in sequence after the version loaded.

    Raises what `contracts.catalogue.validate` raises when a service breaks its own contract:
    nothing is stored then.
    """
    context, now = current(), clock.now()
    made: list[dict[str, Any]] = []
    for sequence, event in enumerate(aggregate.events, start=aggregate.version + 1):
        published = kind.publish(event)
        envelope = Envelope(
            id=new_id(),
            type=published.type,
            source=source(kind.service),
            subject=aggregate.id,
            time=now,
            sequence=sequence,
            correlationid=context.correlation_id,
            causationid=context.causation_id,
            traceparent=child_traceparent(context.traceparent),
            dataclassification=catalogue.CATALOGUE[published.type].classification,
            actor=context.actor.subject,
            data=published.data,
        )
        catalogue.validate(envelope)
        made.append(to_dict(envelope))
    return made


def waiting_since(
    pending: Sequence[dict[str, Any]], patience: timedelta = timedelta()
) -> dict[str, datetime]:
    """The mark by which the relay finds a document with pending events, on the real clock.

    With `patience` it lies ahead: the events go when nothing else waits and consumers have room,
    and in the common order once that time has come.
    """
    return {"outbox_since": datetime.now(UTC) + patience} if pending else {}
