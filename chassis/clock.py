"""The time that services see. Only a local system can move it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol


class Clock(Protocol):
    """Tells the time, always aware and in UTC, in whole milliseconds (what MongoDB keeps)."""

    def now(self) -> datetime: ...


def _now() -> datetime:
    now = datetime.now(UTC)
    return now.replace(microsecond=now.microsecond // 1000 * 1000)


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return _now()


@dataclass
class FixedClock:
    """A clock for tests that moves only when told."""

    at: datetime

    def now(self) -> datetime:
        return self.at

    def advance(self, by: timedelta) -> None:
        self.at += by


class MovableClock:
    """The machine's clock plus an offset kept in a file that all local processes read.

    The file holds `{"offset_seconds": N}`; without it the offset is zero. It is read again only
    when it changed.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen: tuple[int, int] | None = None
        self._offset = timedelta()

    def now(self) -> datetime:
        try:
            status = self._path.stat()
        except FileNotFoundError:
            self._seen, self._offset = None, timedelta()
            return _now()
        seen = (status.st_mtime_ns, status.st_ino)
        if seen != self._seen:
            seconds = json.loads(self._path.read_text("utf-8"))["offset_seconds"]
            self._seen, self._offset = seen, timedelta(seconds=seconds)
        return _now() + self._offset


def build(mode: str, file: Path | None) -> Clock:
    """The movable clock in local mode when a file is named, else the machine's."""
    return MovableClock(file) if mode == "local" and file is not None else SystemClock()
