"""What is shown of grants, and to whom: societies learn means and reasons, never who scored."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from services.licensing.app.told import told
from services.licensing.domain.grants.budget import GrantBudget
from services.licensing.domain.grants.call import GrantCall
from services.licensing.domain.grants.grant import Grant
from services.licensing.domain.grants.panel import GrantPanel
from services.licensing.domain.grants.proposal import DECIDED, GrantProposal, ProposalState
from services.licensing.domain.grants.ranking import Ranked, criteria_means
from services.licensing.domain.grants.review import GrantReview
from services.licensing.domain.grants.terms import Terms

View = dict[str, Any]


def show_call(call: GrantCall) -> View:
    return {
        "id": call.id,
        "version": call.version,
        "state": call.state.value,
        "terms": told(call.terms),
        "reason": call.reason,
    }


def show_panel(panel: GrantPanel) -> View:
    return {
        "id": panel.id,
        "version": panel.version,
        "call_id": panel.call_id,
        "members": told(panel.members),
    }


def show_budget(budget: GrantBudget) -> View:
    return {
        "id": budget.id,
        "version": budget.version,
        "call_id": budget.call_id,
        "open": budget.open,
        "total_fils": budget.total_fils,
        "taken_fils": budget.taken_fils,
        "left_fils": budget.left_fils,
        "entries": told(budget.entries),
        "reserve": told(budget.reserve),
    }


def show_proposal(proposal: GrantProposal) -> View:
    """As its society may see it; so every command answers."""
    decision = proposal.decisions[-1] if proposal.decisions else None
    return {
        "id": proposal.id,
        "version": proposal.version,
        "call_id": proposal.call_id,
        "association_id": proposal.association_id,
        "governorate": proposal.governorate,
        "state": proposal.state.value,
        **told(proposal.request),
        "submitted_at": told(proposal.submitted_at),
        "unmet": told(proposal.unmet),
        "waived": list(proposal.waived),
        "decision": None if decision is None else _decision(proposal),
        "appeals": [
            {name: each for name, each in appeal.items() if name != "decided_by"}
            for appeal in told(proposal.appeals)
        ],
    }


def _decision(proposal: GrantProposal) -> View:
    decided = told(proposal.decisions[-1])
    shown = ("outcome", "fils", "reason", "at", "in_place_of")
    return {name: decided[name] for name in shown}


def show_marks(proposal: GrantProposal, terms: Terms) -> View:
    """What its society is told after the decision: means and reasons, not whose they are."""
    if proposal.state not in DECIDED or not proposal.slots:
        return {"mean": None, "criteria": []}
    return {"mean": _hundredths(proposal.mean(terms)), "criteria": _criteria(proposal, terms)}


def show_assessment(proposal: GrantProposal, terms: Terms, *, names: bool) -> View:
    """What is behind a decision. Points only once all are in: reviewers are blind to each other.

    `names` says whether it is told who reviewed.
    """
    complete = proposal.state is not ProposalState.SUBMITTED and bool(proposal.slots)
    prepared = told(proposal.prepared)
    return {
        "proposal_id": proposal.id,
        "complete": complete,
        "short": proposal.short,
        "reviews": [
            {
                "review_id": slot.review_id,
                "reviewer": slot.reviewer if names else None,
                "handed_in": bool(slot.scores),
                "conflicted": slot.conflicted,
                "scores": told(slot.scores) if complete else [],
            }
            for slot in proposal.slots
        ],
        "mean": _hundredths(proposal.mean(terms)) if complete else None,
        "criteria": _criteria(proposal, terms) if complete else [],
        "prepared": prepared if names else None,
    }


def show_review(review: GrantReview) -> View:
    return {
        "id": review.id,
        "version": review.version,
        "call_id": review.call_id,
        "proposal_id": review.proposal_id,
        "association_id": review.association_id,
        "state": review.state.value,
        "conflict": review.conflict,
        "scores": told(review.scores),
    }


def show_for_review(proposal: GrantProposal) -> View:
    """What a reviewer reads of a proposal."""
    return {
        "proposal_id": proposal.id,
        "governorate": proposal.governorate,
        **told(proposal.request),
    }


def show_grant(grant: Grant) -> View:
    hidden = {"events"}
    shown = {name: each for name, each in told(grant).items() if name not in hidden}
    reports = [
        {name: each for name, each in report.items() if name not in ("late_left", "remind_on")}
        for report in shown["reports"]
    ]
    return {**shown, "reports": reports, "paid_fils": grant.paid_fils, "due_fils": grant.due_fils}


def show_ranking(ranked: Sequence[Ranked], left_fils: int) -> View:
    return {
        "left_fils": left_fils,
        "items": [
            {
                "rank": each.rank,
                "proposal_id": each.proposal.id,
                "association_id": each.proposal.association_id,
                "state": each.proposal.state.value,
                "asked_fils": each.proposal.request.asked_fils,
                "mean": _hundredths(each.mean),
                "parted_by": each.parted_by,
                "suggested": each.suggested.value,
            }
            for each in ranked
        ],
    }


def _hundredths(value: Fraction) -> int:
    """Whole hundredths, cut down: 87.5 is 8750."""
    return int(value * 100)


def _criteria(proposal: GrantProposal, terms: Terms) -> list[View]:
    means = criteria_means(proposal, terms)
    given = [each for slot in proposal.valid_slots for each in slot.scores]
    return [
        {
            "criterion": code,
            "mean": _hundredths(mean),
            "reasons": [each.reason for each in given if each.criterion == code],
        }
        for code, mean in means.items()
    ]
