"""What reviewers are asked and answer."""

from __future__ import annotations

from contracts.rpc import fields
from contracts.rpc.base import Answer, Method, Methods, PageAnswer, PageRequest, Record, Request
from contracts.rpc.licensing.grants.proposals import RequestedSchema, ScoreSchema

STATES = ("assigned", "declared", "handed_in", "conflicted")


class NamesReview(Request):
    """Which review."""

    review_id = fields.Identifier(required=True)


class DeclareGrantInterestBody(Request):
    """The interest that the reviewer has in the proposal; null: none."""

    conflict = fields.Paragraph(
        required=True, allow_none=True, metadata={"example": "أختي موظفة في الجمعية."}
    )


class DeclareGrantInterest(DeclareGrantInterestBody, NamesReview):
    """The same, saying of which review."""


class ScoreGrantProposalBody(Request):
    """A score for each criterion of the call, from 0 to its scale."""

    scores = fields.Several(fields.Nested(ScoreSchema), required=True, fewest=1, most=20)


class ScoreGrantProposal(ScoreGrantProposalBody, NamesReview):
    """The same, saying of which review."""


class FindGrantReviews(PageRequest):
    """The caller's own reviews; auditors find all. Newest first."""

    state = fields.Choice(STATES, load_default=None, allow_none=True)
    call_id = fields.Identifier(load_default=None, allow_none=True)


class GrantReview(Record):
    """A review. Before a declaration it only tells whose proposal it is."""

    call_id = fields.Identifier(required=True)
    proposal_id = fields.Identifier(required=True)
    association_id = fields.Identifier(required=True)
    state = fields.Choice(STATES, required=True, metadata={"example": "handed_in"})
    conflict = fields.Paragraph(required=True, allow_none=True)
    scores = fields.Several(fields.Nested(ScoreSchema), required=True)


class GrantReviewPage(PageAnswer):
    """One page of reviews."""

    items = fields.Several(fields.Nested(GrantReview), required=True)


class ReviewedProposal(Answer, RequestedSchema):
    """What a reviewer reads of a proposal."""

    proposal_id = fields.Identifier(required=True)
    governorate = fields.Governorate(required=True)


METHODS: Methods = {
    "declare_grant_interest": Method("command", DeclareGrantInterest, GrantReview),
    "score_grant_proposal": Method("command", ScoreGrantProposal, GrantReview),
    "get_grant_review": Method("query", NamesReview, GrantReview),
    "find_grant_reviews": Method("query", FindGrantReviews, GrantReviewPage),
    "get_reviewed_grant_proposal": Method("query", NamesReview, ReviewedProposal),
}
