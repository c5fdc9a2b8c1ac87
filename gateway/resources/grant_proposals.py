"""Proposals of associations for grants: made, submitted, read, reviewed."""

from __future__ import annotations

from typing import Any

from flask import Response

from contracts.rpc.licensing.grants import proposals as contract
from gateway import answers
from gateway.authentication.roles import (
    AUDITOR,
    CITIZEN,
    REVIEWER,
)
from gateway.calls import ask, change, command
from gateway.listings import query_of
from gateway.resource import Resource
from gateway.resources.grant_calls import SERVICE, SOCIETIES, STAFF

READERS = (*STAFF, AUDITOR, CITIZEN)

grant_proposals = Resource(
    "grant_proposals", __name__, description="What associations ask for, and what becomes of it."
)


@grant_proposals.operation(
    "POST",
    "/v1/grant-proposals",
    roles=SOCIETIES,
    body=contract.DraftGrantProposal(),
    answer=contract.GrantProposal,
    status=201,
    arabic="إعداد مقترح",
    examples="licensing.draft_grant_proposal",
)
def draft_grant_proposal(body: dict[str, Any]) -> Response:
    """Draft a proposal

    For a call that is open, by who speaks for the association; one in a call.
    """
    view = command(SERVICE, "draft_grant_proposal", body)
    return answers.created(view, f"/v1/grant-proposals/{view['id']}")


@grant_proposals.operation(
    "GET",
    "/v1/grant-proposals",
    roles=READERS,
    query=query_of(contract.FindGrantProposals),
    answer=contract.GrantProposalPage,
    arabic="البحث عن مقترحات",
    examples="licensing.find_grant_proposals",
)
def find_grant_proposals(query: dict[str, Any]) -> Response:
    """Find proposals

    Representatives name their association; staff find those of their governorates.
    """
    return answers.page(SERVICE, "find_grant_proposals", query)


@grant_proposals.operation(
    "GET",
    "/v1/grant-proposals/<uuid:proposal_id>",
    roles=READERS,
    answer=contract.GrantProposal,
    arabic="قراءة مقترح",
    examples="licensing.get_grant_proposal",
)
def get_grant_proposal(proposal_id: str) -> Response:
    """Read a proposal"""
    return answers.record(ask(SERVICE, "get_grant_proposal", {"proposal_id": proposal_id}))


@grant_proposals.operation(
    "GET",
    "/v1/grant-proposals/<uuid:proposal_id>/marks",
    roles=READERS,
    answer=contract.GrantMarks,
    arabic="علامات المقترح",
    examples="licensing.get_grant_marks",
)
def get_grant_marks(proposal_id: str) -> Response:
    """Read the means of the scores

    After the decision; nobody is told here who scored.
    """
    return answers.facts(ask(SERVICE, "get_grant_marks", {"proposal_id": proposal_id}))


@grant_proposals.operation(
    "GET",
    "/v1/grant-proposals/<uuid:proposal_id>/assessment",
    roles=(*STAFF, AUDITOR, REVIEWER),
    answer=contract.GrantAssessment,
    arabic="تقييم المقترح",
    examples="licensing.get_grant_assessment",
)
def get_grant_assessment(proposal_id: str) -> Response:
    """Read what is behind a decision

    Scores once all are in. Names for those who decide and for auditors alone; every reading is in
    the audit log.
    """
    return answers.facts(ask(SERVICE, "get_grant_assessment", {"proposal_id": proposal_id}))


@grant_proposals.operation(
    "POST",
    "/v1/grant-proposals/<uuid:proposal_id>/revision",
    roles=SOCIETIES,
    body=contract.ReviseGrantProposalBody(),
    answer=contract.GrantProposal,
    conditional=True,
    arabic="تعديل مسودة مقترح",
    examples="licensing.revise_grant_proposal",
)
def revise_grant_proposal(body: dict[str, Any], proposal_id: str) -> Response:
    """Revise a draft

    Another wording of all of it.
    """
    return _change("revise_grant_proposal", {**body, "proposal_id": proposal_id})


@grant_proposals.operation(
    "POST",
    "/v1/grant-proposals/<uuid:proposal_id>/submission",
    roles=SOCIETIES,
    answer=contract.GrantProposal,
    conditional=True,
    arabic="تقديم مقترح",
    examples="licensing.submit_grant_proposal",
)
def submit_grant_proposal(proposal_id: str) -> Response:
    """Submit a proposal

    Before the call closes. Who is not eligible is told all that is not met.
    """
    return _change("submit_grant_proposal", {"proposal_id": proposal_id})


@grant_proposals.operation(
    "POST",
    "/v1/grant-proposals/<uuid:proposal_id>/withdrawal",
    roles=SOCIETIES,
    answer=contract.GrantProposal,
    conditional=True,
    arabic="سحب مقترح",
    examples="licensing.withdraw_grant_proposal",
)
def withdraw_grant_proposal(proposal_id: str) -> Response:
    """Withdraw a proposal

    Before the call closes; another may follow.
    """
    return _change("withdraw_grant_proposal", {"proposal_id": proposal_id})


@grant_proposals.operation(
    "POST",
    "/v1/grant-proposals/<uuid:proposal_id>/reviewers",
    roles=STAFF,
    answer=contract.GrantProposal,
    conditional=True,
    arabic="تكليف مقيّمين",
    examples="licensing.assign_grant_reviewers",
)
def assign_grant_reviewers(proposal_id: str) -> Response:
    """Assign the reviewers that are missing

    After the panel was too short for it.
    """
    return _change("assign_grant_reviewers", {"proposal_id": proposal_id})


def _change(method: str, request: dict[str, Any]) -> Response:
    return answers.changed(
        change(SERVICE, method, request, seen_by="get_grant_proposal", identity="proposal_id")
    )
