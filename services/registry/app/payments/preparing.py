"""Preparing a list in the background: every claim once, checked, and added up."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from services.registry.app.batches import in_batches
from services.registry.app.payments import resting
from services.registry.app.payments.looking import Looked, Looking
from services.registry.app.payments.ports import (
    Claims,
    Lists,
    Payments,
    RecordsOf,
    Rules,
)
from services.registry.app.payments.recovering import Recovering
from services.registry.app.ports import Run
from services.registry.domain.payments.checks import PAID_ELSEWHERE
from services.registry.domain.payments.course import MonthRules
from services.registry.domain.payments.facts import Claim, Payee, Sum, Totals
from services.registry.domain.payments.payment import HELD, Payment
from services.registry.domain.payments.payment_list import PREPARING, PaymentList

BATCH = 500


class Preparing:
    """The work `prepare`. Done twice or taken up after a kill it lists the same, once."""

    def __init__(
        self,
        lists: Lists,
        payments: Payments,
        claims: Claims,
        looking: Looking,
        recovering: Recovering,
        records_of: RecordsOf,
        rules: Rules,
        identify: Callable[[str, str], str],
    ) -> None:
        self._lists = lists
        self._payments = payments
        self._claims = claims
        self._looking = looking
        self._recovering = recovering
        self._records_of = records_of
        self._rules = rules
        self._identify = identify

    def prepare(self, list_id: str, run: Run) -> None:
        """List who is to be paid, and tell what speaks against paying whom."""
        payment_list = self._lists.get_companion(list_id)
        if payment_list.status != PREPARING:
            return
        listed = self._list_all(payment_list, run)
        known = self._payments.count(list_id)
        totals = add_up(self._payments.of_list(list_id), already=max(listed - known, 0))
        # Read again: somebody may have called it off meanwhile.
        payment_list = self._lists.get_companion(list_id)
        payment_list.prepared(totals)
        self._lists.save(payment_list)

    def _list_all(self, payment_list: PaymentList, run: Run) -> int:
        """Every claim as a payment; answers how many claims there were."""
        done = int(run.checkpoint.get("claims", 0))
        reached, after = run.checkpoint.get("phase"), run.checkpoint.get("after")
        phases = {
            "new": self._new,
            "former": self._former,
            "again": self._again,
            "back": self._back,
            "rest": self._rest,
        }
        for phase in list(phases)[_index(reached, phases) :]:
            begin = after if phase == reached else None
            for batch in in_batches(phases[phase](payment_list, begin), BATCH):
                made = self._as_payments(payment_list, batch)
                self._recovering.plan(made)
                self._payments.add_many(made)
                self._recovering.release_unless_kept(made)
                done += len(batch)
                run.reached(done, phase=phase, after=_place(batch[-1]), claims=done)
                if self._lists.get_companion(payment_list.id).cancellation is not None:
                    return done
        return done

    def _new(self, payment_list: PaymentList, after: str | None) -> Iterator[Claim]:
        rules = self._of_month(payment_list)
        return self._claims.of(payment_list.source, payment_list.month, after, rules)

    def _former(self, payment_list: PaymentList, after: str | None) -> Iterator[Claim]:
        """After those that run, so that a household that is enrolled again is paid by that."""
        rules = self._of_month(payment_list)
        return self._claims.former(payment_list.source, payment_list.month, after, rules)

    def _of_month(self, payment_list: PaymentList) -> MonthRules:
        opened_on = payment_list.opened.on
        return self._rules(opened_on).of_list(payment_list.month, opened_on)

    def _again(self, payment_list: PaymentList, after: str | None) -> Iterator[Claim]:
        """Money that came back, once more: the next list has it, and no other."""
        for payment in self._payments.returned(payment_list.source.id, after):
            yield replace(
                payment.claim,
                amount_fils=payment.amount_fils,
                again_of=payment.id,
                attempt=payment.claim.attempt + 1,
                for_month=payment.money_of,
            )

    def _back(self, payment_list: PaymentList, after: str | None) -> Iterator[Claim]:
        """What was set off and was not to be: given back with the next list, once."""
        for payment in self._payments.parts_owed(payment_list.source.id, after):
            yield replace(
                payment.claim,
                amount_fils=payment.offset_fils,
                again_of=None,
                back_of=payment.id,
                attempt=1,
                for_month=payment.money_of,
            )

    def _rest(self, payment_list: PaymentList, after: str | None) -> Iterator[Claim]:
        """What months were paid too little that have been paid: with the next list, once."""
        rules = self._rules(payment_list.opened.on).of_month
        return self._looking.resting.of(payment_list, after, rules)

    def _as_payments(self, payment_list: PaymentList, batch: Sequence[Claim]) -> list[Payment]:
        rules = self._rules(payment_list.opened.on)
        due_now = self._looking.due_now(payment_list, batch, rules)
        claims = {
            self._identify(payment_list.id, _named(each)): _of_now(each, due_now)
            for each in self._by_all_records(batch)
        }
        return self._not_paid(
            [
                _payment(payment_list, each, rules.payee_once)
                for each in self._looking.at(payment_list, claims, due_now, rules)
            ]
        )

    def _not_paid(self, made: Sequence[Payment]) -> list[Payment]:
        """Without those that would be held although another payment has their money: held is not
        paid. Of those that would be listed, the store passes them over."""
        asked = {key for each in made if each.status == HELD for key in each.claimed}
        known = (*made, *self._payments.having(asked))
        has = {key: each.id for each in known for key in (*each.due, *each.counted)}

        def is_paid(held: Payment) -> bool:
            return any(has.get(key, held.id) != held.id for key in held.claimed)

        return [each for each in made if each.status != HELD or not is_paid(each)]

    def _by_all_records(self, batch: Sequence[Claim]) -> list[Claim]:
        """A person's own, with all records that are of them."""
        own = {each.person_id for each in batch if each.person_id is not None}
        also, stays = self._records_of(own), self._records_of.staying(own)
        return [_by_all_records(each, also, stays) for each in batch]


