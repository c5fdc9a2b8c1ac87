"""One handler per command about payments."""

from __future__ import annotations

from services.registry.app.payments.commands import (
    AllowPayment,
    ApprovePaymentList,
    CancelPaymentList,
    OpenPaymentList,
    ReceiveConfirmations,
    WaiveRecovery,
)
from services.registry.app.payments.ports import (
    Batches,
    Lists,
    Payments,
    Programmes,
    Recoveries,
    Rules,
)
from services.registry.app.ports import Audit, NewId, Today, View
from services.registry.domain.access import Actor
from services.registry.domain.payments import access
from services.registry.domain.payments.confirmation import Confirmations
from services.registry.domain.payments.facts import PROGRAMME, Source
from services.registry.domain.payments.payment_list import PaymentList, Step
from services.registry.domain.payments.refusals import ListNotInState, MonthOutOfReach


class PaymentHandlers:
    """Opening, approving and cancelling lists; taking in what the provider confirms."""

    def __init__(
        self,
        lists: Lists,
        payments: Payments,
        batches: Batches,
        recoveries: Recoveries,
        programmes: Programmes,
        rules: Rules,
        audit: Audit,
        new_list_id: NewId,
        new_batch_id: NewId,
        today: Today,
    ) -> None:
        self._lists = lists
        self._payments = payments
        self._batches = batches
        self._recoveries = recoveries
        self._programmes = programmes
        self._rules = rules
        self._audit = audit
        self._new_list_id = new_list_id
        self._new_batch_id = new_batch_id
        self._today = today

    def open(self, command: OpenPaymentList, actor: Actor) -> View:
        """Have the list of a programme and month prepared."""
        access.may_pay(actor)
        today = self._today()
        rules = self._rules(today)
        if not rules.takes_month(command.month, today):
            raise MonthOutOfReach(month=command.month)
        self._programmes.must_pay(command.programme_id)
        return self._lists.add(
            PaymentList.open(
                self._new_list_id(),
                Source(PROGRAMME, command.programme_id),
                command.month,
                Step(actor.subject, today),
                rules.version,
            )
        )

    def approve(self, command: ApprovePaymentList, actor: Actor) -> View:
        """Approve what was prepared, as a second person."""
        payment_list = self._lists.get(command.list_id, lambda _: access.may_pay(actor))
        self._audit.record("approve", "payment_list", command.list_id)
        payment_list.approve(Step(actor.subject, self._today()))
        return self._lists.save(payment_list)

    def cancel(self, command: CancelPaymentList, actor: Actor) -> View:
        """Call a list off; the one that was approved with an emergency goes with it alone."""
        payment_list = self._lists.get(command.list_id, lambda _: access.may_pay(actor))
        if payment_list.stands_with_emergency:
            raise ListNotInState(status=payment_list.status)
        self._audit.record("cancel", "payment_list", command.list_id)
        payment_list.cancel(Step(actor.subject, self._today(), command.reason))
        return self._lists.save(payment_list)

    def allow(self, command: AllowPayment, actor: Actor) -> View:
        """Let the next list of the month pay what is held for a person to decide."""
        payment = self._payments.get(command.payment_id, lambda _: access.may_pay(actor))
        self._audit.record("allow", "payment", command.payment_id)
        payment.allow(Step(actor.subject, self._today(), command.reason))
        return self._payments.save(payment)

    def receive(self, command: ReceiveConfirmations, actor: Actor) -> View:
        """Take in what the provider says of payments."""
        access.may_pay(actor)
        batch = Confirmations.receive(
            self._new_batch_id(),
            command.reference,
            command.lines,
            actor.subject,
            self._today().isoformat(),
        )
        return self._batches.add(batch)

    def waive(self, command: WaiveRecovery, actor: Actor) -> View:
        """Let a household keep what is left of money that it should not have received."""
        recovery = self._recoveries.get(command.recovery_id, lambda _: access.may_pay(actor))
        self._audit.record("waive", "recovery", command.recovery_id)
        recovery.waive(Step(actor.subject, self._today(), command.reason))
        return self._recoveries.save(recovery)
