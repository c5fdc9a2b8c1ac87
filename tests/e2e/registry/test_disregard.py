"""Who begins to earn keeps the benefit for a year; what waited for a year counts by itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from services.registry.domain.eligibility.months import months_after, months_before
from tests.support.benefits import aid, done, stepped
from tests.support.families import Family
from tests.support.long import english
from tests.support.waiting import eventually
from tests.support.window import Visitor

LOW, RISEN = 100_000, 260_000
BEFORE, AFTER = 100_000, 60_000
"""What a household of five is entitled to by these incomes from work."""


def cross_checked(path: str, income: int, on: date) -> None:
    body = {
        "body": "social_security",
        "facts": [{"indicator": "earned_income_fils", "value": income}],
        "reference": f"SSC-{on}",
        "stated_on": on.isoformat(),
    }
    done(stepped(Visitor("caseworker"), path, "cross-checks", body))


def approved(path: str) -> int:
    done(stepped(Visitor("caseworker"), path, "assess"))
    amount: int = done(stepped(Visitor("supervisor"), path, "approve", {}))["amount_fils"]
    return amount


def applied(family: Family) -> tuple[str, date]:
    """Where they applied for monthly aid, and the day on which."""
    path = family.applies(aid(Visitor("administrator")))
    return path, date.fromisoformat(done(family.visitor.get(path))["registered_on"])


def assessed(family: Family, on: date) -> dict[str, Any]:
    path = f"/v1/households/{family.id}/eligibility"
    return done(family.visitor.get(path, rules="cash_support", on=on.isoformat()))


@pytest.mark.parametrize(
    ("language", "low", "risen"),
    [("ar", "100 دينار", "260 دينار"), english("en", "JD 100 a month", "JD 260 a month")],
)
def test_a_rise_changes_nothing_for_a_year_and_the_family_reads_so(
    language: str, low: str, risen: str
) -> None:
    family = Family(language, size=5)
    path, today = applied(family)
    cross_checked(path, LOW, months_before(today, 13))
    assert approved(path) == BEFORE

    family.declares(earned_income_fils=RISEN)
    kept = done(stepped(Visitor("supervisor"), path, "reassess"))
    assert (kept["status"], kept["amount_fils"]) == ("active", BEFORE)
    year = months_after(today, 12)
    for day, amount, income in (
        (today, BEFORE, low),
        (year - timedelta(days=1), BEFORE, low),
        (year, AFTER, risen),
    ):
        found = assessed(family, day)
        assert found["amount_fils"] == amount, day
        assert income in found["reasons"][0][language], day
        disregarded = [each for each in found["reasons"] if each["kind"] == "disregard"]
        assert year.isoformat() in disregarded[0][language], day
    assert year.isoformat() in family.reads(path)


def test_when_the_year_of_a_check_is_over_the_benefit_changes_by_itself(
    later: Callable[[str], None],
) -> None:
    family = Family("ar", size=5)
    path, today = applied(family)
    # The day after tomorrow: a year from the 29th of February is over a day sooner.
    cross_checked(path, RISEN, months_before(today + timedelta(days=2), 12))
    assert approved(path) == AFTER
    family.declares(earned_income_fils=LOW)

    later("2d")

    auditor = Visitor("auditor")
    eventually(lambda: done(auditor.get(path))["amount_fils"] == BEFORE, what="it counts")
    family.is_told("تغيّر مقدار المنفعة")
    changed = done(auditor.get(path))
    assert changed["status"] == "active"
    last = changed["course"][-1]["revision"]
    assert (last["before_fils"], last["after_fils"]) == (AFTER, BEFORE)
    (former,) = done(family.visitor.get(f"{path}/explanation"))["former"]
    assert former["amount_fils"] == AFTER
