"""What happens in the life of households."""

from __future__ import annotations

from typing import Any

from flask import Response

from contracts.rpc.registry import household_life as contract
from contracts.rpc.registry.households import Household
from gateway import answers
from gateway.calls import change
from gateway.resource import Resource
from gateway.resources.persons import SERVICE, WRITERS

household_life = Resource(
    "household_life", __name__, description="Split, join, move; births, marriages, deaths."
)


@household_life.operation(
    "POST",
    "/v1/households/<uuid:household_id>/split",
    roles=WRITERS,
    body=contract.SplitBody(),
    answer=Household,
    conditional=True,
    arabic="انقسام أسرة",
    examples="registry.split_household",
)
def split_household(body: dict[str, Any], household_id: str) -> Response:
    """Split a household

    Some of its persons leave and are a household of their own, at an address of its own.
    """
    return _change("split_household", {**body, "household_id": household_id})


@household_life.operation(
    "POST",
    "/v1/households/<uuid:household_id>/divorce",
    roles=WRITERS,
    body=contract.DivorceBody(),
    answer=Household,
    conditional=True,
    arabic="تسجيل طلاق",
    examples="registry.divorce_in_household",
)
def divorce_in_household(body: dict[str, Any], household_id: str) -> Response:
    """Record a divorce

    Who leaves heads a household of their own; the other spouse stays. They are spouses by what the
    household says of the two.
    """
    return _change("divorce_in_household", {**body, "household_id": household_id})


@household_life.operation(
    "POST",
    "/v1/households/<uuid:household_id>/join",
    roles=WRITERS,
    body=contract.JoinBody(),
    answer=Household,
    conditional=True,
    arabic="ضم أسرة إلى أسرة",
    examples="registry.join_households",
)
def join_households(body: dict[str, Any], household_id: str) -> Response:
    """Let another household join

    All of its persons come to live here, and it is dissolved.
    """
    return _change("join_households", {**body, "household_id": household_id})


@household_life.operation(
    "POST",
    "/v1/households/<uuid:household_id>/move",
    roles=WRITERS,
    body=contract.MoveBody(),
    answer=Household,
    conditional=True,
    arabic="انتقال أسرة",
    examples="registry.move_household",
)
def move_household(body: dict[str, Any], household_id: str) -> Response:
    """Move a household

    The addresses of its persons move along.
    """
    return _change("move_household", {**body, "household_id": household_id})


@household_life.operation(
    "POST",
    "/v1/households/<uuid:household_id>/death",
    roles=WRITERS,
    body=contract.DeathBody(),
    answer=Household,
    conditional=True,
    arabic="تسجيل وفاة",
    examples="registry.record_death",
)
def record_death(body: dict[str, Any], household_id: str) -> Response:
    """Record a death

    The person leaves the household and their record says when they died.
    """
    return _change("record_death", {**body, "household_id": household_id})


@household_life.operation(
    "POST",
    "/v1/households/<uuid:household_id>/marriage",
    roles=WRITERS,
    body=contract.MarriageBody(),
    answer=Household,
    conditional=True,
    arabic="تسجيل زواج",
    examples="registry.record_marriage",
)
def record_marriage(body: dict[str, Any], household_id: str) -> Response:
    """Record a marriage

    The spouse leaves their household, if they were in one, and comes to live here. Of two who live
    here already, who marries the head is the head's spouse; two others stay what they are to the
    head, and who was no relative of the head is `other_relative` now. Refused are two of one sex,
    two of one household who are too closely related by what they are to its head, who is married
    already (a man to four), and who is too young by the law of that day; who is not of age needs
    the Sharia court's permission.
    """
    return _change("record_marriage", {**body, "household_id": household_id})


@household_life.operation(
    "POST",
    "/v1/households/<uuid:household_id>/birth",
    roles=WRITERS,
    body=contract.BirthBody(),
    answer=Household,
    conditional=True,
    arabic="تسجيل ولادة",
    examples="registry.record_birth",
)
def record_birth(body: dict[str, Any], household_id: str) -> Response:
    """Record a birth

    The child is registered as a person first.
    """
    return _change("record_birth", {**body, "household_id": household_id})


def _change(method: str, request: dict[str, Any]) -> Response:
    return answers.changed(
        change(SERVICE, method, request, seen_by="get_household", identity="household_id")
    )
