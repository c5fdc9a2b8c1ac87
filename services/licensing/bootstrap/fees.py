"""Wires bills and payments."""

from __future__ import annotations

from typing import Any

from chassis.documents.kind import Kind
from chassis.documents.listing import listing
from services.licensing.adapters.fees import bills, payments, rules
from services.licensing.app.fees.area import Fees
from services.licensing.app.fees.billing import Billing
from services.licensing.app.fees.ports import OnPaid, Rules
from services.licensing.app.fees.queries import FeeReading
from services.licensing.app.fees.refunding import Refunding
from services.licensing.app.fees.settling import Settling
from services.licensing.bootstrap.house import House

KINDS: tuple[Kind[Any], ...] = (bills.BILLS, payments.PAYMENTS)


def billing(house: House) -> Billing:
    """For areas that raise bills, before those who are told of payments are wired."""
    kept = bills.KeptBills(house.store(bills.BILLS))
    paid = payments.KeptPayments(house.store(payments.PAYMENTS))
    return Billing(kept, paid, house.numbers, _law(house), house.calendar)


def wire(house: House, on_paid: OnPaid) -> Fees:
    """The area on this ground; `on_paid` is told of every bill that is paid. Raises
    `SettingError` for rules that are wrong."""
    law = _law(house)
    bill_store, payment_store = house.store(bills.BILLS), house.store(payments.PAYMENTS)
    kept_bills, kept_payments = bills.KeptBills(bill_store), payments.KeptPayments(payment_store)

    def noted(action: str, of: str) -> None:
        house.audit.record(action, payments.PAYMENTS.name, of)

    return Fees(
        billing=billing(house),
        settling=Settling(
            kept_bills,
            kept_payments,
            house.numbers,
            house.together,
            law,
            house.calendar,
            on_paid,
            payments.payment_id,
            payments.acknowledge,
            bills.show,
            noted,
        ),
        refunding=Refunding(kept_payments, house.calendar, noted),
        reading=FeeReading(
            kept_bills,
            kept_payments,
            bills.show,
            payments.show,
            bills.show_receipt,
            bills.show_to_provider,
            listing(bill_store),
            listing(payment_store),
            house.calendar,
        ),
    )


def _law(house: House) -> Rules:
    return rules.load(house.settings.rules / "fees.yaml").on
