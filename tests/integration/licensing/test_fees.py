"""Money that arrives at once, on MongoDB: one payment pays a bill, and nothing is lost."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.documents.errors import ConcurrentChange
from chassis.documents.indexes import ensure_indexes
from chassis.documents.transaction import together
from contracts.rpc.licensing import METHODS
from services.licensing.bootstrap import SERVICE, applications, fees, licensed
from services.licensing.bootstrap.house import MongoHouse
from services.licensing.domain.fees.bill import Bill
from services.licensing.entrypoints.service import LicensingService
from services.licensing.settings import LicensingSettings
from tests.support.applying import AUDITOR, CLERK
from tests.support.calling import Caller
from tests.support.fees import PROVIDER, a_notice, raised, unheard
from tests.support.racing import each_at_once, outcomes

AT_ONCE = 20
PAPER = {"amount_fils": 25_500, "channel": "cash"}


class Office:
    """Licensing on MongoDB."""

    def __init__(self, database: Any) -> None:
        ensure_indexes(database, (*applications.KINDS, *fees.KINDS, *licensed.KINDS))
        SERVICE.prepare(database)
        clock = FixedClock(datetime(2026, 11, 22, 12, tzinfo=UTC))
        self.application = unheard(MongoHouse(database, clock, LicensingSettings.read()))
        self.call = Caller(LicensingService, self.application, METHODS)
        self.together = together(database)

    def bill(self) -> Bill:
        return raised(self.application, self.together)

    def tell(self, notice: dict[str, Any]) -> dict[str, Any]:
        return self.call(PROVIDER, "receive_payment_notice", notice)

    def payments(self, **filters: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]]
        found = self.call(AUDITOR, "find_bill_payments", {**filters, "limit": 100})["items"]
        return found


@pytest.fixture
def office(database: Any) -> Office:
    return Office(database)


def test_what_is_recorded_is_read_back_as_it_was_answered(office: Office) -> None:
    bill = office.bill()
    notice = a_notice(bill, paid_at="2026-11-22T11:59:00.123456Z")
    assert office.tell(notice) == office.tell(notice)
    for method, asked in (
        ("get_bill", {"bill_id": bill.id}),
        ("get_bill_receipt", {"bill_id": bill.id}),
        ("get_bill_payment", {"payment_id": office.payments()[0]["id"]}),
    ):
        answer = office.call(AUDITOR, method, asked)
        assert METHODS[method].answer().load(answer) == answer


def test_one_notice_told_many_times_at_once_has_one_effect_and_one_answer(office: Office) -> None:
    bill = office.bill()
    answers = each_at_once(lambda _: office.tell(a_notice(bill)), range(AT_ONCE))
    assert all(answer == answers[0] for answer in answers)
    assert answers[0]["outcome"] == "paid"
    assert len(office.payments()) == 1


def test_of_many_transactions_at_once_one_pays_and_the_others_are_surplus(office: Office) -> None:
    bill = office.bill()

    def pay(number: int) -> str:
        return str(office.tell(a_notice(bill, transaction_id=f"T-{number}"))["outcome"])

    assert Counter(each_at_once(pay, range(8))) == Counter(paid=1, surplus=7)
    assert Counter(each["state"] for each in office.payments()) == Counter(paid=1, surplus=7)
    (paid,) = office.payments(state="paid")
    settled = office.call(AUDITOR, "get_bill", {"bill_id": bill.id})["settlement"]
    assert settled["payment_id"] == paid["id"]


def test_clerks_and_a_provider_at_once_take_the_money_once(office: Office) -> None:
    bill = office.bill()
    paying = {"bill_id": bill.id, **PAPER}

    def pay(number: int) -> object:
        if number:
            return office.call(CLERK, "pay_bill_at_counter", paying)
        return office.tell(a_notice(bill))

    ended = outcomes(pay, range(5))
    told = office.payments()
    # The provider is never refused: what it took is surplus when a clerk was first.
    assert ended in (Counter(done=1, bill_not_payable=4), Counter(done=2, bill_not_payable=3))
    assert len([each for each in told if each["state"] == "paid"]) == 1
    assert len(told) == ended["done"]


def test_bills_and_receipts_are_numbered_without_gap_or_double(office: Office) -> None:
    bills = each_at_once(lambda _: _bill(office), range(AT_ONCE))
    numbers = sorted(int(each.reference[4:11]) for each in bills)
    assert numbers == list(range(1, AT_ONCE + 1))
    each_at_once(lambda bill: office.tell(a_notice(bill, transaction_id=bill.id)), bills)
    found = office.call(AUDITOR, "find_bills", {"limit": 100})["items"]
    receipts = sorted(each["settlement"]["receipt"] for each in found)
    assert receipts == [f"RCP-AM-2026-{number:06}" for number in range(1, AT_ONCE + 1)]


def _bill(office: Office) -> Bill:
    """Raised by a caller that runs again when it lost a race, as every command does."""
    while True:
        try:
            return office.bill()
        except ConcurrentChange:
            continue
