"""Every event type that exists, found in `contracts.events`, and the way to understand one."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from marshmallow import ValidationError

import contracts.events
from contracts.envelope import Envelope
from contracts.events.base import Event, EventSchema, schema_of
from contracts.rpc.problems import problems
from contracts.upcasters import upcast


class UnknownType(Exception):
    """No event of this type is in the catalogue."""


class InvalidData(Exception):
    """The event's data is not what its type promises; the message names the fields, not values."""


@dataclass(frozen=True)
class EventType:
    """One version of one event: its dataclass, its schema and what it may tell to whom."""

    name: str
    event: type[Event]
    schema: EventSchema
    classification: str

    @property
    def service(self) -> str:
        return self.name.split(".")[1]


def _find() -> dict[str, EventType]:
    found: dict[str, EventType] = {}
    for module in pkgutil.walk_packages(contracts.events.__path__, "contracts.events."):
        for _, event in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if not issubclass(event, Event) or event is Event:
                continue
            if event.TYPE in found and found[event.TYPE].event is not event:
                raise ImportError(f"{event.TYPE} is declared twice")
            found[event.TYPE] = EventType(
                event.TYPE, event, schema_of(event)(), event.CLASSIFICATION
            )
    return dict(sorted(found.items()))


CATALOGUE: Mapping[str, EventType] = _find()
"""Full type → what is known of it."""


def validate(envelope: Envelope) -> Any:
    """The event (its dataclass) that the envelope carries, in the version it was sent.

    Raises `UnknownType` or `InvalidData`.
    """
    known = CATALOGUE.get(envelope.type)
    if known is None:
        raise UnknownType(envelope.type)
    if envelope.dataclassification != known.classification:
        raise InvalidData(f"{envelope.type}: classified {envelope.dataclassification}")
    try:
        return known.schema.load(dict(envelope.data))
    except ValidationError as error:
        wrong = ", ".join(f"{each.pointer} {each.code}" for each in problems(error.messages))
        raise InvalidData(f"{envelope.type}: {wrong}") from error


def understand(envelope: Envelope) -> tuple[Envelope, Any]:
    """The envelope raised to the newest version of its type, and its event.

    Raises `UnknownType` or `InvalidData`, also when an old version was wrong as it was sent.
    """
    event = validate(envelope)
    newest = upcast(envelope)
    return (envelope, event) if newest is envelope else (newest, validate(newest))
