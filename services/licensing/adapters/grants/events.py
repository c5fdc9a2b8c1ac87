"""What happened to grants, as licensing publishes it."""

from __future__ import annotations

from dataclasses import asdict

from chassis.documents.kind import Published
from contracts.events import base
from contracts.events.licensing import grants as published
from services.licensing.domain.grants import events

_TOLD: dict[type, type[base.Event]] = {
    events.CallAdvanced: published.GrantCallAdvanced,
    events.CallPublished: published.GrantCallPublished,
    events.CallClosed: published.GrantCallClosed,
    events.CallDecided: published.GrantCallDecided,
    events.BudgetChanged: published.GrantBudgetChanged,
    events.PanelNamed: published.GrantPanelNamed,
    events.ProposalAdvanced: published.GrantProposalAdvanced,
    events.ReviewAdvanced: published.GrantReviewAdvanced,
    events.GrantAwarded: published.GrantAwarded,
    events.GrantAdvanced: published.GrantAdvanced,
    events.InstalmentPaid: published.GrantInstalmentPaid,
    events.ReportDue: published.GrantReportDue,
    events.ReportOverdue: published.GrantReportOverdue,
}


def publish(event: events.Event) -> Published:
    """The contract event that says what the domain event says, field by field."""
    told = _TOLD[type(event)](**asdict(event))
    return Published(told.TYPE, base.to_data(told))
