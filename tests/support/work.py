"""A run of background work for tests of its function, without a process that does it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


class Cut(BaseException):
    """The run was cut off here, as a kill would do."""


class FakeRun:
    """Remembers what was reached; with `cut_after` it is cut off at that many steps."""

    def __init__(self, checkpoint: Mapping[str, Any] | None = None, cut_after: int = -1) -> None:
        self._checkpoint: dict[str, Any] = dict(checkpoint or {})
        self.told: list[tuple[int, int | None]] = []
        self._left = cut_after

    @property
    def checkpoint(self) -> Mapping[str, Any]:
        return dict(self._checkpoint)

    def reached(self, done: int, total: int | None = None, **checkpoint: Any) -> None:
        self.told.append((done, total))
        self._checkpoint |= checkpoint
        self._left -= 1
        if self._left == 0:
            raise Cut


class Killed(BaseException):
    """The process ends in the middle."""


class OneRun:
    """A run of background work that may be killed after so many steps."""

    def __init__(self, checkpoint: Mapping[str, Any] | None = None, steps: int = 10_000) -> None:
        self.checkpoint: dict[str, Any] = dict(checkpoint or {})
        self._steps = steps

    def reached(self, done: int, total: int | None = None, **checkpoint: Any) -> None:
        self._steps -= 1
        if self._steps < 0:
            raise Killed
        self.checkpoint.update(checkpoint)
