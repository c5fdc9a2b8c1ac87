"""What is decided about a reviewed proposal: prepared by one person, approved by another, and
appealed to a third."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from services.licensing.domain.access import Actor
from services.licensing.domain.grants.access import MANAGERS, must_work_on
from services.licensing.domain.grants.proposal import UNDECIDED, GrantProposal, ProposalState
from services.licensing.domain.grants.proposal_parts import Appeal, Decision, Outcome, Prepared
from services.licensing.domain.grants.refusals import (
    AmountOutOfRange,
    AnotherPersonDecides,
    AppealTooLate,
    BelowThreshold,
    NoAppeal,
    NotEligible,
    NotPrepared,
    ReasonWanted,
)
from services.licensing.domain.grants.rules import GrantRules
from services.licensing.domain.grants.terms import DISSOLVED, Terms, Unmet

_STATE = {
    Outcome.AWARD: ProposalState.AWARDED,
    Outcome.RESERVE: ProposalState.RESERVE,
    Outcome.DECLINE: ProposalState.DECLINED,
}


def prepare(
    proposal: GrantProposal, wanted: Prepared, terms: Terms, actor: Actor, *, in_order: bool
) -> None:
    """A decision for somebody else to approve; it takes the place of one prepared before.

    `in_order`: whether nobody who stands higher in the ranking is passed by.
    """
    must_work_on(actor, proposal.governorate)
    proposal.must_be(ProposalState.REVIEWED)
    if actor.subject in proposal.reviewers:
        raise AnotherPersonDecides()
    less = wanted.fils < proposal.request.asked_fils
    unusual = wanted.outcome is Outcome.DECLINE or less
    unusual = unusual or (wanted.outcome is Outcome.AWARD and not in_order)
    if wanted.outcome is not Outcome.DECLINE:
        if proposal.mean(terms) < terms.threshold:
            raise BelowThreshold()
        if not terms.least_fils <= wanted.fils <= proposal.request.asked_fils:
            raise AmountOutOfRange(terms.least_fils, proposal.request.asked_fils)
    if unusual and wanted.reason is None:
        raise ReasonWanted(pointer="/reason")
    proposal.prepared = wanted
    proposal.record("prepared")


def approve(
    proposal: GrantProposal, unmet: tuple[Unmet, ...], actor: Actor, now: datetime, today: date
) -> Decision:
    """By a supervisor who neither prepared nor reviewed. Money goes to the eligible alone."""
    must_work_on(actor, proposal.governorate, *MANAGERS)
    proposal.must_be(ProposalState.REVIEWED)
    prepared = proposal.prepared
    if prepared is None:
        raise NotPrepared()
    if actor.subject in proposal.reviewers | {prepared.by, proposal.drafted_by}:
        raise AnotherPersonDecides()
    lacking = proposal.unmet_now(unmet)
    if prepared.outcome is not Outcome.DECLINE and lacking:
        raise NotEligible(lacking[0].criterion)
    decision = Decision(
        prepared.outcome, prepared.fils, prepared.reason, prepared.by, actor.subject, now
    )
    _conclude(proposal, decision, today)
    return decision


def move_up(proposal: GrantProposal, in_place_of: str | None, now: datetime, today: date) -> None:
    """From the reserve to the award that was approved for the case that money comes free."""
    proposal.must_be(ProposalState.RESERVE)
    before = proposal.decisions[-1]
    decision = replace(before, outcome=Outcome.AWARD, at=now, in_place_of=in_place_of)
    _conclude(proposal, decision, today)


def pass_over(proposal: GrantProposal, unmet: tuple[Unmet, ...], today: date) -> None:
    """Money came free, but the society is not eligible any more."""
    proposal.must_be(ProposalState.RESERVE)
    proposal.unmet, proposal.decided_on = unmet, today
    proposal.state = ProposalState.INELIGIBLE
    proposal.record(proposal.state)


def dissolve(proposal: GrantProposal, today: date) -> None:
    """Its society was dissolved before it was decided."""
    proposal.must_be(*UNDECIDED)
    proposal.unmet, proposal.decided_on, proposal.prepared = (DISSOLVED,), today, None
    proposal.state = ProposalState.INELIGIBLE
    proposal.record(proposal.state)


def give_up(proposal: GrantProposal, *, by_society: bool, today: date) -> None:
    """An award that the society declined, or that was cancelled."""
    proposal.must_be(ProposalState.AWARDED)
    proposal.state = ProposalState.WITHDRAWN if by_society else ProposalState.DECLINED
    proposal.decided_on = today
    proposal.record("given_up")


def appeal(proposal: GrantProposal, text: str, rules: GrantRules, today: date) -> None:
    """Against being declined or ineligible, within the days of the rules; once a decision."""
    proposal.must_be(ProposalState.DECLINED, ProposalState.INELIGIBLE)
    decided = proposal.decided_on
    if decided is None or any(each.filed_on >= decided for each in proposal.appeals):
        raise NoAppeal()
    last = decided + timedelta(days=rules.appeal_days)
    if today > last:
        raise AppealTooLate(last.isoformat())
    proposal.appeals = (*proposal.appeals, Appeal(today, text))
    proposal.record("appealed")


def has_open_appeal(proposal: GrantProposal) -> bool:
    return bool(proposal.appeals) and proposal.appeals[-1].upheld is None


def decide_appeal(proposal: GrantProposal, *, upheld: bool, reason: str, actor: Actor) -> None:
    """By who had no part in the decision. Upheld, the proposal goes back to where it was stopped,
    and what it did not meet is waived."""
    must_work_on(actor, proposal.governorate, *MANAGERS)
    if not has_open_appeal(proposal):
        raise NoAppeal()
    involved = {proposal.drafted_by, *proposal.reviewers}
    involved |= {each.prepared_by for each in proposal.decisions}
    involved |= {each.approved_by for each in proposal.decisions}
    if actor.subject in involved:
        raise AnotherPersonDecides()
    filed = proposal.appeals[-1]
    answered = replace(filed, upheld=upheld, reason=reason, decided_by=actor.subject)
    proposal.appeals = (*proposal.appeals[:-1], answered)
    if upheld:
        met = {each.criterion for each in proposal.unmet if each != DISSOLVED}
        proposal.waived = tuple(sorted({*proposal.waived, *met}))
        proposal.unmet = ()
        proposal.state = ProposalState.REVIEWED if proposal.slots else ProposalState.SUBMITTED
    proposal.record("appeal_upheld" if upheld else "appeal_refused")


def _conclude(proposal: GrantProposal, decision: Decision, today: date) -> None:
    proposal.decisions = (*proposal.decisions, decision)
    proposal.prepared = None
    proposal.state, proposal.decided_on = _STATE[decision.outcome], today
    proposal.record(proposal.state)
