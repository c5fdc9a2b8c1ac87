"""What a society tells of the money it got: per line of the budget, with documents."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.licensing.domain.grants.money_refusals import AboveLine
from services.licensing.domain.grants.proposal_parts import BudgetLine


class ReportState(StrEnum):
    DUE = "due"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    REFUSED = "refused"


@dataclass(frozen=True)
class Expense:
    """What was spent on a line, in fils."""

    line: str
    fils: int


@dataclass(frozen=True)
class Report:
    """The report on one instalment. `late_left`: the days after `due_on` on which it is still to be
    told that it is late; `late_told`: how often it was. `remind_on`: the day on which it is told
    that it is due."""

    number: int
    due_on: date
    late_left: tuple[int, ...]
    state: ReportState = ReportState.DUE
    text: str | None = None
    expenses: tuple[Expense, ...] = ()
    documents: tuple[str, ...] = ()
    reason: str | None = None
    late_told: int = 0
    remind_on: date | None = None

    @property
    def awaited(self) -> bool:
        """Whether the society has to do something about it."""
        return self.state in (ReportState.DUE, ReportState.RETURNED)

    def is_overdue(self, today: date) -> bool:
        return self.awaited and today > self.due_on


def spent(reports: Sequence[Report]) -> dict[str, int]:
    """Accepted expenses by line."""
    found: dict[str, int] = {}
    for report in reports:
        if report.state is ReportState.ACCEPTED:
            for each in report.expenses:
                found[each.line] = found.get(each.line, 0) + each.fils
    return found


def must_fit(
    expenses: Sequence[Expense], lines: Sequence[BudgetLine], reports: Sequence[Report]
) -> None:
    """Raises `AboveLine` for more than a line holds beside what was accepted before."""
    already = spent(reports)
    left = {each.code: each.fils - already.get(each.code, 0) for each in lines}
    for each in expenses:
        if each.fils > left.get(each.line, 0):
            raise AboveLine(each.line, left.get(each.line, 0))
        left[each.line] -= each.fils
