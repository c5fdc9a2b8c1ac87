"""Alternative care serves what its contract says; rules are checked, refusals have words."""

from __future__ import annotations

import inspect
from datetime import date
from pathlib import Path

import pytest

from chassis.rpc.server import Command, Query
from chassis.settings import SettingError
from contracts.refusals import texts
from contracts.rpc.alternative_care import METHODS
from services.alternative_care.adapters.rules import load
from services.alternative_care.domain import refusals
from services.alternative_care.entrypoints.service import AlternativeCareService
from services.alternative_care.settings import RULES

KINDS = {"command": Command, "query": Query}
GOOD = RULES.read_text("utf-8")


def test_every_method_of_the_contract_is_served_as_it_says() -> None:
    served = {
        name: type(entry)
        for name, method in vars(AlternativeCareService).items()
        for entry in getattr(method, "nameko_entrypoints", ())
        if isinstance(entry, Command | Query)
    }
    assert served == {name: KINDS[each.kind] for name, each in METHODS.items() if name != "ping"}


def test_every_refusal_has_words() -> None:
    codes = {
        each.code
        for _, each in inspect.getmembers(refusals, inspect.isclass)
        if issubclass(each, refusals.Refusal) and each is not refusals.Refusal
    }
    assert codes | {"case_not_found", "family_not_found", "child_has_case"} <= texts().keys()


def test_the_rules_that_come_with_the_service_are_in_force_today() -> None:
    rules = load(RULES).on(date(2026, 11, 22))
    assert (rules.child_until_age, rules.review_every_days) == (18, 90)
    assert "both_parents_unknown" in rules.legal_situations
    assert "reached_adulthood" in rules.end_reasons


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("at_most: 4", "at_most: many"), ("every_days: 90", "every_days: 0"), ("codes:", "names:")],
)
def test_wrong_rules_stop_the_start(tmp_path: Path, right: str, wrong: str) -> None:
    file = tmp_path / "care.yaml"
    file.write_text(GOOD.replace(right, wrong), "utf-8")
    with pytest.raises(SettingError, match=r"rules in care\.yaml"):
        load(file)
