"""Values of the domain as plain data for storage and answers, and back by their annotations."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")
_TOLD_APART = frozenset({"id", "version", "events"})
"""What stands beside the state in a document."""


def plain(value: Any) -> Any:
    """Dataclasses and mappings as dicts, tuples as lists, days and hours as texts.

    Moments stay what they are: the database keeps them.
    """
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, Mapping):
        return {name: plain(each) for name, each in value.items()}
    if isinstance(value, tuple | list):
        return [plain(each) for each in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime):
        return value
    return value.isoformat() if isinstance(value, date | time) else value


def state_of(aggregate: Any) -> dict[str, Any]:
    """The state of an aggregate."""
    return {
        each.name: plain(getattr(aggregate, each.name))
        for each in fields(aggregate)
        if each.name not in _TOLD_APART
    }


def aggregate_of(kind: type[T], aggregate_id: str, version: int, state: Mapping[str, Any]) -> T:
    """The aggregate that has this state."""
    return restored(kind, {**state, "id": aggregate_id, "version": version})


def restored(hint: type[T], data: Any) -> T:
    """The value that `plain` made this data of; a field that is missing has its default."""
    return typing.cast("T", _restored(hint, data))


def _restored(hint: Any, data: Any) -> Any:
    origin = typing.get_origin(hint)
    if origin in (types.UnionType, typing.Union):
        (inner,) = (each for each in typing.get_args(hint) if each is not types.NoneType)
        return None if data is None else _restored(inner, data)
    if origin is tuple:
        return tuple(_restored(typing.get_args(hint)[0], each) for each in data)
    whole: Any = origin or hint
    if is_dataclass(whole):
        made: Any = whole
        known = _hints(hint)
        return made(**{name: _restored(known[name], data[name]) for name in known if name in data})
    if whole in (date, time):
        return whole.fromisoformat(data)
    return hint(data) if isinstance(hint, type) and issubclass(hint, Enum) else data


@cache
def _hints(hint: Any) -> Mapping[str, Any]:
    """The annotations of a dataclass; of one that is generic, with what it is of."""
    whole = typing.get_origin(hint) or hint
    of = dict(zip(getattr(whole, "__parameters__", ()), typing.get_args(hint), strict=False))
    return {name: _filled(each, of) for name, each in typing.get_type_hints(whole).items()}


def _filled(hint: Any, of: Mapping[Any, Any]) -> Any:
    if hint in of:
        return of[hint]
    parameters = getattr(hint, "__parameters__", ())
    return hint[tuple(of[each] for each in parameters)] if parameters else hint
