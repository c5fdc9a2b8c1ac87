"""The parts of a grant's money: what is paid when, what comes back, other lines for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from services.licensing.domain.grants.proposal_parts import BudgetLine
from services.licensing.domain.grants.terms import WHOLE, PlannedInstalment
from services.licensing.domain.words import Words


class InstalmentState(StrEnum):
    PLANNED = "planned"
    HELD = "held"
    PAID = "paid"


@dataclass(frozen=True)
class Instalment:
    """A part of the money. Once paid it has its reference, its day and its line in the cash book;
    while it is held, why."""

    number: int
    fils: int
    report_days: int
    after_report: bool
    state: InstalmentState = InstalmentState.PLANNED
    held_because: tuple[Words, ...] = ()
    reference: str | None = None
    paid_on: date | None = None
    cash_line: int | None = None


@dataclass(frozen=True)
class Change:
    """Other lines for the same money, as the society wishes them."""

    lines: tuple[BudgetLine, ...]
    reason: str


@dataclass(frozen=True)
class DecidedChange:
    """What became of the change that was asked for last, and why; a refusal always says it."""

    lines: tuple[BudgetLine, ...]
    reason: str
    approved: bool
    answer: str | None
    decided_on: date


@dataclass(frozen=True)
class Recovery:
    """Unspent money that came back."""

    fils: int
    reference: str
    received_on: date
    cash_line: int


def planned(fils: int, plan: tuple[PlannedInstalment, ...]) -> tuple[Instalment, ...]:
    """The money in the parts of the plan; the last has what rounding leaves."""
    parts = [fils * each.percent // WHOLE for each in plan]
    parts[-1] += fils - sum(parts)
    return tuple(
        Instalment(number, part, each.report_days, each.after_report)
        for number, (part, each) in enumerate(zip(parts, plan, strict=True), start=1)
    )
