"""Reviews of proposals: what reviewers declare and hand in."""

from __future__ import annotations

from typing import Any

from flask import Response

from contracts.rpc.licensing.grants import reviews as contract
from gateway import answers
from gateway.authentication.roles import AUDITOR, REVIEWER
from gateway.calls import ask, change
from gateway.listings import query_of
from gateway.resource import Resource
from gateway.resources.grant_calls import SERVICE

REVIEWERS = (REVIEWER,)
READERS = (AUDITOR, REVIEWER)

grant_reviews = Resource(
    "grant_reviews", __name__, description="What reviewers have to do, blind to each other."
)


@grant_reviews.operation(
    "GET",
    "/v1/grant-reviews",
    roles=READERS,
    query=query_of(contract.FindGrantReviews),
    answer=contract.GrantReviewPage,
    arabic="البحث عن تقييمات",
    examples="licensing.find_grant_reviews",
)
def find_grant_reviews(query: dict[str, Any]) -> Response:
    """Find reviews

    Reviewers their own.
    """
    return answers.page(SERVICE, "find_grant_reviews", query)


@grant_reviews.operation(
    "GET",
    "/v1/grant-reviews/<uuid:review_id>",
    roles=READERS,
    answer=contract.GrantReview,
    arabic="قراءة تقييم",
    examples="licensing.get_grant_review",
)
def get_grant_review(review_id: str) -> Response:
    """Read a review"""
    return answers.record(ask(SERVICE, "get_grant_review", {"review_id": review_id}))


@grant_reviews.operation(
    "GET",
    "/v1/grant-reviews/<uuid:review_id>/proposal",
    roles=READERS,
    answer=contract.ReviewedProposal,
    arabic="قراءة المقترح للتقييم",
    examples="licensing.get_reviewed_grant_proposal",
)
def get_reviewed_grant_proposal(review_id: str) -> Response:
    """Read the proposal under review

    After the declaration that there is no conflict of interest.
    """
    return answers.facts(ask(SERVICE, "get_reviewed_grant_proposal", {"review_id": review_id}))


@grant_reviews.operation(
    "POST",
    "/v1/grant-reviews/<uuid:review_id>/declaration",
    roles=REVIEWERS,
    body=contract.DeclareGrantInterestBody(),
    answer=contract.GrantReview,
    conditional=True,
    arabic="التصريح بتضارب المصالح",
    examples="licensing.declare_grant_interest",
)
def declare_grant_interest(body: dict[str, Any], review_id: str) -> Response:
    """Declare a conflict of interest, or none

    Who has one is replaced.
    """
    return _change("declare_grant_interest", {**body, "review_id": review_id})


@grant_reviews.operation(
    "POST",
    "/v1/grant-reviews/<uuid:review_id>/scores",
    roles=REVIEWERS,
    body=contract.ScoreGrantProposalBody(),
    answer=contract.GrantReview,
    conditional=True,
    arabic="تسليم العلامات",
    examples="licensing.score_grant_proposal",
)
def score_grant_proposal(body: dict[str, Any], review_id: str) -> Response:
    """Hand in the scores

    For every criterion, with reasons; nobody changes them any more.
    """
    return _change("score_grant_proposal", {**body, "review_id": review_id})


def _change(method: str, request: dict[str, Any]) -> Response:
    return answers.changed(
        change(SERVICE, method, request, seen_by="get_grant_review", identity="review_id")
    )
