"""Matchings: the registry looked through for duplicates, behind the people who review them."""

from __future__ import annotations

from typing import Any

from flask import Response

from contracts.rpc.registry import matchings as contract
from gateway import answers
from gateway.authentication.roles import ADMINISTRATOR, AUDITOR, SUPERVISOR
from gateway.calls import ask, change, command
from gateway.listings import query_of
from gateway.resource import Resource
from gateway.resources.persons import SERVICE

MATCHERS = (ADMINISTRATOR, SUPERVISOR)
SEERS = (*MATCHERS, AUDITOR)

matchings = Resource(
    "matchings", __name__, description="The registry looked through for duplicates."
)


@matchings.operation(
    "POST",
    "/v1/matchings",
    roles=MATCHERS,
    body=contract.StartMatching(),
    answer=contract.Matching,
    status=201,
    arabic="بدء بحث عن التكرار",
    examples="registry.start_matching",
)
def start_matching(body: dict[str, Any]) -> Response:
    """Start a matching

    In the background; what is probable comes into the review queue, and nothing is merged.
    Supervisors name governorates they serve; administrators may look everywhere.
    """
    view = command(SERVICE, "start_matching", body)
    return answers.created(view, f"/v1/matchings/{view['id']}")


@matchings.operation(
    "GET",
    "/v1/matchings",
    roles=SEERS,
    query=query_of(contract.FindMatchings),
    answer=contract.MatchingPage,
    arabic="عمليات البحث عن التكرار",
    examples="registry.find_matchings",
)
def find_matchings(query: dict[str, Any]) -> Response:
    """Find matchings

    Within the caller's reach; newest first.
    """
    return answers.page(SERVICE, "find_matchings", query)


@matchings.operation(
    "GET",
    "/v1/matchings/<uuid:matching_id>",
    roles=SEERS,
    answer=contract.Matching,
    arabic="قراءة بحث عن التكرار",
    examples="registry.get_matching",
)
def get_matching(matching_id: str) -> Response:
    """Read a matching

    How far it is, and at its end what it looked at, what it found, and what was too large to look
    at.
    """
    return answers.record(ask(SERVICE, "get_matching", {"matching_id": matching_id}))


@matchings.operation(
    "POST",
    "/v1/matchings/<uuid:matching_id>/cancellation",
    roles=MATCHERS,
    answer=contract.Matching,
    conditional=True,
    arabic="إلغاء بحث عن التكرار",
    examples="registry.cancel_matching",
)
def cancel_matching(matching_id: str) -> Response:
    """Cancel a matching

    What it has found stays in the queue.
    """
    request = {"matching_id": matching_id}
    return answers.changed(
        change(SERVICE, "cancel_matching", request, seen_by="get_matching", identity="matching_id")
    )
