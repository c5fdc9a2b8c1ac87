"""What supervisors decide about societies and unions."""

from __future__ import annotations

from typing import Any

from flask import Response

from contracts.rpc.licensing import associations as contract
from gateway import answers
from gateway.authentication.roles import CITIZEN, CLERK, SUPERVISOR
from gateway.calls import change
from gateway.resource import Resource
from gateway.resources.associations import SERVICE

_ADDRESS = "/v1/associations/<uuid:association_id>"

association_decisions = Resource(
    "association-decisions",
    __name__,
    description="Measures against societies and unions, and their boards.",
)


@association_decisions.operation(
    "POST",
    f"{_ADDRESS}/measures",
    roles=(SUPERVISOR,),
    body=contract.TakeAssociationMeasureBody(),
    answer=contract.Association,
    conditional=True,
    arabic="إنذار جمعية أو إيقافها، أو إنهاء ذلك",
    examples="licensing.take_association_measure",
)
def take_association_measure(body: dict[str, Any], association_id: str) -> Response:
    """Warn or suspend an association, or end that

    A warning can be answered for as long as the rules say; after that it has lapsed.
    """
    return _decide("take_association_measure", association_id, body)


@association_decisions.operation(
    "POST",
    f"{_ADDRESS}/dissolution",
    roles=(SUPERVISOR,),
    body=contract.DissolveAssociationBody(),
    answer=contract.Association,
    conditional=True,
    arabic="حل جمعية أو اتحاد",
    examples="licensing.dissolve_association",
)
def dissolve_association(body: dict[str, Any], association_id: str) -> Response:
    """Dissolve an association

    On a ground that its record bears out, by somebody who took no measure against it before.
    """
    return _decide("dissolve_association", association_id, body)


@association_decisions.operation(
    "POST",
    f"{_ADDRESS}/competent-ministry",
    roles=(SUPERVISOR,),
    body=contract.ChangeCompetentMinistryBody(),
    answer=contract.Association,
    conditional=True,
    arabic="تغيير الوزارة المختصة",
    examples="licensing.change_competent_ministry",
)
def change_competent_ministry(body: dict[str, Any], association_id: str) -> Response:
    """Name another competent ministry"""
    return _decide("change_competent_ministry", association_id, body)


@association_decisions.operation(
    "POST",
    f"{_ADDRESS}/boards",
    roles=(SUPERVISOR,),
    body=contract.RecordBoardBody(),
    answer=contract.Association,
    conditional=True,
    arabic="تدوين الهيئة الإدارية",
    examples="licensing.record_board",
)
def record_board(body: dict[str, Any], association_id: str) -> Response:
    """Record the board that a society elected

    The board of a union comes from its election, but for the first one. With a `correction` it
    takes the place of the last board, which was recorded wrongly and stays on record as withdrawn.
    """
    return _decide("record_board", association_id, body)


@association_decisions.operation(
    "POST",
    f"{_ADDRESS}/representatives",
    roles=(SUPERVISOR,),
    body=contract.NameRepresentativesBody(),
    answer=contract.Association,
    conditional=True,
    arabic="تسمية من يمثل الجمعية",
    examples="licensing.name_representatives",
)
def name_representatives(body: dict[str, Any], association_id: str) -> Response:
    """Name who acts for an association, instead of those before"""
    return _decide("name_representatives", association_id, body)


@association_decisions.operation(
    "POST",
    f"{_ADDRESS}/contact",
    roles=(CITIZEN, CLERK, SUPERVISOR),
    body=contract.RecordAssociationContactBody(),
    answer=contract.Association,
    conditional=True,
    arabic="تدوين من يُراسَل عن الجمعية",
    examples="licensing.record_association_contact",
)
def record_association_contact(body: dict[str, Any], association_id: str) -> Response:
    """Record who is written to for an association

    By who acts for it, or a clerk or supervisor of its governorate. Former contacts stay on record.
    """
    return _decide("record_association_contact", association_id, body)


def _decide(method: str, association_id: str, body: dict[str, Any]) -> Response:
    request = {**body, "association_id": association_id}
    return answers.changed(
        change(SERVICE, method, request, seen_by="get_association", identity="association_id")
    )
