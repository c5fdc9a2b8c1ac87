"""The rules of associations and elections are read strictly, and wrong ones are named."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from chassis.rules import RulesRefused
from services.licensing.adapters.associations import rules as associations
from services.licensing.adapters.elections import rules as elections
from services.licensing.domain.places import Place
from services.licensing.settings import LicensingSettings

FOLDER = LicensingSettings.read().rules


def altered(tmp_path: Path, name: str, change: Callable[[dict[str, Any]], None]) -> Path:
    """The file that comes with the service, with its newest version changed."""
    versions = yaml.safe_load((FOLDER / name).read_text("utf-8"))
    change(versions[-1]["rules"])
    path = tmp_path / name
    path.write_text(yaml.safe_dump(versions, allow_unicode=True), "utf-8")
    return path


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda it: it["annual_report"].update(month=2, day=29), "no day of every year"),
        (lambda it: it["good_standing"].update(alone=["dues_paid"]), "wants a union"),
        (lambda it: it["union_membership"].update(voting_ministries=["sports"]), "no ministry"),
        (lambda it: it["good_standing"].update(to_vote=["tall"]), "none of"),
        (lambda it: it["founders"].pop("private"), "missing"),
    ],
)
def test_a_wrong_rule_of_associations_is_named(
    tmp_path: Path, change: Callable[[dict[str, Any]], None], reason: str
) -> None:
    with pytest.raises(RulesRefused, match=reason):
        associations.load(altered(tmp_path, "associations.yaml", change))


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda it: it["polls"].update(opens="ten"), "an hour like"),
        (lambda it: it["calendar"].update(nominations_until_days=50), "one after the other"),
        (lambda it: it["calendar"].update(voter_objection_days=30), "before nominations do"),
        (lambda it: it["centres"]["places"].pop("jarash_qasaba"), "JO-JA needs one centre"),
        (
            lambda it: it["centres"]["places"]["amman_jamia"].update(districts=["لواء الرمثا"]),
            "JO-AM has a district twice",
        ),
    ],
)
def test_a_wrong_rule_of_elections_is_named(
    tmp_path: Path, change: Callable[[dict[str, Any]], None], reason: str
) -> None:
    with pytest.raises(RulesRefused, match=reason):
        elections.load(altered(tmp_path, "elections.yaml", change))


def test_there_are_24_centres_and_everybody_has_one() -> None:
    rules = elections.load(FOLDER / "elections.yaml").on(date(2026, 11, 22))
    assert len(rules.centres) == 24
    assert rules.centre_of(Place("JO-AM", "لواء سحاب", None)).code == "amman_quwaysima"
    assert rules.centre_of(Place("JO-AM", None, None)).code == "amman_qasaba"


def test_a_term_ends_the_day_before_it_would_begin_anew() -> None:
    rules = associations.load(FOLDER / "associations.yaml").on(date(2026, 11, 22))
    assert rules.last_day_of_term(date(2024, 2, 29)) == date(2028, 2, 28)
    assert rules.claims_until(date(2027, 1, 31)) == date(2027, 2, 28)
