"""Laws and policies as dated data: read and validated at start, picked by the day they govern.

A file of rules is a YAML list of versions. Each has `effective_from` (a date) and, under
`rules`, entries that are at least `source` (where the rule stands) and `assumption` (`true` when
nobody has confirmed it as law), beside their values:

    - effective_from: 2024-02-20
      rules:
        licence_term: {years: 1, source: "...", assumption: false}
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Generic, TypeVar

import yaml

from chassis.settings import SettingError

T = TypeVar("T")
Entries = Mapping[str, Mapping[str, Any]]


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


def read(path: Path, understand: Callable[[Entries], T]) -> DatedRules[T]:
    """The rules of a file; `understand` makes a version's entries the domain's own rules.

    Raises `SettingError` naming the file, version and entry that are wrong.
    """
    where = path.name
    try:
        versions = []
        for version in yaml.load(path.read_text("utf-8"), yaml.CSafeLoader):
            effective_from = version["effective_from"]
            where = f"{path.name}, {effective_from}"
            if type(effective_from) is not date:
                raise ValueError("effective_from must be a date")
            _must_name_sources(version["rules"])
            versions.append((effective_from, understand(version["rules"])))
        days = [day for day, _ in versions]
        if not days or days != sorted(set(days)):
            raise ValueError("versions must be there, each from a later day than the one before")
    except (OSError, yaml.YAMLError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise SettingError(f"rules in {where}: {type(error).__name__}: {error}") from error
    return DatedRules(tuple(versions))


def _must_name_sources(entries: Entries) -> None:
    for name, entry in entries.items():
        if not isinstance(entry.get("source"), str) or not entry["source"].strip():
            raise ValueError(f"{name} must name its source")
        if not isinstance(entry.get("assumption"), bool):
            raise ValueError(f"{name} must say whether it is an assumption")
