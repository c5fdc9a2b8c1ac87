"""Viewings that end because what they rest on has ended, in the transaction that ends it."""

from __future__ import annotations

from dataclasses import dataclass

from services.licensing.app.cameras.ports import Viewings
from services.licensing.app.ports import Calendar


@dataclass(frozen=True)
class Ending:
    """Ends viewings."""

    viewings: Viewings
    calendar: Calendar

    def all_of(self, how: str, **of: str) -> None:
        """Every viewing of this place or camera that still runs."""
        for viewing in self.viewings.running(**of):
            viewing.cut(min(self.calendar.now(), viewing.ends_at), how)
            self.viewings.save(viewing)
