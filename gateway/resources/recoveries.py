"""Recoveries: money of cancelled emergencies that households received, set off later."""

from __future__ import annotations

from typing import Any

from flask import Response

from contracts.rpc.registry import recoveries as contract
from gateway import answers
from gateway.calls import ask, change
from gateway.listings import query_of
from gateway.resource import Resource
from gateway.resources.payments import PAYERS, READERS
from gateway.resources.persons import SERVICE

recoveries = Resource(
    "recoveries", __name__, description="Money of cancelled emergencies, set off against later aid."
)


@recoveries.operation(
    "GET",
    "/v1/recoveries",
    roles=READERS,
    query=query_of(contract.FindRecoveries),
    answer=contract.RecoveryPage,
    arabic="البحث عن مبالغ تُسترد",
    examples="registry.find_recoveries",
)
def find_recoveries(query: dict[str, Any]) -> Response:
    """Find recoveries

    Of a household, of an emergency, in a status; newest first. Households in which somebody is
    under protection are shown to administrators alone. Every page is in the audit log.
    """
    return answers.page(SERVICE, "find_recoveries", query)


@recoveries.operation(
    "GET",
    "/v1/recoveries/<uuid:recovery_id>",
    roles=READERS,
    answer=contract.Recovery,
    arabic="قراءة مبلغ يُسترد",
    examples="registry.get_recovery",
)
def get_recovery(recovery_id: str) -> Response:
    """Read a recovery

    How much is left, from which payments parts were set off, and which of them are given back
    because the provider returned the money after all.
    """
    return answers.record(ask(SERVICE, "get_recovery", {"recovery_id": recovery_id}))


@recoveries.operation(
    "POST",
    "/v1/recoveries/<uuid:recovery_id>/waive",
    roles=PAYERS,
    body=contract.WaiveRecoveryBody(),
    answer=contract.Recovery,
    conditional=True,
    arabic="الإعفاء مما تبقى",
    examples="registry.waive_recovery",
)
def waive_recovery(body: dict[str, Any], recovery_id: str) -> Response:
    """Waive a recovery

    The household keeps what is left, also what payments that are in no file yet were to be less
    by: those are held and due as a whole. What was set off stays so.
    """
    return answers.changed(
        change(
            SERVICE,
            "waive_recovery",
            {**body, "recovery_id": recovery_id},
            seen_by="get_recovery",
            identity="recovery_id",
        )
    )
