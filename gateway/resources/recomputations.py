"""Recomputations: benefits by the rules anew, seen first, approved by another, then applied."""

from __future__ import annotations

from typing import Any

from flask import Response

from contracts.rpc.registry import recomputations as contract
from gateway import answers
from gateway.authentication.roles import ADMINISTRATOR, AUDITOR, SUPERVISOR
from gateway.calls import ask, change, command
from gateway.listings import query_of
from gateway.resource import Resource
from gateway.resources.persons import SERVICE

GOVERNORS = (ADMINISTRATOR, SUPERVISOR)
SEERS = (*GOVERNORS, AUDITOR)

recomputations = Resource(
    "recomputations", __name__, description="Benefits computed anew for a whole programme."
)


@recomputations.operation(
    "POST",
    "/v1/recomputations",
    roles=GOVERNORS,
    body=contract.StartRecomputation(),
    answer=contract.Recomputation,
    status=201,
    arabic="بدء إعادة احتساب",
    examples="registry.start_recomputation",
)
def start_recomputation(body: dict[str, Any]) -> Response:
    """Start a recomputation

    Its preview is made in the background and changes nothing. Of a programme without rules it
    applies the amount of the terms to everybody enrolled. Supervisors name governorates they serve;
    administrators may recompute everywhere. Of another day than today (`on`) it shows what would be
    then, and cannot be approved.
    """
    view = command(SERVICE, "start_recomputation", body)
    return answers.created(view, f"/v1/recomputations/{view['id']}")


@recomputations.operation(
    "GET",
    "/v1/recomputations",
    roles=SEERS,
    query=query_of(contract.FindRecomputations),
    answer=contract.RecomputationPage,
    arabic="البحث عن إعادات الاحتساب",
    examples="registry.find_recomputations",
)
def find_recomputations(query: dict[str, Any]) -> Response:
    """Find recomputations

    Within the caller's reach; newest first.
    """
    return answers.page(SERVICE, "find_recomputations", query)


@recomputations.operation(
    "GET",
    "/v1/recomputations/<uuid:recomputation_id>",
    roles=SEERS,
    answer=contract.Recomputation,
    arabic="قراءة إعادة احتساب",
    examples="registry.get_recomputation",
)
def get_recomputation(recomputation_id: str) -> Response:
    """Read a recomputation

    With who would gain and lose, in all and by governorate, some of them with their reasons, and
    how far the background is.
    """
    return answers.record(ask(SERVICE, "get_recomputation", {"recomputation_id": recomputation_id}))


@recomputations.operation(
    "GET",
    "/v1/recomputations/<uuid:recomputation_id>/households",
    roles=SEERS,
    query=query_of(contract.FindRecomputedHouseholdsQuery),
    answer=contract.RecomputedHouseholdPage,
    arabic="الأسر في إعادة احتساب",
    examples="registry.find_recomputed_households",
)
def find_recomputed_households(query: dict[str, Any], recomputation_id: str) -> Response:
    """List the households of a recomputation

    Who loses, gets more, gets less, stays, or could gain.
    """
    return answers.page(
        SERVICE, "find_recomputed_households", query, recomputation_id=recomputation_id
    )


@recomputations.operation(
    "POST",
    "/v1/recomputations/<uuid:recomputation_id>/approval",
    roles=GOVERNORS,
    answer=contract.Recomputation,
    conditional=True,
    arabic="الموافقة على إعادة احتساب",
    examples="registry.approve_recomputation",
)
def approve_recomputation(recomputation_id: str) -> Response:
    """Approve a recomputation

    Not by who started it, not after `approvable_until`, and not when other rules are in force than
    those previewed: then it is started anew. The changes are made in the background, each once.
    """
    return _changed("approve_recomputation", recomputation_id)


@recomputations.operation(
    "POST",
    "/v1/recomputations/<uuid:recomputation_id>/cancellation",
    roles=GOVERNORS,
    answer=contract.Recomputation,
    conditional=True,
    arabic="إلغاء إعادة احتساب",
    examples="registry.cancel_recomputation",
)
def cancel_recomputation(recomputation_id: str) -> Response:
    """Cancel a recomputation

    Until it is approved.
    """
    return _changed("cancel_recomputation", recomputation_id)


def _changed(method: str, recomputation_id: str) -> Response:
    request = {"recomputation_id": recomputation_id}
    return answers.changed(
        change(SERVICE, method, request, seen_by="get_recomputation", identity="recomputation_id")
    )
