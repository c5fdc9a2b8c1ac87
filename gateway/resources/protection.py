"""Protected persons: who is hidden, and from whom not."""

from __future__ import annotations

from typing import Any

from flask import Response

from contracts.rpc.registry import protection as contract
from contracts.rpc.registry.persons import Person
from gateway import answers
from gateway.authentication.roles import CASEWORKER, SUPERVISOR
from gateway.calls import change
from gateway.resource import Resource
from gateway.resources.persons import SERVICE

protection = Resource("protection", __name__, description="Persons who must not be found.")


@protection.operation(
    "POST",
    "/v1/persons/<uuid:person_id>/protection",
    roles=(CASEWORKER, SUPERVISOR),
    body=contract.ProtectPersonBody(),
    answer=Person,
    conditional=True,
    arabic="حماية سجل شخص",
    examples="registry.protect_person",
)
def protect_person(body: dict[str, Any], person_id: str) -> Response:
    """Protect a person

    For everybody who is not named, the record does not exist: 404, and in no list. Whoever comes to
    live in a protected household is protected with it.
    """
    return _change("protect_person", {**body, "person_id": person_id})


@protection.operation(
    "POST",
    "/v1/persons/<uuid:person_id>/protection/lift",
    roles=(CASEWORKER, SUPERVISOR),
    body=contract.LiftProtectionBody(),
    answer=Person,
    conditional=True,
    arabic="رفع الحماية عن سجل شخص",
    examples="registry.lift_protection",
)
def lift_protection(body: dict[str, Any], person_id: str) -> Response:
    """Lift the protection of a person

    By who knows the record; it exists for everybody again. Not while they live in a household that
    stays hidden.
    """
    return _change("lift_protection", {**body, "person_id": person_id})


def _change(method: str, request: dict[str, Any]) -> Response:
    return answers.changed(
        change(SERVICE, method, request, seen_by="get_person", identity="person_id")
    )
