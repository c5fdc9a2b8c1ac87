"""Values of the domain as answers have them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime, time
from enum import Enum
from typing import Any

_BESIDE = frozenset({"id", "version", "events"})
"""What stands beside the state of an aggregate."""


def told(value: Any) -> Any:
    """Dataclasses and mappings as dicts, tuples as lists, days, hours and moments as texts."""
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: told(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Mapping):
        return {name: told(each) for name, each in value.items()}
    if isinstance(value, tuple | list):
        return [told(each) for each in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return _written(value)
    return value.isoformat() if isinstance(value, date | time) else value


def state_of(aggregate: Any) -> dict[str, Any]:
    """The state of an aggregate as answers have it."""
    return {
        each.name: told(getattr(aggregate, each.name))
        for each in fields(aggregate)
        if each.name not in _BESIDE
    }


def _written(moment: datetime) -> str:
    """RFC 3339, UTC, milliseconds."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
