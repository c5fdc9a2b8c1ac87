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
from services.licensing.settings import CATALOGUE
from services.licensing.settings import RULES as LICENSING_RULES
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
        ("payments.yaml", {"amount__least_fils": 900_000}, "amount / least_fils: must be at most"),
        ("payments.yaml", {"amount__most_fils": -5}, "amount / most_fils"),
        ("payments.yaml", {"payee_documents__kinds": ["library_card"]}, "none of national_number"),
        ("emergencies.yaml", {"per_person__most_fils": 1}, "per_person / least_fils"),
        ("surveys.yaml", {"location_areas__circles": {"JO-AM": [131.7, 36.1, 75]}}, "latitude"),
        ("surveys.yaml", {"location_areas__circles": {"JO-AM": [36.1, 31.7, 75]}}, "latitude"),
        ("surveys.yaml", {"location_areas__circles": {"JO-AM": [31.7, 36.1, -75]}}, "radius_km"),
        ("surveys.yaml", {"location_areas__circles": {"JO-AM": [31.7, 36.1]}}, "JO-AM: must be a"),
        ("surveys.yaml", {"location_areas__circles": {"JO-AM": [31.7, 36.1, 75]}}, "is missing"),
        ("surveys.yaml", {"training__valid_days": 10**9}, "training / valid_days"),
        ("matching.yaml", {"thresholds__review_at": 0.999}, "thresholds / review_at"),
        ("programmes.yaml", {"grievances__filing_dayz": 3}, "grievances / filing_dayz: is nothing"),
        ("sources.yaml", {"outlasting__months": 0}, "from 1 to 1200"),
        ("sources.yaml", {"outlasting__but_not": ["size"]}, "which nobody tells"),
        ("sources.yaml", {"outlasting__waits": {"ar": "{on}", "en": "{on}"}}, "names"),
        ("sources.yaml", {"survey__checked": "yes"}, "true or false"),
        ("indicators.yaml", {"earned_income_lowest_fils__months": 0}, "from 1 to"),
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


def test_without_a_folder_the_files_of_every_service_are_read() -> None:
    found = json.loads(check("--json").output)
    files = {each["file"]: each["wrong"] for each in found}
    some = {"payments.yaml", "fees.yaml", "alternative_care.yaml", "messages.yaml"}
    assert some | {"services/nursery.first_licence.yaml"} <= set(files)
    assert not any(files.values())


TWICE = "- effective_from: 2027-01-01\n  effective_from: 2028-01-01\n"


@pytest.mark.parametrize("service", ["alternative_care", "notifications"])
def test_the_file_of_another_service_is_checked_before_it_starts_on_it(
    tmp_path: Path, service: str
) -> None:
    file = tmp_path / "law.yaml"
    file.write_text(TWICE, "utf-8")
    found = check(str(file), "--service", service)
    assert isinstance(found.exception, Failure)
    assert "line 2" in found.output
    assert "effective_from stands twice" in found.output


def test_licensing_has_a_folder_of_rules_too(tmp_path: Path) -> None:
    law = tmp_path / "licensing"
    shutil.copytree(LICENSING_RULES, law)
    (law / "fees.yaml").write_text(TWICE, "utf-8")
    found = check(str(law), "--service", "licensing")
    assert isinstance(found.exception, Failure)
    (line,) = [each for each in found.output.splitlines() if each.startswith("✗ ")]
    assert "fees.yaml" in line
    assert "effective_from stands twice" in line
    assert isinstance(check(str(law / "fees.yaml"), "--service", "licensing").exception, Failure)


def test_a_ministrys_own_services_are_checked_with_ours_before_a_restart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ours = (CATALOGUE / "nursery.renewal.yaml").read_text(encoding="utf-8")
    theirs = ours.replace("kinds: [health_certificate]", "kinds: [health_paper]")
    (tmp_path / "nursery.renewal.yaml").write_text(theirs, encoding="utf-8")
    monkeypatch.setenv("KANAF_LICENSING_SERVICES", str(tmp_path))
    found = check("--service", "licensing")
    assert isinstance(found.exception, Failure)
    (told,) = [each for each in found.output.splitlines() if each.startswith("✗ ")]
    line = 1 + next(at for at, each in enumerate(theirs.splitlines()) if "health_paper" in each)
    assert f"nursery.renewal.yaml, 2024-02-20, line {line}" in told
    assert "health_paper is no kind of documents.yaml" in told


def test_a_file_that_nobody_reads_is_told(folder: Path) -> None:
    (folder / "eligibility" / "heating.yml").write_text("[]", "utf-8")
    found = check(str(folder))
    assert found.exit_code == 0
    assert "– eligibility/heating.yml" in found.output
