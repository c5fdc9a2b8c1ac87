"""The rules of nurseries are data; data that is wrong stops the start and says where."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from chassis.rules import NoRuleYet
from chassis.settings import SettingError
from services.licensing.adapters.rules import load
from services.licensing.settings import RULES

GOOD = RULES.read_text("utf-8")


def test_the_rules_that_come_with_the_service_are_in_force_today() -> None:
    rules = load(RULES).on(date(2026, 11, 22))
    assert (rules.home_places_under_two, rules.home_places_two_to_four) == (5, 7)
    assert rules.licence_term_years == 1
    assert rules.reminder_days == (60, 30, 7)


def test_before_the_first_version_there_is_no_rule() -> None:
    with pytest.raises(NoRuleYet):
        load(RULES).on(date(2024, 2, 19))


def test_each_day_is_governed_by_the_version_of_its_time(tmp_path: Path) -> None:
    file = tmp_path / "nursery.yaml"
    later = GOOD[GOOD.index("- effective_from") :].replace("2024-02-20", "2027-01-01")
    file.write_text(GOOD + later.replace("under_two: 5", "under_two: 6"), "utf-8")
    rules = load(file)
    assert rules.on(date(2026, 12, 31)).home_places_under_two == 5
    assert rules.on(date(2027, 1, 1)).home_places_under_two == 6


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("effective_from: 2024-02-20", "effective_from: soon"),
        ("under_two: 5", "under_two: some"),
        ("under_two: 5", "under_two: 0"),
        ("years: 1", "months: 12"),
        ("[60, 30, 7]", "[60, 60]"),
        ("assumption: false", "assumption: perhaps"),
        ("source: ", "because: "),
    ],
)
def test_wrong_rules_stop_the_start_and_name_the_file(
    tmp_path: Path, right: str, wrong: str
) -> None:
    file = tmp_path / "nursery.yaml"
    assert right in GOOD
    file.write_text(GOOD.replace(right, wrong), "utf-8")
    with pytest.raises(SettingError, match=r"rules in nursery\.yaml"):
        load(file)


def test_a_version_that_stands_out_of_order_stops_the_start(tmp_path: Path) -> None:
    file = tmp_path / "nursery.yaml"
    file.write_text(GOOD + GOOD[GOOD.index("- effective_from") :], "utf-8")
    with pytest.raises(SettingError, match="later day"):
        load(file)


def test_a_file_that_is_not_there_stops_the_start(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match=r"nowhere\.yaml"):
        load(tmp_path / "nowhere.yaml")
