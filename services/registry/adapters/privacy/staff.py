"""Which fields of answers name a member of staff: a copy tells roles, and no names."""

from __future__ import annotations

from typing import Any

STAFF = frozenset(
    {
        *("by", "registered_by", "recorded_by", "visited_by", "requested_by", "stated_by"),
        *("prepared_by", "ended_by", "filed_by", "lifted_by", "handler"),
    }
)


def without_staff(value: Any) -> Any:
    """The same, however deep, without who of the ministry did it."""
    if isinstance(value, dict):
        return {name: without_staff(each) for name, each in value.items() if name not in STAFF}
    return [without_staff(each) for each in value] if isinstance(value, list | tuple) else value
