"""The two sides that are measured, behind one face."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from bench.load import Round


@dataclass(frozen=True)
class Handled:
    """How many events the listener has handled, and when the last one was (epoch seconds)."""

    count: int
    last: float


class Side(Protocol):
    """What the bench asks of a side."""

    name: str

    def start(self) -> None:
        """Start what is not running yet and wait until it can be used."""
        ...

    def stop(self) -> None: ...

    def register(self, connections: int, seconds: float) -> Round:
        """Registrations over HTTP."""
        ...

    def catch_up(self) -> float:
        """Wait until every event of the registrations was handled; the seconds that took."""
        ...

    def registration_lags(self) -> dict[str, float]:
        """Percentiles of the seconds from commit to handled since the last call."""
        ...

    def commit(self, first: int, count: int, pause: float) -> None:
        """Commit changes without HTTP, one after another, `pause` seconds apart. Thread-safe."""
        ...

    def handled(self) -> Handled:
        """What came out of `commit` so far."""
        ...

    def take_lags(self) -> list[float]:
        """Seconds from commit to handled of each of those events since the last call."""
        ...

    def ids(self) -> dict[str, int]:
        """The process ids of this side's own processes."""
        ...
