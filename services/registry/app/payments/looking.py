"""What speaks against paying claims, as everything is now: asked when a list is prepared, and
again when its file is written."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from services.registry.app.payments.ports import Claims, Payees, Payments, RecordsOf
from services.registry.app.payments.resting import Resting
from services.registry.domain.payments import checks
from services.registry.domain.payments.facts import Claim, Payee
from services.registry.domain.payments.payment import Payment
from services.registry.domain.payments.payment_list import PaymentList
from services.registry.domain.payments.receipts import (
    Candidate,
    Receipts,
    allowances,
    receipt,
    receipts,
)
from services.registry.domain.payments.rules import PaymentRules


@dataclass(frozen=True)
class Looked:
    """A claim, who would receive it, and what speaks against that."""

    payment_id: str
    claim: Claim
    payee: Payee | None
    findings: tuple[str, ...]
    allowed: frozenset[str] = frozenset()
    """For which findings a person looked into it and let it be paid all the same."""


@dataclass(frozen=True)
class Looking:
    """Looks at claims by batches: what they and their payees are now, and who else is paid."""

    claims: Claims
    payees: Payees
    payments: Payments
    records_of: RecordsOf
    resting: Resting

    def due_now(
        self, payment_list: PaymentList, claims: Sequence[Claim], rules: PaymentRules
    ) -> Mapping[str, int | None]:
        """What is due for the list's month as is known now, by claim id, of those that stand."""
        of_month = rules.of_list(payment_list.month, payment_list.opened.on)
        return self.claims.standing(payment_list.source, payment_list.month, claims, of_month)

    def at(
        self,
        payment_list: PaymentList,
        claims: Mapping[str, Claim],
        due_now: Mapping[str, int | None],
        rules: PaymentRules,
        counts: Callable[[Payment], bool] = lambda _: True,
    ) -> list[Looked]:
        """These claims, by the id of their payment, in the order in which they are decided.

        `counts` tells which payments of others are decided already, where not all are.
        """
        payees = self.payees.of(list(claims.values()))
        allowed = self._allowed(payment_list, claims)
        outdated = self.resting.outdated(claims, rules.of_month)
        looked = []
        for payment_id, claim in claims.items():
            payee = checks.who_receives(payees.get(claim.id), rules)
            found = checks.findings(payment_list.source, claim, payee, rules)
            found = (*found, *checks.changed(claim, due_now))
            if payment_id in outdated:
                found = (*found, checks.AMOUNT_CHANGED)
            let = allowed[payment_id]
            held = tuple(each for each in found if each not in let)
            looked.append(Looked(payment_id, claim, payee, held, let))
        if not rules.payee_once:
            return looked
        return self._without_doubles(payment_list, looked, counts)

    def _allowed(
        self, payment_list: PaymentList, claims: Mapping[str, Claim]
    ) -> Mapping[str, frozenset[str]]:
        """By payment, the findings for which a person allowed it."""
        source, month = payment_list.source, payment_list.month
        asked = {each: allowances(source, month, claim) for each, claim in claims.items()}
        wanted = {what for each in asked.values() for what in each.values()}
        known = {each.allowance for each in self.payments.allowed(wanted)}
        return {
            payment_id: frozenset(finding for finding, what in each.items() if what in known)
            for payment_id, each in asked.items()
        }

    def _without_doubles(
        self, payment_list: PaymentList, looked: Sequence[Looked], counts: Callable[[Payment], bool]
    ) -> list[Looked]:
        """The same, held where somebody of the household is paid for another one.

        The one that is decided first goes on, also within the batch.
        """
        source, month = payment_list.source, payment_list.month
        asked = self._receipts_asked(payment_list, looked)
        known = Receipts(self._received(asked, {each.payment_id for each in looked}, counts))
        decided = []
        for each in looked:
            wanted, household_id = asked.get(each.payment_id, frozenset()), each.claim.household_id
            elsewhere = known.went_elsewhere(wanted, household_id)
            if elsewhere and checks.PAID_ELSEWHERE not in each.allowed:
                each = replace(each, findings=(*each.findings, checks.PAID_ELSEWHERE))
            elif each.payee is not None and not each.findings:
                known.add(receipt(source, month, each.claim, each.payee.whose), household_id)
            decided.append(each)
        return decided

    def _receipts_asked(
        self, payment_list: PaymentList, looked: Sequence[Looked]
    ) -> dict[str, frozenset[str]]:
        """By payment, what must not have been received for another household."""
        candidates = [
            Candidate(each.payment_id, each.claim, each.payee)
            for each in looked
            if each.payee is not None and not each.findings and each.claim.person_id is None
        ]
        persons = {
            person for each in candidates for person in (each.payee.whose, *each.payee.family)
        }
        records = self.records_of(persons)
        source, month = payment_list.source, payment_list.month
        return {each.payment_id: receipts(source, month, each, records) for each in candidates}

    def _received(
        self,
        asked: Mapping[str, frozenset[str]],
        batch: set[str],
        counts: Callable[[Payment], bool],
    ) -> list[tuple[str, str]]:
        wanted = frozenset().union(*asked.values())
        return [
            (each.receipt, each.claim.household_id)
            for each in self.payments.received(wanted)
            # Of the batch itself it is decided in its order, the same when it is done again.
            if each.receipt is not None and each.id not in batch and counts(each)
        ]
