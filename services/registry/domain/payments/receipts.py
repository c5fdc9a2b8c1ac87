"""What somebody receives as the payee of a household: one month's money of one programme, once.

Households are divided, joined and headed by others within a month. Whoever received its money for
one household does not receive it for another, nor does the household that they live in now.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from services.registry.domain.payments.checks import PAID_ELSEWHERE, TOO_OFTEN
from services.registry.domain.payments.facts import EMERGENCY, Claim, Payee, Source


@dataclass(frozen=True)
class Candidate:
    """A claim that nothing else speaks against, and who would receive it."""

    payment_id: str
    claim: Claim
    payee: Payee


def receipt(source: Source, month: str, claim: Claim, payee_id: str) -> str | None:
    """This month's money of this programme (this emergency's money) to this person.

    Nothing of what is a person's own: that is theirs once, whoever takes it home for them. Nothing
    either of money that came back before its month was kept with it, nor of a part that is given
    back, nor of the rest of a month: that month's money was received with the payment before.
    """
    if (claim.person_id or claim.back_of or claim.rest_of) is not None:
        return None
    if claim.again_of is not None and claim.for_month is None:
        return None
    return f"{source.id}/payee/{payee_id}/{_when(source, month, claim)}"


def allowances(source: Source, month: str, claim: Claim) -> Mapping[str, str]:
    """What a person who looked into it can allow of a claim, by what it is held for.

    This claim's money, although somebody of the household received that of another one; one more
    attempt of money that came back too often: that which comes of it is asked for anew.
    """
    found = {PAID_ELSEWHERE: f"{source.id}/{claim.id}/{_when(source, month, claim)}"}
    if claim.again_of is not None:
        found[TOO_OFTEN] = f"again/{claim.again_of}"
    return found


def _when(source: Source, month: str, claim: Claim) -> str:
    return "once" if source.kind == EMERGENCY else claim.for_month or month


def receipts(
    source: Source, month: str, candidate: Candidate, records: Mapping[str, Sequence[str]]
) -> frozenset[str]:
    """What must have gone to no other household: to anybody of the family, by any record."""
    family = {candidate.payee.whose, *candidate.payee.family}
    persons = family.union(*(records.get(each, ()) for each in family))
    found = (receipt(source, month, candidate.claim, each) for each in persons)
    return frozenset(each for each in found if each is not None)


class Receipts:
    """What was received for which household, in the order in which it is decided."""

    def __init__(self, received: Iterable[tuple[str, str]]) -> None:
        self._households: dict[str, set[str]] = {}
        for what, household_id in received:
            self._households.setdefault(what, set()).add(household_id)

    def went_elsewhere(self, asked: Collection[str], household_id: str) -> bool:
        """Whether any of it was received for another household."""
        return any(self._households.get(each, set()) - {household_id} for each in asked)

    def add(self, what: str | None, household_id: str) -> None:
        """This is received from now on."""
        if what is not None:
            self._households.setdefault(what, set()).add(household_id)
