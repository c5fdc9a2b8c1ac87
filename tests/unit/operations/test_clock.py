from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from chassis.clock import MovableClock
from operations.commands.clock import clock


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KANAF_CLOCK_FILE", str(tmp_path / "clock.json"))
    monkeypatch.delenv("KANAF_MODE", raising=False)
    return tmp_path / "clock.json"


def call(*arguments: str) -> Result:
    return CliRunner().invoke(clock, arguments)


def ahead(file: Path) -> timedelta:
    return MovableClock(file).now() - datetime.now(UTC)


def near(moment: timedelta, expected: timedelta) -> bool:
    return abs(moment - expected) < timedelta(seconds=30)


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("61d", timedelta(days=61)),
        ("12h", timedelta(hours=12)),
        ("1w2d3h4m5s", timedelta(weeks=1, days=2, hours=3, minutes=4, seconds=5)),
    ],
)
def test_services_see_the_time_that_was_advanced(file: Path, by: str, expected: timedelta) -> None:
    assert call("advance", by).exit_code == 0
    assert near(ahead(file), expected)


def test_advances_add_up_and_reset_takes_them_back(file: Path) -> None:
    call("advance", "10d")
    call("advance", "5d")
    assert near(ahead(file), timedelta(days=15))
    assert call("reset").exit_code == 0
    assert near(ahead(file), timedelta())


@pytest.mark.parametrize("wrong", ["61", "d", "sixty days", "1d xyz", "-3d", "1.5h", "3y", ""])
def test_what_is_no_stretch_of_time_is_refused(file: Path, wrong: str) -> None:
    outcome = call("advance", "--", wrong)
    assert "no stretch of time" in str(outcome.exception)
    assert not file.exists()


def test_time_stands_in_production(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KANAF_MODE", "production")
    assert call("advance", "1d").exit_code != 0
    assert not file.exists()
