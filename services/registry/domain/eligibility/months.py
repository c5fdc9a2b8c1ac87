"""Days so many months apart, as the rules of eligibility count them."""

from __future__ import annotations

from datetime import date, timedelta


def months_before(day: date, months: int) -> date:
    """The same day so many months earlier, or the last of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise ValueError(day)


def months_after(day: date, months: int) -> date:
    """The first day so many months before which that day is past, or is."""
    found = months_before(day, -months)
    while months_before(found, months) < day:
        found += timedelta(days=1)
    return found
