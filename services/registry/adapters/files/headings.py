"""What stands above the columns of a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from services.registry.adapters.files.column import Column, told
from services.registry.adapters.files.columns import columns, headed
from services.registry.adapters.files.likeness import probably
from services.registry.domain.files.headings import Heading

R = TypeVar("R")


@dataclass(frozen=True)
class Below(Generic[R]):
    """What is understood below some headings: `row` makes one of its number and its cells, and
    nothing of an empty one."""

    headings: Sequence[Heading]
    row: Callable[[int, Sequence[Any]], R | None]


def below(
    cells: Sequence[str],
    rows: Callable[[Sequence[Column | None]], Callable[[int, Sequence[Any]], R | None]],
    among: Mapping[str, Column] | None = None,
) -> Below[R]:
    """Rows of these columns (of persons, if no others are given). Raises `Unreadable`."""
    known = among or columns()
    found = headed(cells, known)
    there = {each.name for each in found if each is not None}
    left = [each for each in known.values() if each.name not in there]
    headings = [
        Heading(told(cell), meant=probably(cell, left))
        if column is None
        else Heading(told(cell), column.name)
        for cell, column in zip(cells, found, strict=True)
    ]
    return Below(headings, rows(found))
