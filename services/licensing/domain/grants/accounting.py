"""Reports on a grant, and changes of its budget's lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from services.licensing.domain.grants.events import ReportDue, ReportOverdue
from services.licensing.domain.grants.grant import Grant, GrantState
from services.licensing.domain.grants.instalments import Change, DecidedChange
from services.licensing.domain.grants.money_refusals import (
    AboveLine,
    NothingAsked,
    ReportStateWrong,
    UnknownInstalment,
)
from services.licensing.domain.grants.proposal_parts import BudgetLine, must_add_up
from services.licensing.domain.grants.refusals import ReasonWanted
from services.licensing.domain.grants.reports import Expense, Report, ReportState, must_fit, spent


def report(
    grant: Grant, number: int, text: str, expenses: Sequence[Expense], documents: Sequence[str]
) -> None:
    """The society's report; again after it was returned."""
    grant.must_be(GrantState.SIGNED)
    found = _report(grant, number)
    if not found.awaited:
        raise ReportStateWrong()
    must_fit(expenses, grant.lines, grant.reports)
    told = replace(
        found,
        state=ReportState.SUBMITTED,
        text=text,
        expenses=tuple(expenses),
        documents=tuple(documents),
        reason=None,
    )
    _put(grant, told)
    grant.record("reported")


def judge(grant: Grant, number: int, outcome: ReportState, reason: str | None) -> None:
    """Accepted, returned to be mended, or refused: then its expenses never count."""
    grant.must_be(GrantState.SIGNED)
    found = _report(grant, number)
    if found.state is not ReportState.SUBMITTED:
        raise ReportStateWrong()
    if outcome is not ReportState.ACCEPTED and reason is None:
        raise ReasonWanted(pointer="/reason")
    if outcome is ReportState.ACCEPTED:
        # The lines may have been changed since it was handed in.
        must_fit(found.expenses, grant.lines, grant.reports)
    _put(grant, replace(found, state=outcome, reason=reason))
    grant.record(f"report_{outcome}")


def tell_overdue(grant: Grant, number: int, days: int, today: date) -> None:
    """A report is late by so many days, or by more after downtime: told once a step."""
    found = _report(grant, number)
    if not found.awaited or days not in found.late_left or grant.state is not GrantState.SIGNED:
        return
    left = tuple(each for each in found.late_left if each != days)
    level = found.late_told + 1
    _put(grant, replace(found, late_left=left, late_told=level))
    late = max((today - found.due_on).days, days)
    grant.events.append(
        ReportOverdue(grant.id, grant.association_id, number, found.due_on.isoformat(), late, level)
    )


def tell_due(grant: Grant, number: int, today: date) -> None:
    """A report is awaited soon: told once, and no more once it is in."""
    found = _report(grant, number)
    due = found.remind_on
    if not found.awaited or due is None or today < due or grant.state is not GrantState.SIGNED:
        return
    _put(grant, replace(found, remind_on=None))
    grant.events.append(ReportDue(grant.id, grant.association_id, number, found.due_on.isoformat()))


def ask_change(grant: Grant, lines: tuple[BudgetLine, ...], reason: str) -> None:
    """The society wishes other lines for the same money; none below what it has spent."""
    grant.must_be(GrantState.SIGNED)
    _must_hold_what_is_spent(grant, lines)
    grant.change = Change(lines, reason)
    grant.record("change_asked")


def decide_change(grant: Grant, answer: str | None, today: date, *, approved: bool) -> None:
    """Approved, the lines are those that were asked; refused, the society is told why."""
    grant.must_be(GrantState.SIGNED)
    asked = grant.change
    if asked is None:
        raise NothingAsked()
    if not approved and answer is None:
        raise ReasonWanted(pointer="/reason")
    if approved:
        _must_hold_what_is_spent(grant, asked.lines)
        grant.lines = asked.lines
    grant.change = None
    grant.decided_change = DecidedChange(asked.lines, asked.reason, approved, answer, today)
    grant.record("change_approved" if approved else "change_refused")


def _must_hold_what_is_spent(grant: Grant, lines: Sequence[BudgetLine]) -> None:
    must_add_up(lines, grant.fils)
    holds = {each.code: each.fils for each in lines}
    for code, fils in spent(grant.reports).items():
        if fils > holds.get(code, 0):
            raise AboveLine(code, holds.get(code, 0))


def _report(grant: Grant, number: int) -> Report:
    for each in grant.reports:
        if each.number == number:
            return each
    raise UnknownInstalment(number)


def _put(grant: Grant, changed: Report) -> None:
    grant.reports = tuple(changed if e.number == changed.number else e for e in grant.reports)
