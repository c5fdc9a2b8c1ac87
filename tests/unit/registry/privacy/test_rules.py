"""The rules of privacy are dated data that is refused at start when it is not what it must be."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from chassis.settings import SettingError
from services.registry.adapters.privacy import rules
from services.registry.domain.persons.facts import BirthDate
from services.registry.domain.privacy.requests import KINDS
from services.registry.settings import RULES

FILE = RULES / "privacy.yaml"
TODAY = date(2026, 11, 22)


def test_the_rules_that_come_with_the_service_are_understood() -> None:
    law = rules.load(FILE).on(TODAY)
    assert set(law.working_days) == set(KINDS)
    assert law.purpose("health_referral").rests_on_consent
    assert law.purpose("eligibility").longest_days is None
    assert law.categories["payments"].keep == "always"


def test_a_change_of_the_law_is_a_new_version_with_a_date(tmp_path: Path) -> None:
    versions = yaml.safe_load(FILE.read_text("utf-8"))
    later = yaml.safe_load(FILE.read_text("utf-8"))[0]
    later["effective_from"] = date(2027, 1, 1)
    later["rules"]["deadlines"]["working_days"]["erasure"] = 5
    changed = tmp_path / "privacy.yaml"
    changed.write_text(yaml.safe_dump([*versions, later], allow_unicode=True), "utf-8")
    law = rules.load(changed)
    assert law.on(TODAY).working_days["erasure"] == 15
    assert law.on(date(2027, 1, 1)).working_days["erasure"] == 5


def codes(version: Any, of: str) -> Any:
    return version["rules"][of]["codes"]


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda it: codes(it, "purposes")["care"].update(basis="habit"), "habit"),
        (lambda it: codes(it, "purposes")["care"].update(longest_days=9), "longest_days"),
        (lambda it: codes(it, "purposes")["care"].update(recipients=["nobody"]), "nobody"),
        (lambda it: codes(it, "purposes")["care"].update(categories=["shoe_size"]), "shoe_size"),
        (lambda it: codes(it, "categories")["payments"].update(keep="never"), "payments"),
        (lambda it: codes(it, "categories")["payments"].pop("why"), "why"),
        (lambda it: codes(it, "categories")["identity"].pop("grounds"), "grounds"),
        (lambda it: codes(it, "categories")["contact"].update(grounds=["payments"]), "grounds"),
        (lambda it: codes(it, "categories")["name"].update(grounds=["habit"]), "habit"),
        (lambda it: codes(it, "grounds").pop("household"), "household"),
        (lambda it: it["rules"]["deadlines"]["working_days"].pop("erasure"), "erasure"),
        (lambda it: it["rules"]["majority"].update(years=0), "from 1 to 150"),
        (lambda it: it["rules"]["purposes"].pop("source"), "source"),
    ],
)
def test_rules_that_are_not_understood_stop_the_service(
    tmp_path: Path, spoil: Callable[[Any], Any], said: str
) -> None:
    versions = yaml.safe_load(FILE.read_text("utf-8"))
    spoil(versions[0])
    spoiled = tmp_path / "privacy.yaml"
    spoiled.write_text(yaml.safe_dump(versions, allow_unicode=True), "utf-8")
    with pytest.raises(SettingError, match=said) as refused:
        rules.load(spoiled)
    assert "privacy.yaml" in str(refused.value)


@pytest.mark.parametrize(
    ("born", "child"),
    [
        ("2008-11-22", False), ("2008-11-23", True), ("2008-11", True), ("2008-10", False),
        ("2008", True), ("2007", False), (None, False),
    ],
)  # fmt: skip
def test_who_may_still_be_a_child_is_one(born: str | None, child: bool) -> None:
    law = rules.load(FILE).on(TODAY)
    assert law.is_child(None if born is None else BirthDate(born), TODAY) is child
