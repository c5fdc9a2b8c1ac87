"""Leaving a provider alone while it is away, and sending at full width when it is back."""

from __future__ import annotations

from collections.abc import Callable

FIRST_ABSENCE = 1.0
"""Seconds until the first new try after a provider went away."""


class Gate:
    """Open while the provider takes messages; closed for a growing while when it does not.

    After each pause one message goes first: if it is taken, the gate is open again. Pauses double
    from one second up to `longest` seconds.
    """

    def __init__(self, longest: float, monotonic: Callable[[], float]) -> None:
        self._longest = longest
        self._monotonic = monotonic
        self._pause = 0.0
        self._closed_at = self._opens_at = monotonic()

    @property
    def trying(self) -> bool:
        """Whether the last thing known of the provider is that it was away."""
        return self._pause > 0

    def width(self, free: int, sending: int) -> int:
        """How many of `free` places may be used now, while `sending` are on their way."""
        if not self.trying:
            return free
        if sending or self._monotonic() < self._opens_at:
            return 0
        return min(free, 1)

    def taken(self) -> None:
        """The provider answered: it is there."""
        self._pause = 0.0

    def absent(self, started_at: float, stay_away: float | None) -> None:
        """A try that began at `started_at` found the provider away.

        Tries that were under way when the gate closed say nothing new.
        """
        now = self._monotonic()
        if self.trying and started_at < self._closed_at:
            return
        self._pause = min(self._longest, self._pause * 2 or FIRST_ABSENCE)
        self._closed_at = now
        self._opens_at = now + max(self._pause, min(stay_away or 0.0, self._longest))
