"""What a citizen reads of the money of the household they belong to."""

from __future__ import annotations

from typing import Any

from flask import Response

from contracts.rpc.registry import family_money as contract
from gateway import answers
from gateway.authentication.roles import CITIZEN
from gateway.listings import query_of
from gateway.resource import Resource
from gateway.resources.persons import SERVICE

family_money = Resource(
    "family_money", __name__, description="A household's own money: paid, set off, and why."
)


@family_money.operation(
    "GET",
    "/v1/households/<uuid:household_id>/payments",
    roles=(CITIZEN,),
    query=query_of(contract.FindFamilyPayments, but=("household_id",)),
    answer=contract.FamilyPaymentPage,
    arabic="ما صُرف لأسرتي",
    examples="registry.find_family_payments",
)
def find_family_payments(query: dict[str, Any], household_id: str) -> Response:
    """Read what my household is paid

    For which month, by which programme or emergency, how much, what was set off and why, and how
    each payment stands, in both languages. For who belongs to the household; in the audit log.
    """
    return answers.page(SERVICE, "find_family_payments", query, household_id=household_id)


@family_money.operation(
    "GET",
    "/v1/households/<uuid:household_id>/recoveries",
    roles=(CITIZEN,),
    query=query_of(contract.FindFamilyRecoveries, but=("household_id",)),
    answer=contract.FamilyRecoveryPage,
    arabic="ما يُقتطع من دفعات أسرتي",
    examples="registry.find_family_recoveries",
)
def find_family_recoveries(query: dict[str, Any], household_id: str) -> Response:
    """Read what is set off from my household's payments

    For what, how much of each payment, how much was set off and given back, and how much is left.
    For who belongs to the household; in the audit log.
    """
    return answers.page(SERVICE, "find_family_recoveries", query, household_id=household_id)
