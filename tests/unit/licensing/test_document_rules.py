"""Which documents are taken is data; data that is wrong stops the start and says where."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from chassis.settings import Environment, SettingError
from services.licensing.adapters.documents.rules import load
from services.licensing.domain.documents.types import JPEG, PDF
from services.licensing.settings import RULES, Address, LicensingSettings

FILE = RULES / "documents.yaml"
GOOD = FILE.read_text("utf-8")


def test_the_rules_that_come_with_the_service_are_in_force_today() -> None:
    rules = load(FILE).on(date(2026, 11, 22))
    assert (rules.unattached_most, rules.unattached_kept) == (60, timedelta(days=7))
    assert rules.kinds["non_conviction"].words.ar == "شهادة عدم محكومية"
    assert rules.kinds["identity"].most_bytes[PDF] == 20 * 1024 * 1024
    assert PDF not in rules.kinds["inspection_photograph"].most_bytes
    assert JPEG in rules.kinds["inspection_photograph"].most_bytes


@pytest.mark.parametrize(
    ("right", "wrong", "named"),
    [
        ("most: 60", "most: 0", "unattached"),
        ("days: 7", "weeks: 1", "unattached"),
        ("pdf: 20971520", "pdf: 33554433", "largest_bytes"),
        ("      webp: 15728640\n", "", "largest_bytes says nothing of webp"),
        ("types: [pdf, docx]}", "types: [pdf, exe]}", "exe"),
        ("en: Proof of identity, ", "", "identity"),
        ("        authorisation: {", "        proxy: {", "authorisation"),
        ("assumption: true", "assumption: perhaps", "assumption"),
    ],
)
def test_wrong_rules_stop_the_start_and_name_the_place(
    tmp_path: Path, right: str, wrong: str, named: str
) -> None:
    file = tmp_path / "documents.yaml"
    assert right in GOOD
    file.write_text(GOOD.replace(right, wrong, 1), "utf-8")
    with pytest.raises(SettingError, match=named):
        load(file)


@pytest.mark.parametrize(
    ("said", "understood"),
    [
        ("", None),
        ("clamd:3310", Address("clamd", 3310)),
        ("[::1]:3310", Address("::1", 3310)),
    ],
)
def test_a_scanner_is_named_by_its_address_or_there_is_none(
    said: str, understood: Address | None
) -> None:
    assert LicensingSettings.read(Environment({"KANAF_SCANNER": said})).scanner == understood


@pytest.mark.parametrize("said", ["clamd", "clamd:", ":3310", "clamd:0", "clamd:99999", "clamd:٣٣"])
def test_an_address_that_is_none_stops_the_start(said: str) -> None:
    with pytest.raises(SettingError, match="KANAF_SCANNER must be host:port"):
        LicensingSettings.read(Environment({"KANAF_SCANNER": said}))
