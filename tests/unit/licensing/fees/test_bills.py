"""A bill is raised, found, paid once, or its day passes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from chassis.clock import FixedClock
from chassis.context import Actor, Context, use
from chassis.documents.memory import MemoryDatabase
from services.licensing.app.licensing import Licensing
from services.licensing.bootstrap.house import MemoryHouse
from services.licensing.domain.fees.bill import Bill
from services.licensing.domain.fees.refusals import BillPaidAlready
from tests.support.applying import AUDITOR, CITIZEN, CLERK, INSPECTOR, SUPERVISOR
from tests.support.bills import Raise, events, refused, state, told
from tests.support.calling import Caller, somebody
from tests.support.falling_due import fire_due, timers_of
from tests.support.fees import (
    OTHER_PROVIDER,
    PROVIDER,
    a_notice,
)

TODAY = date(2026, 11, 22)


def test_bills_of_a_year_are_numbered_without_a_gap(bill: Raise) -> None:
    assert [bill().reference[:11] for _ in range(3)] == [
        "20260000001",
        "20260000002",
        "20260000003",
    ]


@pytest.mark.parametrize("amount", [0, -1, 10**9 + 1])
def test_nobody_is_billed_nothing(bill: Raise, amount: int) -> None:
    with pytest.raises(ValueError, match="nobody is billed"):
        bill(amount_fils=amount)


def test_a_provider_learns_what_is_paid_for_and_how_much_and_nothing_else(
    call: Caller, bill: Raise
) -> None:
    due = bill(due_on=TODAY)
    typed = due.reference.translate({ord(str(each)): "٠١٢٣٤٥٦٧٨٩"[each] for each in range(10)})
    answer = call(PROVIDER, "inquire_bill", {"reference": f"{typed[:4]} {typed[4:8]}-{typed[8:]}"})
    assert answer == {
        "reference": due.reference,
        "purpose": {"ar": "رسم ترخيص حضانة", "en": "Fee for a nursery licence"},
        "amount_fils": 25_500,
        "amount_jod": "25.500",
        "payable": True,
        "state": "open",
        "due_on": "2026-11-22",
    }


@pytest.mark.parametrize("actor", [CLERK, CITIZEN, AUDITOR, SUPERVISOR])
def test_only_a_provider_inquires_and_tells(call: Caller, bill: Raise, actor: Actor) -> None:
    one = bill()
    assert refused(call, actor, "inquire_bill", {"reference": one.reference}) == (
        "licensing_role_may_not"
    )
    assert refused(call, actor, "receive_payment_notice", a_notice(one)) == "licensing_role_may_not"


def test_a_mistyped_reference_is_told_from_an_unknown_one(call: Caller, bill: Raise) -> None:
    bill()
    for wrong, code in (
        ("2026000000182", "bill_reference_mistyped"),
        ("2026000000278", "bill_reference_unknown"),
    ):
        assert refused(call, PROVIDER, "inquire_bill", {"reference": wrong}) == code


def test_a_notice_pays_the_bill_and_a_receipt_tells_it_in_words(
    call: Caller, bill: Raise, database: MemoryDatabase
) -> None:
    one = bill()
    assert told(call, one) == "paid"
    receipt = call(CITIZEN, "get_bill_receipt", {"bill_id": one.id})
    assert receipt["receipt"] == "RCP-AM-2026-000001"
    assert receipt["amount_in_words"]["ar"] == "خمسة وعشرون دينارًا وخمسمئة فلس"
    assert (receipt["provider"], receipt["channel"]) == ("local", "wallet")
    assert events(database, "bills", one.id) == ["bill.raised.v1", "bill.paid.v1"]


def test_what_is_not_paid_has_no_receipt(call: Caller, bill: Raise) -> None:
    assert refused(call, CITIZEN, "get_bill_receipt", {"bill_id": bill().id}) == "bill_not_paid"


def test_a_notice_told_again_is_answered_the_same(call: Caller, bill: Raise) -> None:
    one = bill()
    notice = a_notice(one, paid_at="2026-11-22T11:59:00.123456Z")
    first = call(PROVIDER, "receive_payment_notice", notice)
    assert call(PROVIDER, "receive_payment_notice", notice) == first
    assert len(call(AUDITOR, "find_bill_payments", {})["items"]) == 1


def test_another_transaction_for_a_paid_bill_is_surplus(call: Caller, bill: Raise) -> None:
    one = bill()
    assert [told(call, one), told(call, one, transaction_id="T-2")] == ["paid", "surplus"]
    assert told(call, one, OTHER_PROVIDER) == "surplus"  # its own T-1 is another transaction
    assert len(call(CLERK, "find_bill_payments", {"state": "surplus"})["items"]) == 2
    assert call(CITIZEN, "get_bill", {"bill_id": one.id})["settlement"]["receipt"].endswith("1")


def test_a_wrong_amount_is_refused_and_recorded(call: Caller, bill: Raise) -> None:
    one = bill()
    assert told(call, one, amount_fils=25_000) == "refused"
    assert told(call, one, amount_fils=25_000) == "refused"
    assert state(call, one) == "open"
    (kept,) = call(AUDITOR, "find_bill_payments", {"bill_id": one.id})["items"]
    assert (kept["state"], kept["amount_jod"]) == ("refused", "25.000")
    assert told(call, one, transaction_id="T-2") == "paid"


def test_a_transaction_told_with_other_facts_contradicts(call: Caller, bill: Raise) -> None:
    one, other = bill(), bill()
    told(call, one)
    for facts in ({"amount_fils": 1}, {"reference": other.reference}, {"channel": "bank"}):
        again = a_notice(one, **facts)
        assert refused(call, PROVIDER, "receive_payment_notice", again) == (
            "payment_notice_contradicts"
        )
    assert state(call, other) == "open"


def test_a_bill_expires_when_its_last_day_and_a_few_hours_are_over(
    call: Caller, bill: Raise, clock: FixedClock, database: MemoryDatabase, licensing: Licensing
) -> None:
    due, undue = bill(due_on=TODAY), bill()
    handlers = {"expired": lambda of, _: licensing.fees.billing.expire(of)}
    clock.at = datetime(2026, 11, 23, 2, 59, tzinfo=UTC)  # 5:59 in Jordan
    fire_due(database, "bills", clock, handlers)
    assert state(call, due) == "open"
    clock.advance(timedelta(minutes=1))
    fire_due(database, "bills", clock, handlers)
    assert [state(call, due), state(call, undue)] == ["expired", "open"]
    assert told(call, due) == "surplus"
    assert events(database, "bills", due.id) == ["bill.raised.v1", "bill.expired.v1"]


def test_a_bill_without_a_last_day_waits_and_can_be_paid(
    call: Caller, bill: Raise, clock: FixedClock, database: MemoryDatabase, licensing: Licensing
) -> None:
    one, other = bill(due_on=TODAY), bill(due_on=TODAY)
    for each in (one, other):
        with use(Context(Actor.system("applications"))), database.together():
            licensing.fees.billing.move_due(each.id, None)
    clock.advance(timedelta(days=40))
    assert timers_of(database, "bills") == []
    assert told(call, one, paid_at="2027-01-01T10:00:00Z") == "paid"
    with use(Context(Actor.system("applications"))), database.together():
        licensing.fees.billing.move_due(one.id, TODAY)
        licensing.fees.billing.move_due(other.id, date(2027, 1, 20))
    assert state(call, one) == "paid"
    assert call(CITIZEN, "get_bill", {"bill_id": other.id})["due_on"] == "2027-01-20"
    assert events(database, "bills", other.id) == ["bill.raised.v1", *["bill.due_moved.v1"] * 2]
    assert events(database, "bills", one.id)[-1] == "bill.paid.v1"


def test_paid_in_time_counts_though_the_notice_comes_after_midnight(
    call: Caller, bill: Raise, clock: FixedClock
) -> None:
    in_time, late = bill(due_on=TODAY), bill(due_on=TODAY)
    clock.at = datetime(2026, 11, 22, 22, tzinfo=UTC)  # one o'clock of the next day in Jordan
    assert call(PROVIDER, "inquire_bill", {"reference": late.reference})["payable"] is False
    assert told(call, in_time, paid_at="2026-11-22T20:59:59Z") == "paid"
    assert told(call, late, paid_at="2026-11-22T21:30:00Z", transaction_id="T-2") == "surplus"


def test_a_providers_clock_that_is_ahead_makes_nothing_late(call: Caller, bill: Raise) -> None:
    assert told(call, bill(due_on=TODAY), paid_at="2026-11-23T10:00:00Z") == "paid"


def test_a_bill_is_cancelled_unless_it_is_paid(
    call: Caller, bill: Raise, licensing: Licensing, database: MemoryDatabase
) -> None:
    def cancel(of: Bill) -> None:
        with use(Context(Actor("citizen-1"))), database.together():
            licensing.fees.billing.cancel_bill(of.id)

    one, paid = bill(), bill()
    told(call, paid)
    cancel(one)
    cancel(one)
    assert events(database, "bills", one.id) == ["bill.raised.v1", "bill.cancelled.v1"]
    assert told(call, one, transaction_id="T-2") == "surplus"
    with pytest.raises(BillPaidAlready):
        cancel(paid)


def test_a_clerk_of_the_governorate_takes_the_whole_sum(
    call: Caller, bill: Raise, house: MemoryHouse
) -> None:
    one = bill()
    paying = {"bill_id": one.id, "amount_fils": 25_500, "channel": "cash"}
    elsewhere = somebody("clerk-9", "clerk", governorates=("JO-IR",))
    assert refused(call, elsewhere, "pay_bill_at_counter", paying) == "licensing_not_yours"
    for actor in (INSPECTOR, SUPERVISOR, CITIZEN):
        assert refused(call, actor, "pay_bill_at_counter", paying) == "licensing_role_may_not"
    less = {**paying, "amount_fils": 25_000}
    assert refused(call, CLERK, "pay_bill_at_counter", less) == "bill_wrong_amount"
    answer = call(CLERK, "pay_bill_at_counter", paying, key="k")
    assert answer["settlement"]["provider"] == "counter"
    assert call(CLERK, "pay_bill_at_counter", paying, key="k") == answer
    assert refused(call, CLERK, "pay_bill_at_counter", paying) == "bill_not_payable"
    (entry,) = (each for each in house.audit.entries if each["action"] == "pay_at_counter")
    assert entry["actor"] == "clerk-1"
    assert told(call, one) == "surplus"


def test_bills_are_seen_by_whose_they_are_and_who_serves_their_governorate(
    call: Caller, bill: Raise
) -> None:
    mine, elsewhere = bill(), bill(governorate="JO-IR", owners=frozenset({"subject:other"}))
    for actor, seen in ((CITIZEN, [mine]), (CLERK, [mine]), (AUDITOR, [elsewhere, mine])):
        found = call(actor, "find_bills", {})["items"]
        assert sorted(each["id"] for each in found) == sorted(each.id for each in seen)
    for actor in (CITIZEN, CLERK):
        assert refused(call, actor, "get_bill", {"bill_id": elsewhere.id}) == "licensing_not_yours"
    found = call(CLERK, "find_bills", {"about": mine.about.id, "reference": mine.reference})
    assert len(found["items"]) == 1


def test_what_waits_for_the_money_is_told_with_the_payment_or_undoes_it(
    call: Caller, bill: Raise, licensing: Licensing
) -> None:
    heard: list[str] = []

    class Engine:
        broken = True

        def paid(self, bill: Bill) -> None:
            if self.broken:
                raise LookupError("the engine is in trouble")
            heard.append(bill.about.id)

    engine, one = Engine(), bill()
    object.__setattr__(licensing.fees.settling, "on_paid", engine)
    assert refused(call, PROVIDER, "receive_payment_notice", a_notice(one)) == "internal"
    assert state(call, one) == "open"
    engine.broken = False
    assert told(call, one) == "paid"
    assert heard == [one.about.id]
