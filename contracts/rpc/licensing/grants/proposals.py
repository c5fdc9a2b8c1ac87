"""What is asked and answered about proposals: made, decided, appealed."""

from __future__ import annotations

from contracts.rpc import fields
from contracts.rpc.base import (
    Answer,
    Method,
    Methods,
    PageAnswer,
    PageRequest,
    Record,
    Request,
    Strict,
)
from contracts.rpc.licensing.grants import words
from contracts.rpc.licensing.grants.calls import OUTCOMES
from contracts.rpc.licensing.words import WordsSchema

STATES = (
    "draft",
    "submitted",
    "withdrawn",
    "ineligible",
    "reviewed",
    "awarded",
    "reserve",
    "declined",
)
ELIGIBILITY = ("standing", "governorate", "sector", "years")


class RequestedSchema(Strict):
    """What a society asks for. The lines are together what is asked."""

    title = fields.Text(required=True, metadata={"example": "رعاية نهارية لكبار السن"})
    asked_fils = words.fils(20_000_000, required=True)
    lines = words.lines(required=True)
    plan = fields.Paragraph(
        required=True, longest=20_000, metadata={"example": "ستة أشهر، في مركزين."}
    )
    documents = words.documents(load_default=list)


class DraftGrantProposal(Request):
    """A society's proposal, which it may still change."""

    call_id = fields.Identifier(required=True)
    association_id = fields.Identifier(required=True)
    request = fields.Nested(RequestedSchema, required=True)


class NamesProposal(Request):
    """Which proposal."""

    proposal_id = fields.Identifier(required=True)


class ReviseGrantProposalBody(Request):
    """Another wording of all of it, while it is a draft."""

    request = fields.Nested(RequestedSchema, required=True)


class ReviseGrantProposal(ReviseGrantProposalBody, NamesProposal):
    """The same, saying of which proposal."""


class PrepareGrantDecisionBody(Request):
    """What is to become of it. `fils`: as much as was asked when not said. Declining, giving less
    than was asked and passing somebody by want a reason, which the society reads."""

    outcome = fields.Choice(OUTCOMES, required=True, metadata={"example": "award"})
    fils = fields.Whole(
        least=1, most=10**15, load_default=None, allow_none=True, metadata={"example": 18_000_000}
    )
    reason = words.reason(load_default=None, allow_none=True)


class PrepareGrantDecision(PrepareGrantDecisionBody, NamesProposal):
    """The same, saying of which proposal."""


class AppealGrantDecisionBody(Request):
    """Why the society objects."""

    text = words.reason(required=True)


class AppealGrantDecision(AppealGrantDecisionBody, NamesProposal):
    """The same, saying of which proposal."""


class DecideGrantAppealBody(Request):
    """Whether the society is right, and why."""

    upheld = fields.Flag(required=True)
    reason = words.reason(required=True)


class DecideGrantAppeal(DecideGrantAppealBody, NamesProposal):
    """The same, saying of which proposal."""


class FindGrantProposals(PageRequest):
    """Proposals that the caller may see; filters add up. Representatives name their society."""

    call_id = fields.Identifier(load_default=None, allow_none=True)
    association_id = fields.Identifier(load_default=None, allow_none=True)
    state = fields.Choice(STATES, load_default=None, allow_none=True)
    governorate = fields.Governorate(load_default=None, allow_none=True)


class UnmetSchema(Strict):
    """What the call asks and the society does not meet; of its standing also why."""

    criterion = fields.Choice(ELIGIBILITY, required=True, metadata={"example": "years"})
    because = fields.Several(fields.Nested(WordsSchema), required=True)


class GrantDecisionSchema(Strict):
    """What was decided. `in_place_of`: the proposal whose money came free for it."""

    outcome = fields.Choice(OUTCOMES, required=True, metadata={"example": "award"})
    fils = words.fils(18_000_000, required=True)
    reason = words.reason(required=True, allow_none=True)
    at = fields.Moment(required=True)
    in_place_of = fields.Identifier(required=True, allow_none=True)


