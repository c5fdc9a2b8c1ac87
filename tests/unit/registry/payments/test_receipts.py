"""Nobody receives the money of one month for two households."""

from __future__ import annotations

from dataclasses import replace

from services.registry.domain.payments import checks
from services.registry.domain.payments.facts import EMERGENCY, PROGRAMME, Claim, Payee, Source
from services.registry.domain.payments.payment import Payment
from services.registry.domain.payments.receipts import Candidate, Receipts, receipt, receipts

CASH, FLOOD = Source(PROGRAMME, "programme-1"), Source(EMERGENCY, "emergency-1")
CLAIM = Claim("enrolment-1", "household-1", None, 50_000)
HEAD = Payee("head", "active", "آمال", "unhcr", "1", family=("head", "child"))
NOVEMBER = "2026-11"


def payment(claim: Claim = CLAIM, source: Source = CASH, month: str = NOVEMBER) -> Payment:
    return Payment.of(
        f"payment-of-{claim.id}",
        "list-1",
        source,
        month,
        claim,
        payee_id="head",
        governorate="JO-AM",
        protected=False,
        findings=(),
        payee_once=True,
    )


def test_two_households_of_one_payee_are_due_the_same_of_one_month_only() -> None:
    other = replace(CLAIM, id="enrolment-2", household_id="household-2")
    assert set(payment().due) & set(payment(other).due)
    assert not set(payment().due) & set(payment(other, month="2026-12").due)
    assert set(payment(source=FLOOD).due) & set(payment(other, FLOOD, "2026-12").due)


def test_what_is_a_persons_own_is_nothing_that_their_head_receives() -> None:
    own = replace(CLAIM, id="enrolment-2", person_id="child")
    assert payment(own).receipt is None
    assert not set(payment().due) & set(payment(own).due)


def test_two_top_ups_of_one_household_are_two_shocks() -> None:
    first, second = replace(CLAIM, once=True), replace(CLAIM, id="enrolment-2", once=True)
    assert not set(payment(first).due) & set(payment(second).due)
    assert payment(first).receipt == payment(second).receipt


def test_what_came_back_was_not_received_and_is_of_its_own_month() -> None:
    october = payment(month="2026-10")
    received = october.receipt
    october.returned("2026-11-05", "wallet_closed", "batch-1")
    assert (october.receipt, received in october.due) == (None, False)
    again = replace(CLAIM, again_of=october.id, for_month=october.money_of)
    assert receipt(CASH, NOVEMBER, again, "head") == received
    # Listed once more before its month was kept: it excludes nothing.
    assert receipt(CASH, NOVEMBER, replace(again, for_month=None), "head") is None


def test_whoever_lives_there_by_any_record_is_asked_for() -> None:
    asked = receipts(CASH, NOVEMBER, Candidate("p", CLAIM, HEAD), {"child": ("twin",)})
    assert {each.split("/")[2] for each in asked} == {"head", "child", "twin"}
    known = Receipts([(f"programme-1/payee/twin/{NOVEMBER}", "household-2")])
    assert known.went_elsewhere(asked, "household-1")
    assert not known.went_elsewhere(asked, "household-2")


def test_payments_from_before_payees_were_told_apart_are_kept_as_they_are() -> None:
    before = replace(payment(), payee_once=False)
    assert before.receipt is not None
    assert before.receipt not in before.due


def test_whoever_heads_the_household_by_now_is_told_as_the_payee() -> None:
    one = payment()
    one.redirect("head")
    told = len(one.events)
    one.redirect("heir")
    assert (one.payee_id, len(one.events)) == ("heir", told + 1)
    assert f"programme-1/payee/heir/{NOVEMBER}" in one.due


def test_what_is_due_now_is_asked_once_more() -> None:
    assert checks.changed(CLAIM, {CLAIM.id: 50_000}) == ()
    assert checks.changed(CLAIM, {CLAIM.id: 100_000}) == ("amount_changed_since",)
    assert checks.changed(CLAIM, {}) == ("suspended_since",)
    assert checks.changed(replace(CLAIM, again_of="payment-0"), {}) == ()