def _by_all_records(
    claim: Claim, also: Mapping[str, Sequence[str]], stays: Mapping[str, str]
) -> Claim:
    """Payments keep whom they name, and so do enrolments that run no more: what is owed by a record
    that ended is due by the one that stays, which lives somewhere. An enrolment that runs follows
    by itself, and waits until it has."""
    named = claim.person_id
    if named is None:
        return claim
    whose = stays[named] if claim.owed or claim.former else named
    return replace(
        claim,
        person_id=whose,
        also=tuple(each for each in (named, *also[named]) if each != whose),
    )


def _of_now(claim: Claim, due_now: Mapping[str, int | None]) -> Claim:
    """With the amount of the moment in which it is looked at. Of what is for certain persons that
    is another claim's: it is held, and the next list has it for those of then."""
    if claim.owed or claim.counted or claim.id not in due_now:
        return claim
    return replace(claim, amount_fils=due_now[claim.id])


def _payment(payment_list: PaymentList, looked: Looked, payee_once: bool) -> Payment:
    payee = looked.payee
    return Payment.of(
        looked.payment_id,
        payment_list.id,
        payment_list.source,
        payment_list.month,
        _where_they_live(looked.claim, payee),
        payee_id=None if payee is None else payee.person_id,
        governorate=None if payee is None else payee.governorate,
        protected=payee is not None and payee.protected,
        findings=looked.findings,
        payee_once=payee_once and PAID_ELSEWHERE not in looked.allowed,
        ward_id=None if payee is None else payee.ward_id,
    )


def _where_they_live(claim: Claim, payee: Payee | None) -> Claim:
    """A person's own with the household of now: another one's debts are not set off against it."""
    if payee is None or payee.household_id is None:
        return claim
    return replace(claim, household_id=payee.household_id)


def _place(claim: Claim) -> str:
    """Where its phase goes on after it."""
    if claim.rest_of is not None and claim.again_of is None:
        return resting.place(claim)
    return claim.again_of or claim.back_of or claim.id


def _named(claim: Claim) -> str:
    """What makes it one payment of a list: a part beside the payment that it was set off from, a
    rest beside that which was too little."""
    if claim.again_of is None and claim.back_of is not None:
        return f"back/{claim.back_of}"
    if claim.again_of is None and claim.rest_of is not None:
        return f"rest/{claim.rest_of}/{claim.paid_fils}"
    return _place(claim)


def _index(reached: str | None, phases: Mapping[str, object]) -> int:
    return 0 if reached is None else list(phases).index(reached)


def add_up(payments: Iterable[Payment], already: int) -> Totals:
    """Count, sum, places, findings and the checksum of what is to be paid, in order of ids."""
    listed, held = Sum(), Sum()
    places: dict[str, Sum] = {}
    findings: Counter[str] = Counter()
    digest = hashlib.sha256()
    for each in payments:
        if each.listed:
            listed = listed.plus(each.amount_fils)
            digest.update(line_of(each))
            if each.governorate is not None and not each.protected:
                place = places.get(each.governorate, Sum())
                places[each.governorate] = place.plus(each.amount_fils)
        if each.status == HELD:
            held = held.plus(each.amount_fils)
            findings.update(each.findings)
    return Totals(
        listed, dict(sorted(places.items())), held, dict(sorted(findings.items())), already,
        digest.hexdigest(),
    )  # fmt: skip


def line_of(payment: Payment) -> bytes:
    """A payment as the checksum takes it."""
    claim = payment.claim
    return f"{payment.id};{claim.household_id};{payment.amount_fils}\n".encode()
