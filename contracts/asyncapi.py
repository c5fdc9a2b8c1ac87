"""The event reference as AsyncAPI 3.0, generated from the catalogue and its golden samples.

`python -m contracts.asyncapi` writes `docs/generated/asyncapi.json`, and the table to
read beside it (`contracts.event_pages`); a test refuses stale ones.
"""

from __future__ import annotations

import inspect
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from contracts import event_pages
from contracts.catalogue import CATALOGUE, EventType
from contracts.envelope import CONTENT_TYPE, EVENTS_EXCHANGE, PERSONAL, exchange, routing_key
from contracts.json_schema import json_schemas

TARGET = Path(__file__).parent.parent / "docs" / "generated" / "asyncapi.json"
_FEED = "partner.feed"
_GOLDEN = Path(__file__).parent / "golden"


def document() -> dict[str, Any]:
    """The AsyncAPI document of every event type and version."""
    types = CATALOGUE.values()
    return {
        "asyncapi": "3.0.0",
        "info": {
            "title": "Kanaf events",
            "version": "1.0.0",
            "description": (
                "What the services of Kanaf tell. CloudEvents 1.0 in structured JSON; `sequence` "
                "counts the events of one `subject` without a gap; delivery is at least once and "
                "in order per subject. Within a version only additions are made: pass over fields "
                "that you do not know."
            ),
        },
        "defaultContentType": CONTENT_TYPE,
        "servers": {
            "broker": {
                "host": "{host}:{port}",
                "protocol": "amqp",
                "pathname": "/kanaf",
                "variables": {"host": {"default": "127.0.0.1"}, "port": {"default": "5672"}},
                "security": [{"$ref": "#/components/securitySchemes/user"}],
            }
        },
        "channels": {**{each.name: _channel(each) for each in types}, _FEED: _feed(types)},
        "operations": {
            **{f"publish.{each.name}": _operation(each) for each in types},
            f"publish.{_FEED}": _feed_operation(types),
        },
        "components": {
            "messages": {each.name: _message(each) for each in types},
            "schemas": json_schemas({each.name: type(each.schema) for each in types}),
            "securitySchemes": {
                "user": {"type": "userPassword", "description": "A broker user of your own."}
            },
        },
    }


def _channel(kind: EventType) -> dict[str, Any]:
    return {
        "address": routing_key(kind.name),
        "messages": {"event": {"$ref": f"#/components/messages/{kind.name}"}},
        "servers": [{"$ref": "#/servers/broker"}],
        "bindings": {
            "amqp": {
                "is": "routingKey",
                "exchange": {
                    "name": exchange(kind.classification),
                    "type": "topic",
                    "durable": True,
                    "autoDelete": False,
                    "vhost": "kanaf",
                },
                "bindingVersion": "0.3.0",
            }
        },
    }


def _feed(types: Iterable[EventType]) -> dict[str, Any]:
    """The stream of one ministry: what its agreement allows, to be read again at will."""
    return {
        "address": "feed.{partner}",
        "title": "The feed of one partner ministry",
        "description": (
            "A RabbitMQ stream with the events that the partner's data-sharing agreement allows. "
            "Read it with a prefetch and the consumer argument `x-stream-offset` (`first`, `last`, "
            "`next`, an offset or a time); each partner's user reads its own feed and nothing else."
        ),
        "parameters": {"partner": {"description": "The partner's name, such as `health`."}},
        "messages": {
            each.name: {"$ref": f"#/components/messages/{each.name}"} for each in _shareable(types)
        },
        "servers": [{"$ref": "#/servers/broker"}],
        "bindings": {
            "amqp": {
                "is": "queue",
                "queue": {"durable": True, "exclusive": False, "autoDelete": False},
                "bindingVersion": "0.3.0",
            }
        },
    }


def _feed_operation(types: Iterable[EventType]) -> dict[str, Any]:
    return {
        "action": "send",
        "channel": {"$ref": f"#/channels/{_FEED}"},
        "summary": "notifications copies to a ministry's feed what its agreement allows.",
        "messages": [
            {"$ref": f"#/channels/{_FEED}/messages/{each.name}"} for each in _shareable(types)
        ],
    }


def _shareable(types: Iterable[EventType]) -> list[EventType]:
    return [each for each in types if each.classification != PERSONAL]


def _operation(kind: EventType) -> dict[str, Any]:
    return {
        "action": "send",
        "channel": {"$ref": f"#/channels/{kind.name}"},
        "summary": f"{kind.service} tells: {_summary(kind)}",
        "messages": [{"$ref": f"#/channels/{kind.name}/messages/event"}],
        "bindings": {"amqp": {"deliveryMode": 2, "mandatory": True, "bindingVersion": "0.3.0"}},
    }


def _message(kind: EventType) -> dict[str, Any]:
    sample = json.loads((_GOLDEN / f"{kind.name}.json").read_text("utf-8"))
    where = (
        "Personal data: only the notification service may read it."
        if kind.classification == PERSONAL
        else f"On {EVENTS_EXCHANGE}, and on the feeds of partners whose agreement allows it."
    )
    return {
        "name": kind.name,
        "title": _summary(kind),
        "summary": f"Classification: {kind.classification}. {where}",
        "contentType": CONTENT_TYPE,
        "payload": _envelope(kind),
        "examples": [{"name": "golden", "payload": sample}],
    }


def _summary(kind: EventType) -> str:
    return " ".join((inspect.getdoc(kind.event) or kind.name).split())


def _envelope(kind: EventType) -> dict[str, Any]:
    text = {"type": "string", "minLength": 1, "maxLength": 256}
    return {
        "type": "object",
        "required": [
            "specversion",
            "id",
            "type",
            "source",
            "subject",
            "time",
            "datacontenttype",
            "sequence",
            "correlationid",
            "dataclassification",
            "actor",
            "data",
        ],
        "properties": {
            "specversion": {"const": "1.0"},
            "id": {**text, "description": "UUIDv7; the same event always has the same."},
            "type": {"const": kind.name},
            "source": {"const": f"/services/{kind.service}"},
            "subject": {**text, "description": f"Identifier of the {kind.event.AGGREGATE}."},
            "time": {"type": "string", "format": "date-time"},
            "datacontenttype": {"const": "application/json"},
            "sequence": {"type": "string", "pattern": "^[1-9][0-9]{0,17}$"},
            "correlationid": text,
            "causationid": text,
            "traceparent": {**text, "description": "W3C trace context."},
            "dataclassification": {"const": kind.classification},
            "actor": {**text, "description": "Subject of who caused it; opaque."},
            "data": {"$ref": f"#/components/schemas/{kind.name}"},
        },
    }


def text() -> str:
    """The document as it is kept."""
    return json.dumps(document(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(text(), "utf-8")
    event_pages.TARGET.write_text(event_pages.text(), "utf-8")
