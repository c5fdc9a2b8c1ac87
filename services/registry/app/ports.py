"""What every handler of the registry needs from outside."""

from __future__ import annotations

from datetime import date
from typing import Any, Protocol

View = dict[str, Any]

NOBODY: View = {"items": [], "next": None}
"""An empty page."""


class NewId(Protocol):
    """Gives the identifier of what the command at hand creates."""

    def __call__(self) -> str: ...


class Today(Protocol):
    """Tells the date at the ministry."""

    def __call__(self) -> date: ...
