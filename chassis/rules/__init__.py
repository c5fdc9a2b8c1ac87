"""Laws and policies as dated data: read and validated at start, picked by the day they govern.

A file of rules is a YAML list of versions. Each has `effective_from` (a date) and, under
`rules`, entries that are at least `source` (where the rule stands) and `assumption` (`true` when
nobody has confirmed it as law), beside their values:

    - effective_from: 2024-02-20
      rules:
        licence_term: {years: 1, source: "...", assumption: false}

`text` says how strictly such a file is read, `shapes` what its entries must look like.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Generic, TypeVar

from chassis.rules import shapes, text
from chassis.rules.conforming import conform, conform_all
from chassis.rules.refused import Place, RulesRefused, Unreadable, Wrong, line_of

__all__ = [
    "DatedRules",
    "Entries",
    "NoRuleYet",
    "RulesRefused",
    "Wrong",
    "conform",
    "read",
    "read_by_day",
    "refused_at",
]

T = TypeVar("T")
Entries = Mapping[str, Mapping[str, Any]]
Shapes = Mapping[str, shapes.Part]
"""What each entry must look like, by its name."""

_VERSION = frozenset({"effective_from", "rules"})
_BASIS = shapes.entry()


class NoRuleYet(Exception):
    """No version of the rules was in force on that day."""


@dataclass(frozen=True)
class DatedRules(Generic[T]):
    """Versions of one service's rules, the newest last."""

    versions: tuple[tuple[date, T], ...]

    def on(self, day: date) -> T:
        """The version in force on a day; raises `NoRuleYet` before the first."""
        for effective_from, rules in reversed(self.versions):
            if effective_from <= day:
                return rules
        raise NoRuleYet(day.isoformat())


def read(
    path: Path, understand: Callable[[Entries], T], expected: Shapes | None = None
) -> DatedRules[T]:
    """The rules of a file; `understand` makes a version's entries the domain's own rules.

    Entries that are not as `expected` never reach it; without `expected` it looks itself.
    Raises `RulesRefused` (a `SettingError`) naming the file, version, entry and reason.
    """
    return read_by_day(path, lambda _, entries: understand(entries), expected)


def read_by_day(
    path: Path, understand: Callable[[date, Entries], T], expected: Shapes | None = None
) -> DatedRules[T]:
    """As `read`, for rules that must know their own day."""
    try:
        document = text.read(path)
    except Unreadable as error:
        raise RulesRefused(_place_of(path.name, error), error.reason) from error
    return DatedRules(tuple(_versions(path.name, document, understand, expected)))


def refused_at(path: Path, day: date, wrong: Wrong) -> RulesRefused:
    """Why a version that can be read is refused for what another file says: with its line."""
    line = None
    with suppress(Unreadable, StopIteration):
        document = text.read(path)
        of_day = (at for at, each in enumerate(document.values) if each["effective_from"] == day)
        line = line_of(document.lines, (next(of_day), "rules", *wrong.path))
    return RulesRefused(Place(path.name, day.isoformat(), line, wrong.path), wrong.reason)


def _versions(
    file: str,
    document: text.Document,
    understand: Callable[[date, Entries], T],
    expected: Shapes | None,
) -> Iterator[tuple[date, T]]:
    if not isinstance(document.values, list) or not document.values:
        raise RulesRefused(Place(file), "versions must be there, each beginning with a dash")
    newest = date.min
    for number, version in enumerate(document.values):
        where = Place(file, f"version {number + 1}", document.lines[number,])
        day = _day(where, version)
        if number and day <= newest:
            reason = f"{day} follows {newest}: each version is from a later day than the one before"
            raise RulesRefused(where, reason)
        newest = day
        where = Place(file, day.isoformat(), document.lines[number, "rules"])
        yield day, _understood(where, number, document, partial(understand, day), expected)


def _day(where: Place, version: Any) -> date:
    if not isinstance(version, dict) or version.keys() != _VERSION:
        raise RulesRefused(where, "a version is effective_from and rules, and nothing else")
    day = version["effective_from"]
    if type(day) is not date:
        said = "effective_from must be a date like 2026-01-31, without quotes and time"
        raise RulesRefused(where, f"{said}, not {shapes.shown(day)}")
    return day


def _understood(
    where: Place,
    number: int,
    document: text.Document,
    understand: Callable[[Entries], T],
    expected: Shapes | None,
) -> T:
    entries = document.values[number]["rules"]
    try:
        if not isinstance(entries, dict) or not entries:
            raise Wrong("the rules of a version are entries with names")
        if expected is not None:
            return understand(conform_all(entries, expected))
        _must_name_sources(entries)
        return understand(entries)
    except Wrong as wrong:
        line = line_of(document.lines, (number, "rules", *wrong.path))
        place = Place(where.file, where.version, line, wrong.path)
        raise RulesRefused(place, wrong.reason) from wrong
    except (ValueError, TypeError, KeyError, AttributeError, ArithmeticError) as error:
        raise RulesRefused(where, f"{type(error).__name__}: {error}") from error


def _must_name_sources(entries: Mapping[str, Any]) -> None:
    for name, entry in entries.items():
        if not isinstance(entry, dict):
            raise Wrong("must be parts with names and values", name)
        only = {part: value for part, value in entry.items() if part in ("source", "assumption")}
        conform(only, _BASIS, name)


def _place_of(file: str, error: Unreadable) -> Place:
    """Where the text itself is wrong: within an entry when the path leads so far."""
    number, *path = error.path or (None,)
    version = f"version {number + 1}" if isinstance(number, int) else None
    return Place(file, version, error.line, tuple(path[1:] if path[:1] == ["rules"] else path))
