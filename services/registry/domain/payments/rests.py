"""The rest of a month's money: what a family was paid too little, because a decision was wrong.

A month is paid once. When the amount it was paid with was contested rightly since, the rest is owed
beside it: never more than what the enrolment's course says of the month, less all that was paid.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from services.registry.domain.payments.course import Course, MonthRules
from services.registry.domain.payments.facts import Claim
from services.registry.domain.payments.payment import HELD, WITHDRAWN, Payment


def rests(
    claim_id: str,
    course: Course,
    payments: Sequence[Payment],
    listed_on: Mapping[str, date],
    rules: MonthRules,
) -> Iterator[Claim]:
    """What is owed of the months that this enrolment was paid for, in their order.

    `payments` are its own; `listed_on` tells when the lists were opened that have a file. Until
    there is one, a payment that is too little is held, and the month's next list has all of it.
    """
    firsts = [each for each in payments if each.claim.id == claim_id and _is_first(each)]
    for first in sorted(firsts, key=lambda it: (it.month, it.id)):
        opened_on = listed_on.get(first.list_id)
        if opened_on is None or not course.makes_good(first.month, opened_on.isoformat(), rules):
            continue
        paid = paid_for(first, payments)
        due = course.amount_of(first.month, rules) if course.is_due(first.month, rules) else None
        if due is not None and due > paid:
            yield _rest(first, due - paid, paid)


def paid_for(first: Payment, payments: Sequence[Payment], but: str | None = None) -> int:
    """What the month of this payment was paid with, in fils, with all rests of it `but` this one.

    What was set off is paid, too; and what came back is owed by itself, as it was.
    """
    also = [each for each in payments if each.claim.rest_of == first.id and each.id != but]
    return sum(each.claim.amount_fils or 0 for each in (first, *also) if _counts(each))


def _rest(first: Payment, fils: int, paid_fils: int) -> Claim:
    return replace(
        first.claim,
        amount_fils=fils,
        rest_of=first.id,
        paid_fils=paid_fils,
        for_month=first.month,
        former=False,
        attempt=1,
    )


def _is_first(payment: Payment) -> bool:
    return not payment.claim.owed and _counts(payment)


def _counts(payment: Payment) -> bool:
    """Held and withdrawn ones give their money free; another attempt is no other money."""
    return payment.status not in (HELD, WITHDRAWN) and payment.claim.again_of is None
