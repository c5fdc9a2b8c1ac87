"""Why a claim is not paid as it stands: every reason by its code."""

from __future__ import annotations

from collections.abc import Mapping

from services.registry.domain.payments.facts import PROGRAMME, Claim, Payee, Source
from services.registry.domain.payments.rules import PaymentRules

NO_LONGER_STANDS = "suspended_since"
"""Suspended, not paid for this month after all, or of a record that was merged and that it has not
followed yet."""

AMOUNT_CHANGED = "amount_changed_since"
"""What was approved is not what is due for the month by what is known now: the next list of the
month has that."""

PAID_ELSEWHERE = "paid_in_other_household"
"""Somebody of the household received this month's money for another one."""

TOO_OFTEN = "returned_too_often"
"""The money came back as often as the rules try it: a person looks into why."""

MINOR = "payee_minor"
"""Nobody is paid in their own name before they are of age: no guardian can receive it for them."""

FOR_A_PERSON = frozenset({PAID_ELSEWHERE, TOO_OFTEN})
"""What holds money until a person has looked into it, who can let it be paid all the same."""

_NO_LONGER = {"deceased": "head_deceased", "merged": "head_merged", "erased": "head_erased"}


def findings(
    source: Source, claim: Claim, payee: Payee | None, rules: PaymentRules
) -> tuple[str, ...]:
    """What speaks against paying this claim; nothing when it can be paid."""
    of_whom = _of_beneficiary(claim, payee) or _of_payee(payee, rules)
    return (*of_whom, *_of_amount(source, claim, rules))


def who_receives(payee: Payee | None, rules: PaymentRules) -> Payee | None:
    """Whoever heads the household, or of one who is not of age the first guardian on record who can
    be paid."""
    if payee is None or not payee.minor or payee.status in _NO_LONGER:
        return payee
    fit = (
        each for each in payee.guardians if each.status == "active" and not _of_payee(each, rules)
    )
    guardian = next(fit, None)
    return payee if guardian is None else payee.through(guardian)


def changed(claim: Claim, due_now: Mapping[str, int | None]) -> tuple[str, ...]:
    """What has become of a claim, by what is due now (amount by claim id, of those that stand).

    Money that came back is owed as it was, whatever became of the enrolment; so is a part that was
    set off and is given back. What is still owed as the rest of a month is asked apart (`rests`).
    """
    if claim.owed:
        return ()
    if claim.id not in due_now:
        return (NO_LONGER_STANDS,)
    return () if due_now[claim.id] == claim.amount_fils else (AMOUNT_CHANGED,)


def _of_beneficiary(claim: Claim, payee: Payee | None) -> tuple[str, ...]:
    """Whether those are still there whom the benefit is for, whatever its enrolment says."""
    if payee is None:
        return ()
    if claim.person_id is None:
        return ("household_dissolved",) if payee.dissolved else ()
    if payee.beneficiary == "deceased":
        return ("beneficiary_deceased",)
    if payee.household_id is None and payee.beneficiary != "merged":
        return ("beneficiary_without_household",)
    return ()


def _of_payee(payee: Payee | None, rules: PaymentRules) -> tuple[str, ...]:
    if payee is None:
        return ("payee_missing",)
    found = []
    if payee.status in _NO_LONGER:
        found.append(_NO_LONGER[payee.status])
    elif payee.minor:
        return (MINOR,)
    if not payee.name:
        found.append("payee_name_missing")
    if payee.document_kind not in rules.document_kinds or not payee.document_number:
        found.append("payee_document_missing")
    return tuple(found)


def _of_amount(source: Source, claim: Claim, rules: PaymentRules) -> tuple[str, ...]:
    if claim.amount_fils is None:
        return ("amount_missing",)
    # An emergency has bounds of its own; money that came back was within bounds at first, a part
    # that is given back is a part of what was, and the rest of a month is a part of what should be.
    bound = source.kind == PROGRAMME and not claim.owed
    if bound and not rules.least_fils <= claim.amount_fils <= rules.most_fils:
        return ("amount_out_of_bounds",)
    if claim.attempt > rules.attempts:
        return (TOO_OFTEN,)
    return ()
