"""Households: who lives together, and who is the head."""

from __future__ import annotations

from typing import Any

from flask import Response

from contracts.rpc.registry import households as contract
from contracts.rpc.registry import persons as persons_contract
from gateway import answers
from gateway.authentication.roles import CITIZEN
from gateway.calls import ask, change, command
from gateway.listings import query_of
from gateway.resource import Resource
from gateway.resources.persons import READERS, SERVICE, WRITERS

households = Resource("households", __name__, description="People who live together.")


@households.operation(
    "POST",
    "/v1/households",
    roles=WRITERS,
    body=contract.RegisterHousehold(),
    answer=contract.Household,
    status=201,
    arabic="تسجيل أسرة",
    examples="registry.register_household",
)
def register_household(body: dict[str, Any]) -> Response:
    """Register a household

    Its head and members are persons of the registry.
    """
    view = command(SERVICE, "register_household", body)
    return answers.created(view, f"/v1/households/{view['id']}")


@households.operation(
    "GET",
    "/v1/households",
    roles=(*READERS, CITIZEN),
    query=query_of(contract.FindHouseholds),
    answer=contract.HouseholdPage,
    arabic="البحث عن أسر",
    examples="registry.find_households",
)
def find_households(query: dict[str, Any]) -> Response:
    """Find households

    Of a governorate, or of a person; citizens find their own; newest first.
    """
    return answers.page(SERVICE, "find_households", query)


@households.operation(
    "GET",
    "/v1/households/<uuid:household_id>",
    roles=(*READERS, CITIZEN),
    query=persons_contract.AsOf(),
    answer=contract.Household,
    arabic="قراءة سجل أسرة",
    examples="registry.get_household",
)
def get_household(query: dict[str, Any], household_id: str) -> Response:
    """Read a household

    With `at` the record as it was then. Citizens read the one they belong to.
    """
    return answers.record(ask(SERVICE, "get_household", {**query, "household_id": household_id}))


@households.operation(
    "GET",
    "/v1/households/<uuid:household_id>/history",
    roles=READERS,
    answer=contract.HouseholdHistory,
    arabic="تاريخ سجل أسرة",
    examples="registry.get_household_history",
)
def get_household_history(household_id: str) -> Response:
    """Read what a household has been

    Every state, who made it so, when, and by which life event; the oldest first.
    """
    return answers.facts(ask(SERVICE, "get_household_history", {"household_id": household_id}))


@households.operation(
    "PATCH",
    "/v1/households/<uuid:household_id>",
    roles=WRITERS,
    body=contract.AmendHouseholdBody(),
    answer=contract.Household,
    conditional=True,
    arabic="تعديل سجل أسرة",
    examples="registry.amend_household",
)
def amend_household(body: dict[str, Any], household_id: str) -> Response:
    """Amend a household

    Who joins, who leaves, where it lives. An address is corrected for its persons as well, as far
    as they had the one that was wrong (the same place with the same details, or without details);
    who lives elsewhere stays there. When all of them have moved, that is `move`.
    """
    request = {**body, "household_id": household_id}
    return answers.changed(
        change(
            SERVICE, "amend_household", request, seen_by="get_household", identity="household_id"
        )
    )
