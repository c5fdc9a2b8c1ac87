"""How calls, budgets, panels, proposals, reviews and grants are kept, and what falls due."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import Any

from chassis.calendar import start_of
from chassis.documents.kind import Kind, Timer
from chassis.plain import aggregate_of, state_of
from services.licensing.adapters.grants.events import publish
from services.licensing.app.grants import showing
from services.licensing.domain.grants.budget import GrantBudget
from services.licensing.domain.grants.call import CallState, GrantCall
from services.licensing.domain.grants.grant import Grant, GrantState
from services.licensing.domain.grants.panel import GrantPanel
from services.licensing.domain.grants.proposal import GrantProposal, ProposalState
from services.licensing.domain.grants.review import GrantReview


def _call_timers(call: GrantCall) -> list[Timer]:
    """It opens at its moment and closes at its moment; what downtime missed comes in order."""
    closes = Timer("closes", call.terms.closes_at)
    if call.state is CallState.PUBLISHED:
        return [Timer("opens", call.terms.opens_at), closes]
    return [closes] if call.state is CallState.OPEN else []


def _proposal_timers(proposal: GrantProposal) -> list[Timer]:
    """Reviewers are assigned when the call closes."""
    return [Timer("assign", proposal.review_at)] if proposal.awaits_reviewers else []


def _grant_timers(grant: Grant) -> list[Timer]:
    """A report is reminded of once; one that does not come is told once for each step of the
    rules."""
    if grant.state is not GrantState.SIGNED:
        return []
    near = [
        Timer(f"report_due_{each.number}", start_of(each.remind_on))
        for each in grant.reports
        if each.awaited and each.remind_on is not None
    ]
    return near + [
        Timer(
            f"report_overdue_{report.number}_{days}",
            start_of(report.due_on + timedelta(days=days)),
        )
        for report in grant.reports
        if report.awaited
        for days in report.late_left
    ]


CALLS: Kind[GrantCall] = Kind(
    service="licensing",
    name="grant_call",
    collection="grant_calls",
    to_state=state_of,
    from_state=partial(aggregate_of, GrantCall),
    to_view=showing.show_call,
    publish=publish,
    keys=lambda call: {"state": call.state.value, "governorate": list(call.governorates)},
    timers=_call_timers,
    indexes=(("state",), ("governorate", "state")),
)

BUDGETS: Kind[GrantBudget] = Kind(
    service="licensing",
    name="grant_budget",
    collection="grant_budgets",
    to_state=state_of,
    from_state=partial(aggregate_of, GrantBudget),
    to_view=showing.show_budget,
    publish=publish,
)

PANELS: Kind[GrantPanel] = Kind(
    service="licensing",
    name="grant_panel",
    collection="grant_panels",
    to_state=state_of,
    from_state=partial(aggregate_of, GrantPanel),
    to_view=showing.show_panel,
    publish=publish,
)

PROPOSALS: Kind[GrantProposal] = Kind(
    service="licensing",
    name="grant_proposal",
    collection="grant_proposals",
    to_state=state_of,
    from_state=partial(aggregate_of, GrantProposal),
    to_view=showing.show_proposal,
    publish=publish,
    keys=lambda proposal: {
        "call_id": proposal.call_id,
        "association_id": proposal.association_id,
        "governorate": proposal.governorate,
        "state": proposal.state.value,
        "one_of_society": None
        if proposal.state is ProposalState.WITHDRAWN
        else f"{proposal.call_id}/{proposal.association_id}",
    },
    unique={"one_of_society": "grant_proposal_exists"},
    timers=_proposal_timers,
    indexes=(("call_id", "state"), ("governorate", "state"), ("association_id",)),
)

REVIEWS: Kind[GrantReview] = Kind(
    service="licensing",
    name="grant_review",
    collection="grant_reviews",
    to_state=state_of,
    from_state=partial(aggregate_of, GrantReview),
    to_view=showing.show_review,
    publish=publish,
    keys=lambda review: {
        "reviewer": review.reviewer,
        "call_id": review.call_id,
        "state": review.state.value,
        "once": f"{review.proposal_id}/{review.reviewer}",
    },
    unique={"once": "grant_review_exists"},
    indexes=(("reviewer", "state"), ("call_id",)),
)

GRANTS: Kind[Grant] = Kind(
    service="licensing",
    name="grant",
    collection="grants",
    to_state=state_of,
    from_state=partial(aggregate_of, Grant),
    to_view=showing.show_grant,
    publish=publish,
    keys=lambda grant: {
        "call_id": grant.call_id,
        "association_id": grant.association_id,
        "governorate": grant.governorate,
        "state": grant.state.value,
        "overdue": "yes" if grant.told_overdue else "no",
        "number": grant.number,
        "references": grant.references,
    },
    unique={"number": "grant_number_taken", "references": "grant_reference_taken"},
    timers=_grant_timers,
    indexes=(
        ("call_id", "state"),
        ("governorate", "state"),
        ("association_id",),
        ("overdue", "governorate"),
    ),
)

KINDS: tuple[Kind[Any], ...] = (CALLS, BUDGETS, PANELS, PROPOSALS, REVIEWS, GRANTS)
