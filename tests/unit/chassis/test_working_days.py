"""Working days: Sunday to Thursday, without holidays."""

from __future__ import annotations

from datetime import date

import pytest

from chassis.working_days import is_working_day, working_days_after, working_days_between
from contracts import reference


def none(day: date) -> bool:
    return False


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2026, 11, 22), True),  # Sunday
        (date(2026, 11, 26), True),  # Thursday
        (date(2026, 11, 27), False),  # Friday
        (date(2026, 11, 28), False),  # Saturday
    ],
)
def test_the_week_is_from_sunday_to_thursday(day: date, working: bool) -> None:
    assert is_working_day(day, none) is working


def test_the_day_itself_does_not_count() -> None:
    assert working_days_after(date(2026, 11, 22), 1, none) == date(2026, 11, 23)
    assert working_days_after(date(2026, 11, 26), 1, none) == date(2026, 11, 29)


def test_fifteen_working_days_are_three_weeks() -> None:
    assert working_days_after(date(2026, 11, 22), 15, none) == date(2026, 12, 13)


def test_a_holiday_is_no_working_day() -> None:
    days = {date.fromisoformat(each["day"]) for each in reference.holidays(2026)}
    assert working_days_after(date(2026, 12, 24), 1, days.__contains__) == date(2026, 12, 27)
    assert working_days_after(date(2026, 5, 24), 1, days.__contains__) == date(2026, 5, 31)


@pytest.mark.parametrize(("number", "last"), [(0, 22), (1, 23), (4, 26), (4, 28), (5, 29)])
def test_the_days_between_are_those_that_lead_from_one_to_the_other(number: int, last: int) -> None:
    assert working_days_between(date(2026, 11, 22), date(2026, 11, last), none) == number


def test_nothing_lies_between_a_day_and_an_earlier_one() -> None:
    assert working_days_between(date(2026, 11, 29), date(2026, 11, 22), none) == 0
