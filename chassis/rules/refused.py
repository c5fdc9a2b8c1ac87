"""Why rules are refused: file, version, line, entry, and a reason that people understand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from chassis.settings import SettingError

Step = str | int
"""The name of an entry or part, or the place in a list."""


class Wrong(ValueError):
    """Something in a version is not what it must be; `path` leads to it, the entry first."""

    def __init__(self, reason: str, *path: Step) -> None:
        super().__init__(f"{said(path)}: {reason}" if path else reason)
        self.reason, self.path = reason, path

    def within(self, *path: Step) -> Wrong:
        """The same, seen from outside of what `path` leads to."""
        return Wrong(self.reason, *path, *self.path)


class Unreadable(ValueError):
    """The text cannot be read as rules at all; `line` says where, when one is to blame."""

    def __init__(self, reason: str, line: int | None = None, path: Sequence[Step] = ()) -> None:
        super().__init__(reason)
        self.reason, self.line, self.path = reason, line, tuple(path)


@dataclass(frozen=True)
class Place:
    """Where in a file: the version by its day (or its place in the file), the line, the entry."""

    file: str
    version: str | None = None
    line: int | None = None
    path: tuple[Step, ...] = ()

    @property
    def entry(self) -> str | None:
        return str(self.path[0]) if self.path else None

    def __str__(self) -> str:
        line = None if self.line is None else f"line {self.line}"
        return ", ".join(each for each in (self.file, self.version, line, said(self.path)) if each)


class RulesRefused(SettingError):
    """The service does not start on these rules."""

    def __init__(self, place: Place, reason: str) -> None:
        super().__init__(f"rules in {place}: {reason}")
        self.place, self.reason = place, reason


def said(path: Sequence[Step]) -> str:
    """A path as people read it; places in lists are counted from 1."""
    return " / ".join(str(each + 1) if isinstance(each, int) else each for each in path)


def line_of(lines: Mapping[tuple[Step, ...], int], path: tuple[Step, ...]) -> int | None:
    """On which line something is, or what it should be in."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path)
