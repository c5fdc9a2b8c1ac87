"""What was paid too much is given back, by two people and once."""

from __future__ import annotations

from typing import Any

from chassis.context import Actor, Context, use
from chassis.documents.memory import MemoryDatabase
from services.licensing.app.licensing import Licensing
from services.licensing.domain.fees.bill import Bill
from tests.support.applying import CITIZEN, CLERK, SUPERVISOR
from tests.support.bills import Raise, refused, told
from tests.support.calling import Caller
from tests.support.fees import (
    SECOND_SUPERVISOR,
)


def test_surplus_is_given_back_by_two_supervisors_once(call: Caller, bill: Raise) -> None:
    one = bill()
    told(call, one)
    told(call, one, transaction_id="T-2")
    (surplus,) = call(SUPERVISOR, "find_bill_payments", {"state": "surplus"})["items"]
    asked = {"payment_id": surplus["id"], "reason": "دُفعت المطالبة مرتين."}
    approved = {"payment_id": surplus["id"]}
    assert refused(call, CLERK, "ask_bill_refund", asked) == "licensing_role_may_not"
    assert refused(call, SUPERVISOR, "approve_bill_refund", approved) == (
        "bill_payment_not_to_be_refunded"
    )
    assert call(SUPERVISOR, "ask_bill_refund", asked)["state"] == "refund_asked"
    assert refused(call, SUPERVISOR, "approve_bill_refund", approved) == "bill_refund_same_person"
    done = call(SECOND_SUPERVISOR, "approve_bill_refund", approved)
    assert (done["state"], done["refund"]["approved_by"]) == ("refunded", "supervisor-2")
    for actor in (SUPERVISOR, SECOND_SUPERVISOR):
        assert refused(call, actor, "ask_bill_refund", asked) == "bill_payment_not_to_be_refunded"
    # Its provider is told what it was told before.
    assert told(call, one, transaction_id="T-2") == "surplus"


def test_surplus_on_a_bill_that_is_handed_on_meanwhile_is_theirs_whose_the_bill_is(
    call: Caller, bill: Raise, licensing: Licensing, database: MemoryDatabase
) -> None:
    settling, one = licensing.fees.settling, bill()
    told(call, one)
    seen = [settling.bills.load(one.id)]
    heirs = frozenset({"subject:citizen-2"})
    with use(Context(Actor("clerk-1"))), database.together():
        licensing.fees.billing.hand_on(one.about.id, heirs)
    bills = SeenBefore(settling.bills, seen)
    object.__setattr__(settling, "bills", bills)
    assert told(call, one, transaction_id="T-2") == "surplus"
    assert seen == []
    assert [each.owners for each in settling.payments.of(one.id)] == [heirs, heirs]


class SeenBefore:
    """Bills, which a first transaction sees as they were when it began."""

    def __init__(self, bills: Any, seen: list[Bill]) -> None:
        self._bills, self._seen = bills, seen

    def __getattr__(self, name: str) -> Any:
        return getattr(self._bills, name)

    def by_reference(self, reference: str) -> Bill | None:
        found: Bill | None = self._bills.by_reference(reference)
        return self._seen.pop() if self._seen else found


def test_what_paid_a_bill_is_not_refunded(call: Caller, bill: Raise) -> None:
    one = bill()
    told(call, one)
    (paid,) = call(SUPERVISOR, "find_bill_payments", {})["items"]
    asked = {"payment_id": paid["id"], "reason": "سبب"}
    assert refused(call, SUPERVISOR, "ask_bill_refund", asked) == "bill_payment_not_to_be_refunded"


def test_who_paid_reads_that_it_is_given_back_and_not_by_whom(call: Caller, bill: Raise) -> None:
    one = bill()
    told(call, one)
    told(call, one, transaction_id="T-2")
    (surplus,) = call(SUPERVISOR, "find_bill_payments", {"state": "surplus"})["items"]
    asked = {"payment_id": surplus["id"], "reason": "دُفعت المطالبة مرتين."}
    refund = call(SUPERVISOR, "ask_bill_refund", asked)["refund"]
    assert refund["asked_by"] == "supervisor-1"
    shown = call(CITIZEN, "get_bill_payment", {"payment_id": surplus["id"]})
    assert shown["refund"] == {**refund, "asked_by": None}