class GrantAppealSchema(Strict):
    """A society's objection, and what became of it."""

    filed_on = fields.Day(required=True)
    text = words.reason(required=True)
    upheld = fields.Flag(required=True, allow_none=True)
    reason = words.reason(required=True, allow_none=True)


class GrantProposal(Record, RequestedSchema):
    """A proposal as it stands. Who reviewed and decided is not told here."""

    call_id = fields.Identifier(required=True)
    association_id = fields.Identifier(required=True)
    governorate = fields.Governorate(required=True)
    state = fields.Choice(STATES, required=True, metadata={"example": "awarded"})
    submitted_at = fields.Moment(required=True, allow_none=True)
    unmet = fields.Several(fields.Nested(UnmetSchema), required=True)
    waived = fields.Several(fields.Choice(ELIGIBILITY), required=True)
    decision = fields.Nested(GrantDecisionSchema, required=True, allow_none=True)
    appeals = fields.Several(fields.Nested(GrantAppealSchema), required=True)


class GrantProposalPage(PageAnswer):
    """One page of proposals."""

    items = fields.Several(fields.Nested(GrantProposal), required=True)


class CriterionMeanSchema(Strict):
    """The mean of all reviewers for one criterion, in hundredths of a point, and their reasons."""

    criterion = words.Code(required=True, metadata={"example": "impact"})
    mean = words.Mean(required=True, metadata={"example": 850})
    reasons = fields.Several(words.reason(), required=True)


class GrantMarks(Answer):
    """What a society is told after the decision: means, from 0 to 10,000, and reasons;
    null and none before."""

    mean = words.Mean(required=True, allow_none=True, metadata={"example": 8750})
    criteria = fields.Several(fields.Nested(CriterionMeanSchema), required=True)


class ScoreSchema(Strict):
    """Points for one criterion, and why."""

    criterion = words.Code(required=True, metadata={"example": "impact"})
    points = fields.Whole(required=True, least=0, most=100)
    reason = words.reason(required=True)


class ReviewerPartSchema(Strict):
    """One reviewer's part; their scores once all are in, their name for who decides."""

    review_id = fields.Identifier(required=True)
    reviewer = words.Login(required=True, allow_none=True)
    handed_in = fields.Flag(required=True)
    conflicted = fields.Flag(required=True)
    scores = fields.Several(fields.Nested(ScoreSchema), required=True)


class PreparedSchema(Strict):
    """A decision that waits for approval by somebody else."""

    outcome = fields.Choice(OUTCOMES, required=True, metadata={"example": "award"})
    fils = words.fils(18_000_000, required=True)
    reason = words.reason(required=True, allow_none=True)
    by = fields.Text(required=True, metadata={"example": "clerk-1"})


class GrantAssessment(GrantMarks):
    """What is behind a decision. `short`: the panel has too few reviewers for it."""

    proposal_id = fields.Identifier(required=True)
    complete = fields.Flag(required=True)
    short = fields.Flag(required=True)
    reviews = fields.Several(fields.Nested(ReviewerPartSchema), required=True)
    prepared = fields.Nested(PreparedSchema, required=True, allow_none=True)


METHODS: Methods = {
    "draft_grant_proposal": Method("command", DraftGrantProposal, GrantProposal),
    "revise_grant_proposal": Method("command", ReviseGrantProposal, GrantProposal),
    "submit_grant_proposal": Method("command", NamesProposal, GrantProposal),
    "withdraw_grant_proposal": Method("command", NamesProposal, GrantProposal),
    "assign_grant_reviewers": Method("command", NamesProposal, GrantProposal),
    "prepare_grant_decision": Method("command", PrepareGrantDecision, GrantProposal),
    "approve_grant_decision": Method("command", NamesProposal, GrantProposal),
    "appeal_grant_decision": Method("command", AppealGrantDecision, GrantProposal),
    "decide_grant_appeal": Method("command", DecideGrantAppeal, GrantProposal),
    "get_grant_proposal": Method("query", NamesProposal, GrantProposal),
    "find_grant_proposals": Method("query", FindGrantProposals, GrantProposalPage),
    "get_grant_marks": Method("query", NamesProposal, GrantMarks),
    "get_grant_assessment": Method("query", NamesProposal, GrantAssessment),
}
