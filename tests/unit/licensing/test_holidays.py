"""Licensing counts its deadlines by the holidays that the registry tells."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.documents.memory import MemoryDatabase
from chassis.events.contract import published_contract
from chassis.working_days import working_days_after, working_days_between
from contracts.envelope import Envelope, from_dict
from services.licensing.adapters.holidays import MemoryHolidayYears, known_before
from services.licensing.app.holidays import (
    REMEMBERED_SECONDS,
    HolidayTable,
    HolidayYear,
    HolidayYears,
)
from services.licensing.bootstrap.house import MemoryHouse
from services.licensing.entrypoints.holidays import HolidayMethods
from services.licensing.settings import LicensingSettings

GOLDEN = Path("contracts/golden/kanaf.registry.holidays.recorded.v1.json")
DECEMBER_1 = date(2026, 12, 1)


class House:
    """A process of licensing on a database that others may share."""

    def __init__(self, memory: MemoryDatabase) -> None:
        clock = FixedClock(from_dict(json.loads(GOLDEN.read_text("utf-8"))).time)
        self.table = MemoryHouse(memory, clock, LicensingSettings.read()).holidays
        self.entry = HolidayMethods()
        self.entry.application = self  # type: ignore[assignment]

    @property
    def holidays(self) -> HolidayTable:
        return self.table

    def hears(self, *dates: str, year: int = 2026, sequence: int = 2, **different: Any) -> None:
        data = {"year": year, "days": len(dates), "dates": list(dates), **different}
        sample = from_dict(json.loads(GOLDEN.read_text("utf-8")))
        told: Envelope = replace(sample, sequence=sequence, data=data)
        self.entry.holidays_recorded(published_contract(told))


@pytest.fixture
def memory() -> MemoryDatabase:
    return MemoryDatabase()


@pytest.fixture
def house(memory: MemoryDatabase) -> House:
    return House(memory)


def test_before_anything_is_told_the_published_holidays_count(house: House) -> None:
    table = house.table
    assert table.is_holiday(date(2026, 12, 25))
    assert table.working_days_after(date(2026, 11, 30), 1) == DECEMBER_1
    assert table.working_days_between(date(2026, 11, 30), date(2026, 12, 3)) == 3


def test_what_is_told_takes_the_place_of_what_was_known(house: House) -> None:
    assert house.table.is_holiday(date(2026, 5, 25))
    house.hears("2026-12-01")
    assert house.table.working_days_after(date(2026, 11, 30), 1) == date(2026, 12, 2)
    assert house.table.working_days_between(date(2026, 11, 30), date(2026, 12, 3)) == 2
    assert not house.table.is_holiday(date(2026, 5, 25))
    house.hears(sequence=3)
    assert house.table.working_days_after(date(2026, 11, 30), 1) == DECEMBER_1


def test_older_news_that_comes_late_changes_nothing(house: House) -> None:
    house.hears("2026-12-01", sequence=3)
    house.hears("2026-12-02", sequence=2)
    assert house.table.is_holiday(DECEMBER_1)
    assert not house.table.is_holiday(date(2026, 12, 2))


def test_an_event_from_before_days_were_told_changes_nothing(house: House) -> None:
    house.hears("2026-12-01")
    house.hears(sequence=3, dates=None, days=14)
    assert house.table.is_holiday(DECEMBER_1)


def test_who_follows_hears_of_the_year_and_counts_with_it_already(house: House) -> None:
    heard: list[tuple[int, bool]] = []
    house.table.follow(lambda year: heard.append((year, house.table.is_holiday(DECEMBER_1))))
    house.hears("2026-12-01")
    house.hears("2026-12-01", sequence=1)
    assert heard == [(2026, True)]


def test_who_follows_and_fails_hears_it_again(house: House) -> None:
    fails = [True]
    heard: list[int] = []

    def follow(year: int) -> None:
        if fails.pop():
            raise ConnectionError
        heard.append(year)

    house.table.follow(follow)
    with pytest.raises(ConnectionError):
        house.hears("2026-12-01")
    fails.append(False)
    house.hears("2026-12-01")
    assert heard == [2026]


def test_another_process_knows_within_seconds_and_reads_no_more_often(
    memory: MemoryDatabase, house: House
) -> None:
    now = [0.0]
    other = counting(MemoryHolidayYears(memory), lambda: now[0])
    assert not other.is_holiday(DECEMBER_1)
    house.hears("2026-12-01")
    assert not other.is_holiday(DECEMBER_1)
    now[0] += REMEMBERED_SECONDS
    assert other.is_holiday(DECEMBER_1)


def test_who_reads_slowly_does_not_forget_what_was_heard_meanwhile(memory: MemoryDatabase) -> None:
    class Slow(MemoryHolidayYears):
        def of(self, year: int) -> HolidayYear | None:
            found = super().of(year)
            if found is None and not meanwhile:
                meanwhile.append(year)
                table.hear(year, [DECEMBER_1], 2)
            return found

    meanwhile: list[int] = []
    table = counting(Slow(memory))
    assert table.is_holiday(DECEMBER_1)


def counting(years: HolidayYears, seconds: Callable[[], float] = time.monotonic) -> HolidayTable:
    return HolidayTable(years, known_before, working_days_after, working_days_between, seconds)
