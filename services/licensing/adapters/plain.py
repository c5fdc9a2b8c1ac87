"""Values of the domain as what MongoDB keeps, and back, by their annotations (cattrs).

Dates are kept as `yyyy-mm-dd`, moments as they are; sets as sorted lists.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, TypeVar

from cattrs import Converter

T = TypeVar("T")

_converter = Converter()
_converter.register_unstructure_hook(datetime, lambda moment: moment)
_converter.register_structure_hook(datetime, lambda value, _: value)
_converter.register_unstructure_hook(date, lambda day: day.isoformat())
_converter.register_structure_hook(date, lambda value, _: date.fromisoformat(value))
_converter.register_unstructure_hook_func(
    lambda kind: getattr(kind, "__origin__", None) is frozenset, sorted
)


def plain(value: Any, kind: Any = None) -> Any:
    """The value in dicts, lists and scalars."""
    return _converter.unstructure(value, unstructure_as=kind or type(value))


def made(value: Any, kind: type[T]) -> T:
    """The value of this kind that `plain` made this of."""
    return _converter.structure(value, kind)
