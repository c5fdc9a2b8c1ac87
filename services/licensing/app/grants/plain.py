"""Dataclasses of the domain as plain data and back: one shape to ask, to store, to answer."""

from __future__ import annotations

import types
import typing
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cache
from typing import Any

Plain = dict[str, Any]


def to_plain(value: Any) -> Any:
    """Days as `yyyy-mm-dd`, moments in UTC to the millisecond, tuples as lists."""
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: to_plain(getattr(value, each.name)) for each in fields(value)}
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, datetime):
        written = value.astimezone(UTC).isoformat(timespec="milliseconds")
        return written.replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [to_plain(each) for each in value]
    return value


def from_plain(kind: Any, data: Any) -> Any:
    """The value of this type that the data says; fields that are absent have their default."""
    if data is None:
        return None
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        (kind,) = (each for each in typing.get_args(kind) if each is not types.NoneType)
        return from_plain(kind, data)
    if origin in (tuple, list):
        inner = typing.get_args(kind)[0]
        return origin(from_plain(inner, each) for each in data)
    if not isinstance(kind, type):
        return data
    if is_dataclass(kind):
        hints = _hints(kind)
        return kind(**{name: from_plain(hints[name], each) for name, each in data.items()})
    if issubclass(kind, StrEnum):
        return kind(data)
    return kind.fromisoformat(data) if issubclass(kind, date) else data


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)
