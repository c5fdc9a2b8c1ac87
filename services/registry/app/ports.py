"""What every handler of the registry needs from outside."""

from __future__ import annotations

from collections.abc import Mapping
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


class Run(Protocol):
    """One run of background work; a work that was interrupted is run again from its checkpoint."""

    @property
    def checkpoint(self) -> Mapping[str, Any]:
        """What the run before recorded last; empty at first."""
        ...

    def reached(self, done: int, total: int | None = None, **checkpoint: Any) -> None:
        """Record how far the work is. Raises when it must stop here, to be taken up again."""
        ...
