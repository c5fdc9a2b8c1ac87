"""Whole aggregates as the state that is kept of them, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from chassis.plain import made, plain

A = TypeVar("A")
_TOLD_APART = frozenset({"id", "version", "events"})
"""What stands beside the state in a document."""


def state_of(aggregate: Any) -> dict[str, Any]:
    """All of it but what stands beside the state."""
    return {name: each for name, each in plain(aggregate).items() if name not in _TOLD_APART}


def aggregate_of(kind: type[A], aggregate_id: str, version: int, state: Mapping[str, Any]) -> A:
    """The aggregate that has this state."""
    return made({**state, "id": aggregate_id, "version": version}, kind)
