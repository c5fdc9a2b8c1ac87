"""A file of rules as somebody sees it who checks it before a service starts on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from chassis.rules import DatedRules
from chassis.settings import SettingError


@dataclass(frozen=True)
class Checked:
    """A file: the days from which its versions hold, or `wrong`: version, entry and reason.

    `read`: whether the service reads it at all.
    """

    file: str
    versions: tuple[date, ...] = ()
    wrong: str | None = None
    read: bool = True

    def on(self, day: date) -> date | None:
        """The version in force on a day; none before the first."""
        return max((each for each in self.versions if each <= day), default=None)


def checked(file: str, days: Callable[[], tuple[date, ...]]) -> Checked:
    """The file by what reading it gives, or what is wrong with it."""
    try:
        return Checked(file, days())
    except SettingError as error:
        return Checked(file, wrong=str(error))


def days_of(dated: DatedRules[Any]) -> tuple[date, ...]:
    """From which days the versions hold."""
    return tuple(day for day, _ in dated.versions)
