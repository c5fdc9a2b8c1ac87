"""The rests of months that were paid too little: found for the next list, and looked at again
before its file is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from services.registry.app.batches import in_batches
from services.registry.app.payments.ports import Corrected, Corrections, Lists, Payments
from services.registry.domain.payments.course import MonthRules
from services.registry.domain.payments.facts import PROGRAMME, Claim
from services.registry.domain.payments.payment import Payment
from services.registry.domain.payments.payment_list import PaymentList
from services.registry.domain.payments.rests import paid_for, rests

_AT_ONCE = 100


@dataclass(frozen=True)
class Resting:
    """What is owed beside months that were paid, by what was contested rightly since."""

    corrections: Corrections
    payments: Payments
    lists: Lists

    def of(
        self, payment_list: PaymentList, after: str | None, rules: MonthRules
    ) -> Iterator[Claim]:
        """What is owed now by the programme of this list, in order of their places."""
        if payment_list.source.kind != PROGRAMME:
            return
        # One that was cut off between two months of an enrolment goes on with that enrolment.
        reached = "" if after is None else after.partition("/")[0]
        wanted = [each for each in self.corrections.of(payment_list.source) if each >= reached]
        for batch in in_batches(wanted, _AT_ONCE):
            for claim in self._owed(self.corrections.courses(batch), rules):
                if after is None or place(claim) > after:
                    yield claim

    def outdated(self, claims: Mapping[str, Claim], rules: MonthRules) -> frozenset[str]:
        """Those of these payments that are not the rest any more of the month that they are for."""
        asked = {each: claim for each, claim in claims.items() if _is_asked(claim)}
        if not asked:
            return frozenset()
        corrected = self.corrections.courses(sorted({each.id for each in asked.values()}))
        payments = self._payments_of(corrected)
        known = {each.id: each for of_one in payments.values() for each in of_one}
        outdated = set(asked)
        for payment_id, claim in asked.items():
            first = known.get(claim.rest_of or "")
            if claim.id not in corrected or first is None:
                continue
            course = corrected[claim.id].course
            paid = paid_for(first, payments[claim.id], but=payment_id)
            due = course.amount_of(first.month, rules) if course.is_due(first.month, rules) else 0
            if (due or 0) - paid == claim.amount_fils:
                outdated.discard(payment_id)
        return frozenset(outdated)

    def _owed(self, corrected: Mapping[str, Corrected], rules: MonthRules) -> list[Claim]:
        payments = self._payments_of(corrected)
        listed_on = self._listed_on(each for of_one in payments.values() for each in of_one)
        found = [
            claim
            for each, it in corrected.items()
            for claim in rests(each, it.course, payments[each], listed_on, rules)
        ]
        return sorted(found, key=place)

    def _payments_of(self, corrected: Mapping[str, Corrected]) -> dict[str, list[Payment]]:
        # By id: what is a person's own is found by them and by where they live.
        found: dict[str, dict[str, Payment]] = {each: {} for each in corrected}
        for payment in self.payments.of_claims([each.claim for each in corrected.values()]):
            if payment.claim.id in found:
                found[payment.claim.id][payment.id] = payment
        return {each: list(payments.values()) for each, payments in found.items()}

    def _listed_on(self, payments: Iterable[Payment]) -> dict[str, date]:
        """When the lists of these were opened, as far as they have a file."""
        lists = [self.lists.get_companion(each) for each in sorted({it.list_id for it in payments})]
        return {each.id: each.opened.on for each in lists if each.has_valid_file}


def place(claim: Claim) -> str:
    """Where the phase of rests goes on after this one."""
    return f"{claim.id}/{claim.rest_of}"


def _is_asked(claim: Claim) -> bool:
    """What came back is owed as it was."""
    return claim.rest_of is not None and claim.again_of is None
