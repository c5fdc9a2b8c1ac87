"""The figures side by side, one column a size, and what grew from the first to the last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

MOST_GROWTH = 1.5
"""What the registry is judged by: no more than half as long again."""

_JUDGED = ("p50", "p95", "p99", "cpu")


def table(found: Sequence[Mapping[str, Any]]) -> str:
    """One line a figure; `grown` is last through first, `!` where it is judged and too much."""
    flat = [dict(_lines(each)) for each in found]
    width = max(map(len, flat[0])) + 2
    heading = f"{'':{width}}" + "".join(f"{each['persons']:>14,}" for each in found) + "     grown"
    lines = [heading]
    for name in flat[0]:
        cells = [each.get(name) for each in flat]
        shown = "".join(f"{_cell(each):>14}" for each in cells)
        lines.append(f"{name:{width}}{shown}{_grown(name, cells):>10}")
    return "\n".join(lines)


def _lines(figures: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in figures.items():
        if isinstance(value, Mapping):
            yield from _lines(value, f"{before}{name} ")
        elif name != "persons" or before:
            yield f"{before}{name}", value


def _cell(value: Any) -> str:
    return "-" if value is None else f"{value:,}"


def _grown(name: str, cells: Sequence[Any]) -> str:
    first, last = cells[0], cells[-1]
    if len(cells) < 2 or not isinstance(first, int | float) or not first or last is None:
        return ""
    ratio = last / first
    judged = name.startswith("ms ") and name.rpartition(" ")[2] in _JUDGED
    return f"{ratio:.2f}" + ("!" if judged and ratio > MOST_GROWTH else " ")
