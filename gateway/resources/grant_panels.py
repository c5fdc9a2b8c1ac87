"""What is inside of a call: its budget, its panel, the ranking of its proposals."""

from __future__ import annotations

from typing import Any

from flask import Response

from contracts.rpc.licensing.grants import calls as contract
from gateway import answers
from gateway.authentication.roles import AUDITOR
from gateway.calls import ask, change
from gateway.resource import Resource
from gateway.resources.grant_calls import MANAGERS, SERVICE

FOLLOWERS = (*MANAGERS, AUDITOR)

grant_panels = Resource(
    "grant_panels",
    __name__,
    description="Who reviews, what is left, who stands where.",
)


@grant_panels.operation(
    "GET",
    "/v1/grant-calls/<uuid:call_id>/budget",
    roles=FOLLOWERS,
    answer=contract.GrantBudget,
    arabic="قراءة موازنة دعوة",
    examples="licensing.get_grant_budget",
)
def get_grant_budget(call_id: str) -> Response:
    """Read the budget of a call

    What is given, to which proposals, and who waits for money.
    """
    return answers.facts(ask(SERVICE, "get_grant_budget", {"call_id": call_id}))


@grant_panels.operation(
    "GET",
    "/v1/grant-calls/<uuid:call_id>/ranking",
    roles=FOLLOWERS,
    answer=contract.GrantRanking,
    arabic="ترتيب المقترحات",
    examples="licensing.rank_grant_proposals",
)
def rank_grant_proposals(call_id: str) -> Response:
    """Read the ranking

    The best first, what parts the equal, and what would fit into what is left.
    """
    return answers.facts(ask(SERVICE, "rank_grant_proposals", {"call_id": call_id}))


@grant_panels.operation(
    "GET",
    "/v1/grant-calls/<uuid:call_id>/panel",
    roles=FOLLOWERS,
    answer=contract.GrantPanel,
    arabic="قراءة لجنة التقييم",
    examples="licensing.get_grant_panel",
)
def get_grant_panel(call_id: str) -> Response:
    """Read the panel of a call

    With what its members have to do. Its `ETag` is wanted to name others.
    """
    return answers.record(ask(SERVICE, "get_grant_panel", {"call_id": call_id}))


@grant_panels.operation(
    "POST",
    "/v1/grant-calls/<uuid:call_id>/panel",
    roles=MANAGERS,
    body=contract.NameGrantPanelBody(),
    answer=contract.GrantPanel,
    conditional=True,
    arabic="تسمية لجنة التقييم",
    examples="licensing.name_grant_panel",
)
def name_grant_panel(body: dict[str, Any], call_id: str) -> Response:
    """Name the panel of a call

    All of its members; who has open reviews stays. Based on the panel that was read.
    """
    request = {**body, "call_id": call_id}
    return answers.changed(
        change(SERVICE, "name_grant_panel", request, seen_by="get_grant_panel", identity="call_id")
    )
