"""What the gateway can call about bills and payments, and what falls due."""

from __future__ import annotations

from typing import Any

from chassis.context import current
from chassis.rpc.server import Application, command, query
from chassis.timers import due
from contracts.rpc.licensing import fees as contract
from contracts.rpc.problems import read
from services.licensing.app.fees.commands import AskRefund, PayAtCounter
from services.licensing.app.licensing import Licensing
from services.licensing.entrypoints.reading import fees as reading
from services.licensing.entrypoints.reading.pages import page

Data = dict[str, Any]


class FeeMethods:
    """Part of `LicensingService`: `application` is what the bootstrap wired."""

    application: Licensing = Application()

    @query
    def inquire_bill(self, request: Data) -> Data:
        asked = read(contract.InquireBill, request)
        return self.application.fees.reading.inquire(asked["reference"], current().actor)

    @command
    def receive_payment_notice(self, request: Data) -> Data:
        asked, actor = read(contract.ReceivePaymentNotice, request), current().actor
        return self.application.fees.settling.receive(reading.notice(asked, actor), actor)

    @command
    def pay_bill_at_counter(self, request: Data) -> Data:
        asked = PayAtCounter(**read(contract.PayBillAtCounter, request))
        return self.application.fees.settling.pay_at_counter(asked, current().actor)

    @command
    def ask_bill_refund(self, request: Data) -> Data:
        asked = AskRefund(**read(contract.AskBillRefund, request))
        return self.application.fees.refunding.ask(asked, current().actor)

    @command
    def approve_bill_refund(self, request: Data) -> Data:
        asked = read(contract.ApproveBillRefund, request)
        return self.application.fees.refunding.approve(asked["payment_id"], current().actor)

    @query
    def get_bill(self, request: Data) -> Data:
        asked = read(contract.GetBill, request)
        return self.application.fees.reading.bill(asked["bill_id"], current().actor)

    @query
    def find_bills(self, request: Data) -> Data:
        asked = page(read(contract.FindBills, request))
        return self.application.fees.reading.find_bills(*asked, current().actor)

    @query
    def get_bill_receipt(self, request: Data) -> Data:
        asked = read(contract.GetBill, request)
        return self.application.fees.reading.receipt(asked["bill_id"], current().actor)

    @query
    def get_bill_payment(self, request: Data) -> Data:
        asked = read(contract.GetBillPayment, request)
        return self.application.fees.reading.payment(asked["payment_id"], current().actor)

    @query
    def find_bill_payments(self, request: Data) -> Data:
        asked = page(read(contract.FindBillPayments, request))
        return self.application.fees.reading.find_payments(*asked, current().actor)

    @due("bills", "expired")
    def bill_expired(self, bill_id: str, timer: str) -> None:
        self.application.fees.billing.expire(bill_id)
