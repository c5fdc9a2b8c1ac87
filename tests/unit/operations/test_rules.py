"""`kanaf rules check`: would the registry start on a folder of rules, and what holds when."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from operations.commands.rules import rules
from operations.failure import Failure
from services.registry.settings import RULES


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "rules"
    shutil.copytree(RULES, found)
    return found


def check(*arguments: str) -> Result:
    return CliRunner().invoke(rules, ["check", *arguments])


def add_version(path: Path, effective_from: date, **changes: object) -> None:
    """The newest version once more from a day on, with parts of entries changed (`entry__part`)."""
    versions = yaml.safe_load(path.read_text("utf-8"))
    entries = {name: dict(entry) for name, entry in versions[-1]["rules"].items()}
    for name, value in changes.items():
        entry, _, part = name.partition("__")
        entries[entry][part] = value
    versions.append({"effective_from": effective_from, "rules": entries})
    path.write_text(yaml.safe_dump(versions, allow_unicode=True, sort_keys=False), "utf-8")


def test_the_rules_that_come_with_the_service_are_sound(folder: Path) -> None:
    found = check(str(folder))
    assert found.exit_code == 0, found.output
    assert found.output.count("✓") == len(list(folder.rglob("*.yaml")))


def test_a_version_of_tomorrow_is_shown_and_holds_from_its_day_on(folder: Path) -> None:
    add_version(folder / "payments.yaml", date(2027, 1, 1), returned__attempts=5)
    before = check(str(folder), "--on", "2026-12-31").output
    assert (
        "payments.yaml                       in force since 2024-01-01, next 2027-01-01" in before
    )
    after = json.loads(check(str(folder), "--on", "2027-01-01", "--json").output)
    payments = next(each for each in after if each["file"] == "payments.yaml")
    assert (payments["in_force"], payments["versions"]) == (
        "2027-01-01",
        ["2024-01-01", "2027-01-01"],
    )


@pytest.mark.parametrize(
    ("file", "changes", "complaint"),
    [
        ("eligibility/cash_support.yaml", {"cut_off__cut_off": "many"}, "2027-01-01"),
        ("eligibility/cash_support.yaml", {"need_of_head__weight": "(SELECT 1)"}, "need_of_head"),
        ("emergencies.yaml", {"recovery__percent": 120}, "from 0 to 100"),
        ("family.yaml", {"parenthood__from_years": 0}, "above 0"),
        ("family.yaml", {"marriage__by_court_from_years": 19}, "at most from_years"),
        ("payments.yaml", {"returned__attempts": -1}, "0 or above"),
        ("sources.yaml", {"outlasting__months": 0}, "above 0"),
        ("sources.yaml", {"outlasting__but_not": ["size"]}, "which nobody tells"),
        ("sources.yaml", {"outlasting__waits": {"ar": "{on}", "en": "{on}"}}, "names"),
        ("sources.yaml", {"survey__checked": "yes"}, "true or false"),
        ("indicators.yaml", {"earned_income_lowest_fils__months": 0}, "above 0"),
        ("indicators.yaml", {"earned_income_lowest_fils__of": "dwelling_tenure"}, "as a number"),
    ],
)
def test_every_file_that_is_wrong_is_named_with_version_and_reason(
    folder: Path, file: str, changes: dict[str, object], complaint: str
) -> None:
    add_version(folder / file, date(2027, 1, 1), **changes)
    found = check(str(folder))
    assert isinstance(found.exception, Failure)
    (line,) = [each for each in found.output.splitlines() if each.startswith(f"✗ {file}")]
    assert complaint in line
    assert "2027-01-01" in line


def test_a_file_that_is_no_list_of_versions_and_a_folder_that_is_none(folder: Path) -> None:
    (folder / "surveys.yaml").write_text("- effective_from: 2024-01-01\n  rules: [1, 2]\n", "utf-8")
    found = check(str(folder))
    assert "✗ surveys.yaml" in found.output
    assert isinstance(check(str(folder / "nowhere")).exception, Failure)
