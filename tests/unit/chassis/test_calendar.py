"""The civil day is that of Jordan, whatever day it is in UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from chassis.calendar import Calendar, day_of, start_of, written
from chassis.clock import FixedClock


@pytest.mark.parametrize("day", [date(2026, 11, 22), date(2021, 7, 1), date(2028, 2, 29)])
def test_a_day_begins_at_its_midnight_in_amman(day: date) -> None:
    assert day_of(start_of(day)) == day
    assert day_of(start_of(day) - timedelta(milliseconds=1)) == day - timedelta(days=1)


def test_late_in_the_evening_of_utc_it_is_tomorrow_in_amman() -> None:
    calendar = Calendar(FixedClock(datetime(2026, 11, 22, 21, 0, tzinfo=UTC)))
    assert calendar.today() == date(2026, 11, 23)
    assert start_of(date(2026, 11, 23)) == calendar.now()


def test_a_moment_is_written_in_utc_to_the_millisecond() -> None:
    assert written(start_of(date(2026, 11, 23))) == "2026-11-22T21:00:00.000Z"
