"""What happened to grants."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class CallAdvanced:
    call_id: str
    state: str


@dataclass(frozen=True)
class CallPublished:
    call_id: str
    budget_fils: int
    opens_at: str
    closes_at: str


@dataclass(frozen=True)
class CallClosed:
    call_id: str


@dataclass(frozen=True)
class CallDecided:
    call_id: str


@dataclass(frozen=True)
class BudgetChanged:
    call_id: str
    total_fils: int
    taken_fils: int


@dataclass(frozen=True)
class PanelNamed:
    call_id: str


@dataclass(frozen=True)
class ProposalAdvanced:
    """`what` happened, in a word; `state`: where it led to."""

    proposal_id: str
    call_id: str
    state: str
    what: str
    association_id: str


@dataclass(frozen=True)
class ReviewAdvanced:
    review_id: str
    state: str


@dataclass(frozen=True)
class GrantAwarded:
    grant_id: str
    call_id: str
    association_id: str
    fils: int


@dataclass(frozen=True)
class GrantAdvanced:
    grant_id: str
    what: str
    association_id: str


@dataclass(frozen=True)
class InstalmentPaid:
    grant_id: str
    call_id: str
    association_id: str
    number: int
    fils: int
    report_due_on: str


@dataclass(frozen=True)
class ReportDue:
    grant_id: str
    association_id: str
    number: int
    due_on: str


@dataclass(frozen=True)
class ReportOverdue:
    grant_id: str
    association_id: str
    number: int
    due_on: str
    days_late: int
    level: int


Event = (
    CallAdvanced
    | CallPublished
    | CallClosed
    | CallDecided
    | BudgetChanged
    | PanelNamed
    | ProposalAdvanced
    | ReviewAdvanced
    | GrantAwarded
    | GrantAdvanced
    | InstalmentPaid
    | ReportDue
    | ReportOverdue
)
