"""The envelope of every event: CloudEvents 1.0 in structured JSON, with our extensions.

https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md; `sequence` follows the
spec's sequence extension and equals the aggregate's version, so that it is contiguous.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import orjson

CONTENT_TYPE = "application/cloudevents+json"
GENERAL, PROTECTED, PERSONAL = "general", "protected", "personal"
CLASSIFICATIONS = (GENERAL, PROTECTED, PERSONAL)
EVENTS_EXCHANGE, RESTRICTED_EXCHANGE = "kanaf.events", "kanaf.restricted"

_PREFIX = "kanaf."
_TYPE = re.compile(r"kanaf(\.[a-z]+(_[a-z]+)*){3}\.v[1-9][0-9]{0,3}")
_SEQUENCE = re.compile(r"[1-9][0-9]{0,17}")
_RFC3339 = re.compile(
    r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,9})?([Zz]|[+-]\d\d:\d\d)", re.ASCII
)


class Undecodable(Exception):
    """The bytes are not one of our events; the message says what is wrong with them."""


@dataclass(frozen=True)
class Envelope:
    """One event. Names are those of the CloudEvents attributes on the wire.

    `sequence` counts the events of one `subject` from 1 without a gap. `actor` is the subject of
    who caused it, never a name or a number of theirs. An empty `traceparent` means no trace.
    """

    id: str
    type: str
    source: str
    subject: str
    time: datetime
    sequence: int
    correlationid: str
    causationid: str | None
    traceparent: str
    dataclassification: str
    actor: str
    data: Mapping[str, Any]

    def routing_key(self) -> str:
        """The topic under which the event is published."""
        return routing_key(self.type)

    def exchange(self) -> str:
        """Where it is published: events with personal data go to the restricted exchange."""
        return exchange(self.dataclassification)


def routing_key(type_: str) -> str:
    """The routing key of an event type: the type without its `kanaf.` prefix."""
    return type_.removeprefix(_PREFIX)


def exchange(classification: str) -> str:
    """The exchange for events of this classification."""
    return RESTRICTED_EXCHANGE if classification == PERSONAL else EVENTS_EXCHANGE


def source(service: str) -> str:
    """The `source` of the events of a service."""
    return f"/services/{service}"


def to_dict(envelope: Envelope) -> dict[str, Any]:
    """The event as JSON-ready values; what is `None` is left out, as CloudEvents asks."""
    values: dict[str, Any] = {
        "specversion": "1.0",
        "id": envelope.id,
        "type": envelope.type,
        "source": envelope.source,
        "subject": envelope.subject,
        "time": _format_time(envelope.time),
        "datacontenttype": "application/json",
        "sequence": str(envelope.sequence),
        "correlationid": envelope.correlationid,
        "causationid": envelope.causationid,
        "traceparent": envelope.traceparent or None,
        "dataclassification": envelope.dataclassification,
        "actor": envelope.actor,
        "data": dict(envelope.data),
    }
    return {name: value for name, value in values.items() if value is not None}


def encode(envelope: Envelope) -> bytes:
    """The event as the body of a message (UTF-8 JSON)."""
    return orjson.dumps(to_dict(envelope))


def decode(body: bytes | str) -> Envelope:
    """The event in a message body. Raises `Undecodable` for anything that is not one of ours."""
    try:
        values = orjson.loads(body)
    except orjson.JSONDecodeError as error:
        raise Undecodable(f"not JSON: {error}") from error
    return from_dict(values)


def from_dict(values: Any) -> Envelope:
    """The event in JSON values. Raises `Undecodable`. Unknown extensions are passed over."""
    if not isinstance(values, dict):
        raise Undecodable("not a JSON object")
    if values.get("specversion") != "1.0":
        raise Undecodable("not CloudEvents 1.0")
    if values.get("datacontenttype", "application/json") != "application/json":
        raise Undecodable("data is not application/json")
    data = values.get("data")
    if not isinstance(data, dict):
        raise Undecodable("data is not an object")
    causation, trace = values.get("causationid"), values.get("traceparent")
    return Envelope(
        id=_text(values, "id"),
        type=_matching(values, "type", _TYPE),
        source=_text(values, "source"),
        subject=_text(values, "subject"),
        time=_time(_matching(values, "time", _RFC3339)),
        sequence=int(_matching(values, "sequence", _SEQUENCE)),
        correlationid=_text(values, "correlationid"),
        causationid=None if causation is None else _text(values, "causationid"),
        traceparent="" if trace is None else _text(values, "traceparent"),
        dataclassification=_classification(values),
        actor=_text(values, "actor"),
        data=data,
    )


def _text(values: Mapping[str, Any], name: str) -> str:
    value = values.get(name)
    if not isinstance(value, str) or not value or len(value) > 256:
        raise Undecodable(f"{name} is not a text of 1 to 256 characters")
    return value


def _matching(values: Mapping[str, Any], name: str, pattern: re.Pattern[str]) -> str:
    value = _text(values, name)
    if pattern.fullmatch(value) is None:
        raise Undecodable(f"{name} is malformed")
    return value


def _classification(values: Mapping[str, Any]) -> str:
    value = _text(values, "dataclassification")
    if value not in CLASSIFICATIONS:
        raise Undecodable("dataclassification is unknown")
    return value


def _time(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text.upper()).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise Undecodable(f"time is not a time: {error}") from error


def _format_time(time: datetime) -> str:
    return time.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
