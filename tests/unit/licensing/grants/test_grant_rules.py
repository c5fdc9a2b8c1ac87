"""The rules of grants are data; data that is wrong stops the start and says where."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from chassis.settings import SettingError
from services.licensing.adapters.grants.rules import load
from services.licensing.settings import LicensingSettings

FILE = LicensingSettings.read().rules / "grants.yaml"


def test_the_rules_that_come_with_the_service_are_in_force_today() -> None:
    rules = load(FILE).on(date(2026, 11, 22))
    assert (rules.disagreement, rules.appeal_days, rules.overdue_days) == (30, 15, (1, 15, 30))


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("apart: 30", "apart: 101"), ("days: 15", "days: some"), ("[1, 15, 30]", "[1, 1]")],
)
def test_wrong_rules_stop_the_start(tmp_path: Path, right: str, wrong: str) -> None:
    file = tmp_path / "grants.yaml"
    text = FILE.read_text("utf-8")
    assert right in text
    file.write_text(text.replace(right, wrong), "utf-8")
    with pytest.raises(SettingError, match=r"rules in grants\.yaml"):
        load(file)
