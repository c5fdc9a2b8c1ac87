"""Values of the domain as what MongoDB keeps, and back, by their annotations (cattrs).

Dates are kept as `yyyy-mm-dd`, moments as they are; sets as sorted lists.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from typing import Any, TypeVar

from cattrs import Converter
from cattrs.gen import make_dict_structure_fn, override

T = TypeVar("T")
_BESIDE = frozenset({"id", "version", "events"})
"""What a document keeps beside the state of an aggregate."""

_converter = Converter()
_converter.register_unstructure_hook(datetime, lambda moment: moment)
# Requests have moments as texts, and so had what grants kept before they were kept like all else.
_converter.register_structure_hook(
    datetime,
    lambda value, _: datetime.fromisoformat(value) if isinstance(value, str) else value,
)
_converter.register_unstructure_hook(date, lambda day: day.isoformat())
_converter.register_structure_hook(date, lambda value, _: date.fromisoformat(value))
_converter.register_unstructure_hook(time, lambda hour: hour.isoformat())
_converter.register_structure_hook(time, lambda value, _: time.fromisoformat(value))
_converter.register_unstructure_hook_func(
    lambda kind: getattr(kind, "__origin__", None) is frozenset, sorted
)


def _is_aggregate(kind: Any) -> bool:
    return is_dataclass(kind) and any(each.name == "events" for each in fields(kind))


# What an aggregate has recorded since it was loaded is no part of its state.
_converter.register_structure_hook_factory(
    _is_aggregate,
    lambda kind: make_dict_structure_fn(kind, _converter, events=override(omit=True)),
)


def plain(value: Any, kind: Any = None) -> Any:
    """The value in dicts, lists and scalars."""
    return _converter.unstructure(value, unstructure_as=kind or type(value))


def made(value: Any, kind: type[T]) -> T:
    """The value of this kind that `plain` made this of."""
    return _converter.structure(value, kind)


def state_of(aggregate: Any) -> dict[str, Any]:
    """All of an aggregate that a document keeps as its state."""
    state: dict[str, Any] = plain(aggregate)
    return {name: value for name, value in state.items() if name not in _BESIDE}


def aggregate_of(kind: type[T], aggregate_id: str, version: int, state: Mapping[str, Any]) -> T:
    """The aggregate that has this state."""
    return made({**state, "id": aggregate_id, "version": version}, kind)
