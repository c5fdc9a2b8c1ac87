"""Money of cancelled emergencies that households received: set off against later payments."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from services.registry.app.payments.ports import Payments, Recoveries
from services.registry.domain.payments.facts import PROGRAMME
from services.registry.domain.payments.payment import LISTED, RETURNED, Payment
from services.registry.domain.payments.payment_list import PaymentList
from services.registry.domain.payments.recovery import Recovery, RecoveryPolicy


class Recovering:
    """Opens recoveries, and plans, takes and releases their parts with payments.

    Everything is done again without effect: work that was cut off begins at its checkpoint.
    """

    def __init__(
        self,
        recoveries: Recoveries,
        payments: Payments,
        policy: Callable[[date], RecoveryPolicy],
        identify: Callable[[str], str],
    ) -> None:
        self._recoveries = recoveries
        self._payments = payments
        self._policy = policy
        self._identify = identify

    def open(self, payment: Payment, payment_list: PaymentList) -> None:
        """A payment of a cancelled emergency is paid: by the policy of that day it is set off."""
        cancellation = payment_list.cancellation
        if cancellation is None or payment.source.kind == PROGRAMME:
            return
        policy = self._policy(cancellation.on)
        if not policy.percent:
            return
        made = Recovery.open(
            self._identify(payment.id),
            payment_id=payment.id,
            household_id=payment.claim.household_id,
            source=payment.source,
            amount_fils=payment.amount_fils,
            policy=policy,
            opened_on=cancellation.on.isoformat(),
            contact_id=payment.payee_id,
        )
        self._recoveries.add_many([made])

        kept = self._payments.known(payment.id)
        if kept is not None and kept.status == RETURNED:
            # The provider returned it in this moment, and found no recovery yet.
            self.came_back(kept)

    def came_back(self, payment: Payment) -> None:
        """The provider returned it: nothing is left to be recovered, and what was set off is owed
        to the household."""
        recovery = self._recoveries.known(self._identify(payment.id))
        if recovery is not None:
            recovery.came_back()
            self._recoveries.save(recovery)
            self._owe(recovery)

    def plan(self, payments: Sequence[Payment]) -> None:
        """Set off what these payments, which are not kept yet, can bear."""
        able = [each for each in payments if _bears(each)]
        open_ones = self._recoveries.open_of(sorted({each.claim.household_id for each in able}))
        for payment in able:
            recovery = _one_of(open_ones, payment)
            if recovery is None:
                continue
            fils = recovery.plan(payment.id, payment.amount_fils)
            self._recoveries.save(recovery)
            if fils:
                payment.set_off(recovery.id, fils)

    def release_unless_kept(self, payments: Iterable[Payment]) -> None:
        """Of these, whatever was not kept as it was planned sets nothing off."""
        for payment in payments:
            if payment.recovery_id is not None:
                kept = self._payments.known(payment.id)
                if kept is None or kept.offset_fils != payment.offset_fils:
                    self._release(payment.recovery_id, payment.id)

    def stands(self, payment: Payment) -> bool:
        """Whether it is still to be less by what is set off from it, if anything is."""
        if payment.recovery_id is None:
            return True
        return self._recoveries.get_companion(payment.recovery_id).stands(payment.id)

    def settle(self, payment: Payment) -> None:
        """Take its part when it stands, release it when it does not."""
        if payment.recovery_id is None:
            return
        if payment.status != LISTED:
            self._release(payment.recovery_id, payment.id)
            return
        recovery = self._recoveries.get_companion(payment.recovery_id)
        recovery.take(payment.id, payment.offset_fils, payment.payee_id)
        self._recoveries.save(recovery)
        self._owe(recovery)

    def release(self, payment: Payment) -> None:
        """It is withdrawn with its list."""
        if payment.recovery_id is not None:
            self._release(payment.recovery_id, payment.id)

    def _owe(self, recovery: Recovery) -> None:
        """Mark the payments whose parts are given back: the next list of their programme has them.

        After the recovery, so that all are marked when it is done again.
        """
        for part in recovery.owed:
            payment = self._payments.known(part.payment_id)
            if payment is not None:
                payment.owe_part()
                self._payments.save(payment)

    def _release(self, recovery_id: str, payment_id: str) -> None:
        recovery = self._recoveries.get_companion(recovery_id)
        recovery.release(payment_id)
        self._recoveries.save(recovery)


def _bears(payment: Payment) -> bool:
    """Money that came back was less already, and what is given back was; what an emergency gives
    is not made less."""
    return payment.status == LISTED and payment.source.kind == PROGRAMME and not payment.claim.owed


def _one_of(open_ones: Mapping[str, Sequence[Recovery]], payment: Payment) -> Recovery | None:
    """The oldest with something left: one at a time."""
    of_household = open_ones.get(payment.claim.household_id, ())
    planned = (r for r in of_household if any(o.payment_id == payment.id for o in r.offsets))
    left = (recovery for recovery in of_household if recovery.left_fils > 0)
    return next(planned, None) or next(left, None)
