"""Requests for lists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def page(asked: Mapping[str, Any]) -> tuple[dict[str, Any], str | None, int]:
    """Filters, cursor and size of a list."""
    filters = {key: value for key, value in asked.items() if key not in ("after", "limit")}
    return filters, asked["after"], asked["limit"]
