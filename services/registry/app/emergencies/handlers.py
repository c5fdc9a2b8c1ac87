"""One handler per command about emergencies."""

from __future__ import annotations

from collections.abc import Callable

from services.registry.app.emergencies.commands import (
    ApproveEmergency,
    CancelEmergency,
    DeclareEmergency,
    PayEmergencyAgain,
)
from services.registry.app.emergencies.ports import Choosing, Emergencies, Rules
from services.registry.app.payments.ports import Lists, Together
from services.registry.app.payments.ports import Rules as PaymentRules
from services.registry.app.ports import Audit, NewId, Today, View
from services.registry.domain.access import Actor
from services.registry.domain.emergencies import access
from services.registry.domain.emergencies.emergency import Emergency
from services.registry.domain.payments.access import may_pay
from services.registry.domain.payments.facts import EMERGENCY, Source
from services.registry.domain.payments.payment_list import PaymentList, Step


class EmergencyHandlers:
    """Declaring, approving and cancelling."""

    def __init__(
        self,
        emergencies: Emergencies,
        lists: Lists,
        choosing: Choosing,
        rules: Rules,
        payment_rules: PaymentRules,
        together: Together,
        audit: Audit,
        new_id: NewId,
        list_id_of: Callable[[str], str],
        new_list_id: NewId,
        today: Today,
    ) -> None:
        self._emergencies = emergencies
        self._lists = lists
        self._choosing = choosing
        self._rules = rules
        self._payment_rules = payment_rules
        self._together = together
        self._audit = audit
        self._new_id = new_id
        self._list_id_of = list_id_of
        self._new_list_id = new_list_id
        self._today = today

    def declare(self, command: DeclareEmergency, actor: Actor) -> View:
        """Declare an emergency; whom it concerns is worked out in the background."""
        access.may_decide(actor, {each.governorate for each in command.places})
        self._choosing.check(command.group)
        today = self._today()
        emergency = Emergency.declare(
            self._new_id(),
            title=command.title,
            reason_code=command.reason_code,
            places=command.places,
            group=command.group,
            amount=command.amount,
            declared=Step(actor.subject, today),
            rules=self._rules(today),
        )
        return self._emergencies.add(emergency)

    def approve(self, command: ApproveEmergency, actor: Actor) -> View:
        """Approve as a second person: the payment list of the top-ups begins with it."""
        today = self._today()
        with self._together():
            emergency = self._get(command.emergency_id, actor)
            step = Step(actor.subject, today)
            emergency.approve(step, self._list_id_of(emergency.id))
            self._audit.record("approve", "emergency", emergency.id)
            self._lists.add(
                PaymentList.open(
                    self._list_id_of(emergency.id),
                    Source(EMERGENCY, emergency.id),
                    f"{today:%Y-%m}",
                    emergency.declared,
                    self._payment_rules(today).version,
                    approval=step,
                )
            )
            return self._emergencies.save(emergency)

    def pay_again(self, command: PayEmergencyAgain, actor: Actor) -> View:
        """Have a further list prepared; another person approves it, as lists of programmes are."""
        may_pay(actor)
        today, list_id = self._today(), self._new_list_id()
        with self._together():
            emergency = self._get(command.emergency_id, actor)
            emergency.pay_again(list_id)
            self._audit.record("pay_again", "emergency", emergency.id)
            self._lists.add(
                PaymentList.open(
                    list_id,
                    Source(EMERGENCY, emergency.id),
                    f"{today:%Y-%m}",
                    Step(actor.subject, today),
                    self._payment_rules(today).version,
                )
            )
            return self._emergencies.save(emergency)

    def cancel(self, command: CancelEmergency, actor: Actor) -> View:
        """Call it off: what is not paid is withdrawn, what is paid is recovered by the rules."""
        with self._together():
            emergency = self._get(command.emergency_id, actor)
            step = Step(actor.subject, self._today(), command.reason)
            emergency.cancel(step)
            self._audit.record("cancel", "emergency", emergency.id)
            for list_id in emergency.list_ids:
                payment_list = self._lists.get_companion(list_id)
                if payment_list.cancellation is None:
                    payment_list.cancel(step)
                    self._lists.save(payment_list)
            return self._emergencies.save(emergency)

    def _get(self, emergency_id: str, actor: Actor) -> Emergency:
        return self._emergencies.get(
            emergency_id, lambda known: access.may_decide(actor, known.governorates)
        )
