"""An explanation tells the amount that is granted, and by what; none where nothing is."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from services.registry.adapters.programmes.plain import assessment, plain
from services.registry.domain.programmes.facts import Assessment
from services.registry.domain.programmes.words import Reason
from tests.support.programmes import ADMINISTRATOR, CASEWORKER, SUPERVISOR, Office
from tests.support.registry import CLERK
from tests.unit.registry.programmes.test_assessments import declared

SUPPORT = "The support is JD 50 a month"


@pytest.fixture
def office(by_the_law: Office) -> Office:
    return by_the_law


@pytest.fixture
def home(office: Office) -> dict[str, Any]:
    """Without any income: by the rules it is entitled to 50 dinars a month."""
    home = office.household()
    declared(office, home, earned_income_fils={"number": 0})
    return home


def said(office: Office, enrolment: dict[str, Any], language: str = "en") -> str:
    told = office.do("explain_enrolment", CLERK, enrolment_id=enrolment["id"])["paragraphs"]
    return " ".join(each[language] for each in told)


def assessed(office: Office, to: dict[str, Any], home: dict[str, Any]) -> dict[str, Any]:
    asked = office.applied(to, home)
    return office.do("assess_enrolment", CASEWORKER, enrolment_id=asked["id"])


def approve(office: Office, enrolment: dict[str, Any]) -> None:
    office.do("approve_enrolment", SUPERVISOR, enrolment_id=enrolment["id"])


def test_what_the_rules_find_is_told_before_the_decision_and_with_the_benefit(
    office: Office, home: dict[str, Any]
) -> None:
    asked = assessed(office, office.programme(rules="cash_support"), home)
    assert SUPPORT in said(office, asked)
    approve(office, asked)
    assert SUPPORT in said(office, asked)
    assert "The benefit is JOD 50.000." in said(office, asked)
    assert "مقدار المنفعة: 50 دينارًا." in said(office, asked, "ar")


def test_who_is_rejected_reads_of_no_support(office: Office, home: dict[str, Any]) -> None:
    asked = assessed(office, office.programme(rules="cash_support"), home)
    why = {"enrolment_id": asked["id"], "reason_code": "budget_used"}
    office.do("reject_enrolment", SUPERVISOR, **why)
    assert "which is below its need" in said(office, asked)
    for language, amount in (("en", "support is"), ("ar", "مقدار الدعم")):
        assert amount not in said(office, asked, language)


def test_an_amount_of_the_terms_is_told_as_that_which_holds(
    office: Office, home: dict[str, Any]
) -> None:
    asked = assessed(office, office.programme(rules="cash_support", amount_fils=9_999), home)
    found = asked["assessment"]
    assert (found["eligible"], found["amount_fils"]) == (True, None)
    approve(office, asked)
    told, arabic = said(office, asked), said(office, asked, "ar")
    assert "The support is" not in told
    assert "The benefit is JOD 9.999. The programme's terms fix this amount for everybody" in told
    assert "9 دنانير و999 فلسًا. هذا مبلغ تحدّده شروط البرنامج للجميع" in arabic
    assert "مقدار الدعم" not in arabic


def test_what_was_assessed_before_the_terms_fixed_an_amount_is_not_told_as_granted(
    office: Office, home: dict[str, Any]
) -> None:
    to = office.programme(rules="cash_support")
    asked = assessed(office, to, home)
    change = {"programme_id": to["id"], "amount_fils": 60_000}
    office.do("change_programme", ADMINISTRATOR, to["version"], **change)
    approve(office, asked)
    assert "The support is" not in said(office, asked)
    assert "JOD 60.000. The programme's terms fix" in said(office, asked)


def test_which_reason_tells_the_amount_is_known_of_what_was_kept_before_too() -> None:
    told = (Reason("income_below_line", "أ", "a"), Reason("amount_fils", "ب", "b"))
    on = date(2026, 11, 22)
    kept = plain(Assessment(True, 60.0, 50_000, told, "r", "r/2025-05-10", on, "u"))
    del kept["amount_code"]
    restored = assessment(kept)
    assert restored is not None
    assert [each.code for each in restored.findings] == ["income_below_line"]
