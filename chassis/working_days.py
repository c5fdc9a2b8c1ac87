"""Working days: Sunday to Thursday, without the holidays of the country."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

WEEKEND = frozenset({4, 5})
"""Friday and Saturday, as `date.weekday` counts."""

IsHoliday = Callable[[date], bool]


def is_working_day(day: date, is_holiday: IsHoliday) -> bool:
    """Whether offices are open."""
    return day.weekday() not in WEEKEND and not is_holiday(day)


def working_days_between(first: date, last: date, is_holiday: IsHoliday) -> int:
    """How many working days follow `first` up to `last`, which counts; 0 when none does."""
    days = (first + timedelta(days=each) for each in range(1, (last - first).days + 1))
    return sum(is_working_day(day, is_holiday) for day in days)


def working_days_after(day: date, number: int, is_holiday: IsHoliday) -> date:
    """The last of so many working days that follow this day, which itself does not count."""
    while number > 0:
        day += timedelta(days=1)
        if is_working_day(day, is_holiday):
            number -= 1
    return day
