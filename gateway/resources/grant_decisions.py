"""Decisions on proposals: prepared, approved, appealed."""

from __future__ import annotations

from typing import Any

from flask import Response

from contracts.rpc.licensing.grants import proposals as contract
from gateway import answers
from gateway.calls import change
from gateway.resource import Resource
from gateway.resources.grant_calls import MANAGERS, SERVICE, SOCIETIES, STAFF

grant_decisions = Resource(
    "grant_decisions",
    __name__,
    description="Who gets what, and appeals.",
)


@grant_decisions.operation(
    "POST",
    "/v1/grant-proposals/<uuid:proposal_id>/prepared-decision",
    roles=STAFF,
    body=contract.PrepareGrantDecisionBody(),
    answer=contract.GrantProposal,
    conditional=True,
    arabic="إعداد قرار",
    examples="licensing.prepare_grant_decision",
)
def prepare_grant_decision(body: dict[str, Any], proposal_id: str) -> Response:
    """Prepare a decision

    An award, a place on the reserve list, or none; for somebody else to approve.
    """
    return _change("prepare_grant_decision", {**body, "proposal_id": proposal_id})


@grant_decisions.operation(
    "POST",
    "/v1/grant-proposals/<uuid:proposal_id>/approval",
    roles=MANAGERS,
    answer=contract.GrantProposal,
    conditional=True,
    arabic="اعتماد قرار",
    examples="licensing.approve_grant_decision",
)
def approve_grant_decision(proposal_id: str) -> Response:
    """Approve a decision

    By who neither prepared it nor reviewed. The money is taken from the budget in the same moment.
    """
    return _change("approve_grant_decision", {"proposal_id": proposal_id})


@grant_decisions.operation(
    "POST",
    "/v1/grant-proposals/<uuid:proposal_id>/appeal",
    roles=SOCIETIES,
    body=contract.AppealGrantDecisionBody(),
    answer=contract.GrantProposal,
    conditional=True,
    arabic="الاعتراض على قرار",
    examples="licensing.appeal_grant_decision",
)
def appeal_grant_decision(body: dict[str, Any], proposal_id: str) -> Response:
    """Appeal a decision

    Against being declined or ineligible, once, within the days of the rules.
    """
    return _change("appeal_grant_decision", {**body, "proposal_id": proposal_id})


@grant_decisions.operation(
    "POST",
    "/v1/grant-proposals/<uuid:proposal_id>/appeal-decision",
    roles=MANAGERS,
    body=contract.DecideGrantAppealBody(),
    answer=contract.GrantProposal,
    conditional=True,
    arabic="البتّ في اعتراض",
    examples="licensing.decide_grant_appeal",
)
def decide_grant_appeal(body: dict[str, Any], proposal_id: str) -> Response:
    """Decide an appeal

    By who had no part in the decision.
    """
    return _change("decide_grant_appeal", {**body, "proposal_id": proposal_id})


def _change(method: str, request: dict[str, Any]) -> Response:
    return answers.changed(
        change(SERVICE, method, request, seen_by="get_grant_proposal", identity="proposal_id")
    )
