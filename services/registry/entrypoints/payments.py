"""What the gateway can call about payments."""

from __future__ import annotations

from typing import Any

from chassis.context import current
from chassis.rpc.server import Application, command, query
from contracts.rpc.registry import family_money as contract
from services.registry.app.application import Registry
from services.registry.entrypoints.file_parts import part_of
from services.registry.entrypoints.reading import payments as reading
from services.registry.entrypoints.row_views import reported_page

Request = dict[str, Any]


class PaymentsMethods:
    """Part of `RegistryService`: `application` is what the bootstrap wired."""

    application: Registry = Application()

    @command
    def open_payment_list(self, request: Request) -> Request:
        return self.application.payments.handlers.open(
            reading.open_payment_list(request), current().actor
        )

    @command
    def approve_payment_list(self, request: Request) -> Request:
        return self.application.payments.handlers.approve(
            reading.approve_payment_list(request), current().actor
        )

    @command
    def cancel_payment_list(self, request: Request) -> Request:
        return self.application.payments.handlers.cancel(
            reading.cancel_payment_list(request), current().actor
        )

    @query
    def get_payment_list(self, request: Request) -> Request:
        return self.application.payments.queries.payment_list(
            reading.get_payment_list(request), current().actor
        )

    @query
    def find_payment_lists(self, request: Request) -> Request:
        return self.application.payments.queries.find_lists(
            reading.find_payment_lists(request), current().actor
        )

    @query
    def read_payment_list_file(self, request: Request) -> Request:
        list_id, part = reading.read_payment_list_file(request)
        queries = self.application.payments.queries
        return part_of(queries.files, queries.file(list_id, part, current().actor), part)

    @query
    def find_payments(self, request: Request) -> Request:
        return self.application.payments.queries.find_payments(
            reading.find_payments(request), current().actor
        )

    @query
    def get_payment(self, request: Request) -> Request:
        return self.application.payments.queries.payment(
            reading.get_payment(request), current().actor
        )

    @command
    def allow_payment(self, request: Request) -> Request:
        return self.application.payments.handlers.allow(
            reading.allow_payment(request), current().actor
        )

    @command
    def receive_payment_confirmations(self, request: Request) -> Request:
        return self.application.payments.handlers.receive(
            reading.receive_payment_confirmations(request), current().actor
        )

    @query
    def get_payment_confirmations(self, request: Request) -> Request:
        return self.application.payments.queries.confirmations(
            reading.get_payment_confirmations(request), current().actor
        )

    @command
    def announce_payment_confirmations(self, request: Request) -> Request:
        return self.application.payments.files.announce(
            reading.announce_confirmations(request), current().actor
        )

    @command
    def put_payment_confirmations_part(self, request: Request) -> Request:
        return self.application.payments.files.put_part(
            reading.put_confirmations_part(request), current().actor
        )

    @command
    def apply_payment_confirmations(self, request: Request) -> Request:
        asked = reading.get_payment_confirmations(request)
        return self.application.payments.files.apply(asked, current().actor)

    @command
    def cancel_payment_confirmations(self, request: Request) -> Request:
        asked = reading.get_payment_confirmations(request)
        return self.application.payments.files.cancel(asked, current().actor)

    @query
    def find_reported_confirmations(self, request: Request) -> Request:
        batch_id, after, limit = reading.find_reported_rows(request)
        queries, context = self.application.payments.queries, current()
        rows = queries.reported_rows(batch_id, after, limit, context.actor)
        return reported_page(rows, limit, context.language)

    @query
    def get_recovery(self, request: Request) -> Request:
        return self.application.payments.queries.recovery(
            reading.get_recovery(request), current().actor
        )

    @query
    def find_recoveries(self, request: Request) -> Request:
        return self.application.payments.queries.find_recoveries(
            reading.find_recoveries(request), current().actor
        )

    @query
    def find_family_payments(self, request: Request) -> Request:
        return self.application.payments.family.find_payments(
            *reading.find_of_family(contract.FindFamilyPayments, request), current().actor
        )

    @query
    def find_family_recoveries(self, request: Request) -> Request:
        return self.application.payments.family.find_recoveries(
            *reading.find_of_family(contract.FindFamilyRecoveries, request), current().actor
        )

    @command
    def waive_recovery(self, request: Request) -> Request:
        return self.application.payments.handlers.waive(
            reading.waive_recovery(request), current().actor
        )
