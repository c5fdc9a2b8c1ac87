"""Running numbers: of licences, bills, and whatever must be numbered without a gap."""

from __future__ import annotations

from typing import Protocol


class Numbers(Protocol):
    """Running numbers: 1, 2, 3 … in each series, without a gap, none given twice."""

    def next(self, series: str) -> int:
        """The next number; it is given back when the change it belongs to does not happen."""
        ...
