"""Who receives the money: asked of how families are now, whatever enrolments still say."""

from __future__ import annotations

from typing import Any

import pytest

from services.registry.app.application import Registry
from services.registry.domain.payments.facts import Claim, Payee
from tests.support.registry import home_of, live, register, resettle, settle, wedded

AMMAN = {"governorate": "JO-AM", "district": None, "details": None}


class Couple:
    """A man who heads a household, and his wife."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.he = str(register(registry, sex="male")["id"])
        self.she = str(register(registry)["id"])
        self.home = str(settle(registry, self.he, members=wedded(self.she))["id"])

    def payee(self, person_id: str | None) -> Payee:
        """Of a claim of their household, or of one of them, as it was applied for."""
        work: Any = self.registry.payments.work["payment_list.prepare"]
        payees = work.__self__._looking.payees
        found: Payee = payees.of([Claim("claim", self.home, person_id, 40_000)])["claim"]
        return found


@pytest.fixture
def couple(registry: Registry) -> Couple:
    return Couple(registry)


def test_who_live_together_are_paid_through_their_head(couple: Couple) -> None:
    for person_id in (None, couple.he, couple.she):
        payee = couple.payee(person_id)
        assert (payee.person_id, payee.household_id) == (couple.he, couple.home)


def test_after_a_divorce_hers_is_paid_to_her(couple: Couple) -> None:
    left = {"head_id": couple.she, "spouse_id": couple.he, "members": [], "address": AMMAN}
    live(couple.registry, "divorce", couple.home, **left)
    new = home_of(couple.registry, couple.she)["id"]
    hers, theirs = couple.payee(couple.she), couple.payee(None)
    assert (hers.person_id, hers.household_id) == (couple.she, new)
    assert (theirs.person_id, theirs.household_id) == (couple.he, couple.home)


def test_of_who_died_it_is_known(couple: Couple) -> None:
    live(couple.registry, "death", couple.home, person_id=couple.she)
    assert couple.payee(couple.she).beneficiary == "deceased"
    assert couple.payee(None).status == "active"


def test_who_lives_in_no_household_has_none(couple: Couple) -> None:
    resettle(couple.registry, couple.home, leave=[couple.she])
    hers = couple.payee(couple.she)
    assert (hers.person_id, hers.household_id, hers.beneficiary) == (couple.she, None, "active")


def test_of_a_household_that_is_no_more_it_is_known(couple: Couple) -> None:
    other = settle(couple.registry, register(couple.registry)["id"])["id"]
    coming = [{"person_id": each, "relation": "other_relative"} for each in (couple.he, couple.she)]
    live(couple.registry, "join", other, other_household_id=couple.home, members=coming)
    assert couple.payee(None).dissolved
    assert not couple.payee(couple.she).dissolved
    assert couple.payee(couple.she).household_id == other
