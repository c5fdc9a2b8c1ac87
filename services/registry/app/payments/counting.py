"""What of a cancelled list is withdrawn, and what was paid: kept true by what the provider says."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from services.registry.app.payments.ports import Lists, Payments
from services.registry.domain.payments.facts import Sum
from services.registry.domain.payments.payment import PAID, WITHDRAWN, Payment
from services.registry.domain.payments.payment_list import CANCELLED


@dataclass(frozen=True)
class Counting:
    """Counts anew from the payments themselves: done again, it comes to the same."""

    lists: Lists
    payments: Payments

    def recount(self, list_ids: Iterable[str]) -> None:
        """Of these lists those that are cancelled."""
        for list_id in sorted(set(list_ids)):
            payment_list = self.lists.get_companion(list_id)
            if payment_list.status == CANCELLED:
                payment_list.recounted(*added(self.payments.of_list(list_id)))
                self.lists.save(payment_list)


def added(payments: Iterable[Payment]) -> tuple[Sum, Sum]:
    """What is withdrawn, and what was paid and is to be followed up."""
    withdrawn, to_follow_up = Sum(), Sum()
    for payment in payments:
        if payment.status == WITHDRAWN:
            withdrawn = withdrawn.plus(payment.amount_fils)
        elif payment.status == PAID:
            to_follow_up = to_follow_up.plus(payment.amount_fils)
    return withdrawn, to_follow_up
