"""What licensing tells about grants: by identifier, with amounts, never who reviewed or signed.

Who handles a proposal or a review stands beside every event (`actor`): what tells of single
proposals and reviews is therefore protected.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from contracts.envelope import PROTECTED
from contracts.events.base import Count, Date, Event, Id, Line, Word
from contracts.events.registry.payments import Fils


@dataclass(frozen=True)
class GrantCallAdvanced(Event):
    """A call came into this state, or was changed in it."""

    TYPE: ClassVar[str] = "kanaf.licensing.grant_call.advanced.v1"
    AGGREGATE: ClassVar[str] = "grant_call"

    call_id: Id
    state: Word


@dataclass(frozen=True)
class GrantCallPublished(Event):
    """Everybody may read the call; proposals are taken between these moments."""

    TYPE: ClassVar[str] = "kanaf.licensing.grant_call.published.v1"
    AGGREGATE: ClassVar[str] = "grant_call"

    call_id: Id
    budget_fils: Fils
    opens_at: Line
    closes_at: Line


@dataclass(frozen=True)
class GrantCallClosed(Event):
    """The call takes no more proposals."""

    TYPE: ClassVar[str] = "kanaf.licensing.grant_call.closed.v1"
    AGGREGATE: ClassVar[str] = "grant_call"

    call_id: Id


@dataclass(frozen=True)
class GrantCallDecided(Event):
    """Every proposal of the call has its decision."""

    TYPE: ClassVar[str] = "kanaf.licensing.grant_call.decided.v1"
    AGGREGATE: ClassVar[str] = "grant_call"

    call_id: Id


@dataclass(frozen=True)
class GrantBudgetChanged(Event):
    """How much a call has to give, and how much of it is given."""

    TYPE: ClassVar[str] = "kanaf.licensing.grant_budget.changed.v1"
    AGGREGATE: ClassVar[str] = "grant_budget"

    call_id: Id
    total_fils: Fils
    taken_fils: Fils


@dataclass(frozen=True)
class GrantPanelNamed(Event):
    """The panel of a call, or what its members have to do, was changed."""

    TYPE: ClassVar[str] = "kanaf.licensing.grant_panel.named.v1"
    AGGREGATE: ClassVar[str] = "grant_panel"
    CLASSIFICATION: ClassVar[str] = PROTECTED

    call_id: Id


@dataclass(frozen=True)
class GrantProposalAdvanced(Event):
    """A proposal came into this state, or was changed in it: `what` happened, in a word."""

    TYPE: ClassVar[str] = "kanaf.licensing.grant_proposal.advanced.v1"
    AGGREGATE: ClassVar[str] = "grant_proposal"
    CLASSIFICATION: ClassVar[str] = PROTECTED

    proposal_id: Id
    call_id: Id
    state: Word
    what: Word | None = None
    association_id: Id | None = None


@dataclass(frozen=True)
class GrantReviewAdvanced(Event):
    """A review came into this state."""

    TYPE: ClassVar[str] = "kanaf.licensing.grant_review.advanced.v1"
    AGGREGATE: ClassVar[str] = "grant_review"
    CLASSIFICATION: ClassVar[str] = PROTECTED

    review_id: Id
    state: Word


@dataclass(frozen=True)
class GrantAwarded(Event):
    """A society was awarded money of a call."""

    TYPE: ClassVar[str] = "kanaf.licensing.grant.awarded.v1"
    AGGREGATE: ClassVar[str] = "grant"

    grant_id: Id
    call_id: Id
    association_id: Id
    fils: Fils


@dataclass(frozen=True)
class GrantAdvanced(Event):
    """Something else happened to a grant: `what` says it in a word."""

    TYPE: ClassVar[str] = "kanaf.licensing.grant.advanced.v1"
    AGGREGATE: ClassVar[str] = "grant"

    grant_id: Id
    what: Word
    association_id: Id | None = None


@dataclass(frozen=True)
class GrantInstalmentPaid(Event):
    """An instalment was paid."""

    TYPE: ClassVar[str] = "kanaf.licensing.grant.instalment_paid.v1"
    AGGREGATE: ClassVar[str] = "grant"

    grant_id: Id
    call_id: Id
    association_id: Id
    number: Count
    fils: Fils
    report_due_on: Date | None = None


@dataclass(frozen=True)
class GrantReportDue(Event):
    """A report on an instalment is awaited until a day that is near."""

    TYPE: ClassVar[str] = "kanaf.licensing.grant.report_due.v1"
    AGGREGATE: ClassVar[str] = "grant"

    grant_id: Id
    association_id: Id
    number: Count
    due_on: Date


@dataclass(frozen=True)
class GrantReportOverdue(Event):
    """A report did not come in time: told once for each step of the rules, `level` counts them."""

    TYPE: ClassVar[str] = "kanaf.licensing.grant.report_overdue.v1"
    AGGREGATE: ClassVar[str] = "grant"

    grant_id: Id
    association_id: Id
    number: Count
    due_on: Date
    days_late: Count
    level: Count
