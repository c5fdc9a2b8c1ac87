"""What can become of a payment, whatever the provider says in whatever order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.registry.adapters.payments import findings
from services.registry.domain.payments import checks
from services.registry.domain.payments.events import MoneyCameBack, ToppedUp
from services.registry.domain.payments.facts import EMERGENCY, PROGRAMME, Claim, Payee, Source
from services.registry.domain.payments.payment import (
    APPLIED,
    CONTRADICTION,
    REPEATED,
    STATUSES,
    Payment,
)
from services.registry.domain.payments.rules import PaymentRules

RULES = PaymentRules("2024-01-01", 5_000, 400_000, frozenset({"national_number"}), 3, 1, 3)
CLAIM = Claim("enrolment-1", "household-1", None, 86_500)
PAYEE = Payee("person-1", "active", "آمال الخطيب", "national_number", "9851012345")
CASH, FLOOD = Source(PROGRAMME, "programme-1"), Source(EMERGENCY, "emergency-1")


def payment(
    source: Source = CASH, claim: Claim = CLAIM, month: str = "2026-11", *findings: str
) -> Payment:
    return Payment.of(
        "payment-1",
        "list-1",
        source,
        month,
        claim,
        payee_id="person-1",
        governorate="JO-AM",
        protected=False,
        findings=findings,
    )


def test_a_household_is_due_once_a_month_and_once_an_emergency() -> None:
    assert payment().due == payment().due != payment(month="2026-12").due
    assert payment(FLOOD).due == payment(FLOOD, month="2026-12").due


@pytest.mark.parametrize(
    ("source", "outcome", "told"),
    [(FLOOD, "paid", ["ToppedUp"]), (CASH, "paid", []), (CASH, "returned", ["MoneyCameBack"])],
)
def test_the_payee_hears_of_what_nobody_applied_for_and_of_what_came_back(
    source: Source, outcome: str, told: list[str]
) -> None:
    made = payment(source)
    if outcome == "paid":
        made.paid("2026-12-01", "batch-1")
    else:
        made.returned("2026-12-01", "wallet_closed", "batch-1")
    heard = [each for each in made.events if hasattr(each, "contact_id")]
    assert [type(each).__name__ for each in heard] == told
    assert {each.contact_id for each in heard} <= {"person-1"}


@pytest.mark.parametrize("withdrawn", [False, True])
def test_of_what_was_called_off_before_it_is_known_paid_the_recovery_alone_tells(
    withdrawn: bool,
) -> None:
    made = payment(FLOOD)
    if withdrawn:
        made.withdraw()
    assert made.paid("2026-12-01", "batch-1", called_off=not withdrawn) == "applied"
    assert [each for each in made.events if isinstance(each, ToppedUp)] == []
    assert made.returned("2026-12-02", "wallet_closed", "batch-2") == "applied"
    assert isinstance(made.events[-1], MoneyCameBack)


def test_two_persons_of_one_household_are_due_each() -> None:
    assert payment(claim=replace(CLAIM, person_id="a")).due != payment().due


def test_money_that_came_back_is_due_once_whatever_the_month() -> None:
    again = replace(CLAIM, again_of="payment-0", attempt=2)
    assert payment(claim=again).due == payment(claim=again, month="2026-12").due


def test_a_household_that_is_no_more_is_not_paid() -> None:
    gone = replace(PAYEE, status="deceased", dissolved=True)
    assert checks.findings(CASH, CLAIM, gone, RULES) == ("household_dissolved",)
    assert checks.findings(FLOOD, CLAIM, gone, RULES) == ("household_dissolved",)


def test_what_is_a_persons_own_is_paid_while_they_live_and_where() -> None:
    own = replace(CLAIM, person_id="person-2")
    at_home = replace(PAYEE, household_id="household-2", beneficiary="active")
    assert checks.findings(CASH, own, at_home, RULES) == ()
    dead = replace(at_home, beneficiary="deceased")
    assert checks.findings(CASH, own, dead, RULES) == ("beneficiary_deceased",)
    nowhere = replace(at_home, household_id=None)
    assert checks.findings(CASH, own, nowhere, RULES) == ("beneficiary_without_household",)


def test_every_finding_is_said_in_both_languages() -> None:
    (said,) = findings.said(["household_dissolved"])
    assert said["en"] == "The household no longer exists"
    for each in findings.words().values():
        assert each["ar"]
        assert each["en"]


def test_what_is_held_or_withdrawn_leaves_the_month_free() -> None:
    withdrawn = payment()
    withdrawn.withdraw()
    assert payment(CASH, CLAIM, "2026-11", "head_deceased").due == withdrawn.due == ()


def test_what_seemed_paid_may_come_back_and_never_the_other_way() -> None:
    paid = payment()
    assert paid.paid("2026-11-20", "batch-1") == APPLIED
    assert paid.paid("2026-11-20", "batch-2") == REPEATED
    assert paid.returned("2026-11-25", "wallet_closed", "batch-3") == APPLIED
    assert paid.paid("2026-11-26", "batch-4") == CONTRADICTION


def test_the_same_batch_gone_through_again_counts_the_same() -> None:
    paid = payment()
    assert [paid.paid("2026-11-20", "batch-1") for _ in range(2)] == [APPLIED, APPLIED]
    assert len(paid.events) == 2


@given(st.lists(st.sampled_from(["paid", "returned", "withdraw", "hold"]), max_size=8))
def test_paid_money_is_never_withdrawn_and_every_change_is_told(steps: list[str]) -> None:
    one, was_paid = payment(), False
    for number, step in enumerate(steps):
        before, told = one.status, len(one.events)
        if step == "paid":
            was_paid |= one.paid("2026-11-20", f"b-{number}") == APPLIED
        elif step == "returned":
            one.returned("2026-11-20", "wallet_closed", f"b-{number}")
        elif step == "withdraw":
            one.withdraw()
        else:
            one.hold(["suspended_since"])
        assert one.status in STATUSES
        assert (one.status != before) == (len(one.events) > told)
    if was_paid:
        assert one.status in ("paid", "returned")


@pytest.mark.parametrize(
    ("claim", "payee", "finding"),
    [
        (CLAIM, None, "payee_missing"),
        (CLAIM, replace(PAYEE, status="deceased"), "head_deceased"),
        (CLAIM, replace(PAYEE, status="merged"), "head_merged"),
        (CLAIM, replace(PAYEE, name=None), "payee_name_missing"),
        (CLAIM, replace(PAYEE, document_kind="none"), "payee_document_missing"),
        (replace(CLAIM, amount_fils=None), PAYEE, "amount_missing"),
        (replace(CLAIM, amount_fils=400_001), PAYEE, "amount_out_of_bounds"),
        (replace(CLAIM, again_of="payment-0", attempt=4), PAYEE, "returned_too_often"),
    ],
)
def test_what_speaks_against_paying_is_found(
    claim: Claim, payee: Payee | None, finding: str
) -> None:
    assert checks.findings(CASH, claim, payee, RULES) == (finding,)


def test_nothing_speaks_against_a_sound_claim() -> None:
    assert checks.findings(CASH, CLAIM, PAYEE, RULES) == ()


@pytest.mark.parametrize(
    ("month", "taken"),
    [("2026-07", False), ("2026-08", True), ("2026-12", True), ("2027-01", False)],
)
def test_a_month_is_listed_from_a_month_before_to_three_after(month: str, taken: bool) -> None:
    assert RULES.takes_month(month, date(2026, 11, 22)) is taken
