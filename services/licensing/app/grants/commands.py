"""What can be asked about grants."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.licensing.domain.grants.panel import Member
from services.licensing.domain.grants.proposal_parts import BudgetLine, Outcome, Request, Score
from services.licensing.domain.grants.reports import Expense, ReportState
from services.licensing.domain.grants.terms import Terms


@dataclass(frozen=True)
class DraftCall:
    terms: Terms


@dataclass(frozen=True)
class ReviseCall:
    call_id: str
    terms: Terms


@dataclass(frozen=True)
class CancelCall:
    call_id: str
    reason: str


@dataclass(frozen=True)
class RaiseBudget:
    call_id: str
    budget_fils: int


@dataclass(frozen=True)
class NamePanel:
    call_id: str
    members: tuple[Member, ...]


@dataclass(frozen=True)
class DraftProposal:
    call_id: str
    association_id: str
    request: Request


@dataclass(frozen=True)
class ReviseProposal:
    proposal_id: str
    request: Request


@dataclass(frozen=True)
class PrepareDecision:
    """`fils`: what is awarded or kept in reserve; as much as was asked when not said."""

    proposal_id: str
    outcome: Outcome
    fils: int | None
    reason: str | None


@dataclass(frozen=True)
class AppealDecision:
    proposal_id: str
    text: str


@dataclass(frozen=True)
class DecideAppeal:
    proposal_id: str
    upheld: bool
    reason: str


@dataclass(frozen=True)
class DeclareInterest:
    """`conflict`: the interest the reviewer has; none when not said."""

    review_id: str
    conflict: str | None


@dataclass(frozen=True)
class HandIn:
    review_id: str
    scores: tuple[Score, ...]


@dataclass(frozen=True)
class SignAgreement:
    """`lines`: other lines than those of the proposal, where less was awarded."""

    grant_id: str
    signed_on: date
    lines: tuple[BudgetLine, ...] | None


@dataclass(frozen=True)
class GiveUpGrant:
    grant_id: str
    reason: str


@dataclass(frozen=True)
class PayInstalment:
    grant_id: str
    number: int
    reference: str


@dataclass(frozen=True)
class ReportOnGrant:
    grant_id: str
    number: int
    text: str
    expenses: tuple[Expense, ...]
    documents: tuple[str, ...]


@dataclass(frozen=True)
class JudgeReport:
    grant_id: str
    number: int
    outcome: ReportState
    reason: str | None


@dataclass(frozen=True)
class AskChange:
    grant_id: str
    lines: tuple[BudgetLine, ...]
    reason: str


@dataclass(frozen=True)
class DecideChange:
    grant_id: str
    approved: bool
    reason: str | None


@dataclass(frozen=True)
class RecordRecovery:
    grant_id: str
    fils: int
    reference: str


@dataclass(frozen=True)
class TellOverdue:
    grant_id: str
    number: int
    days: int
