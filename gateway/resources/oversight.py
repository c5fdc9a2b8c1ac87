"""Oversight of licences: warnings, suspensions, closures, reopenings, and objections."""

from __future__ import annotations

from typing import Any

from flask import Response

from contracts.rpc.licensing.inspections import oversight as contract
from gateway import answers
from gateway.authentication.roles import AUDITOR, CITIZEN, INSPECTOR, SUPERVISOR
from gateway.calls import ask, change, command
from gateway.listings import query_of
from gateway.resource import Resource

SERVICE = "licensing"
READERS = (CITIZEN, INSPECTOR, SUPERVISOR, AUDITOR)
ONE = "/v1/oversight/<uuid:licence_id>"
MEASURE = f"{ONE}/measures/<uuid:measure_id>"

oversight = Resource("oversight", __name__, description="Oversight of licensed places.")


@oversight.operation(
    "GET",
    "/v1/oversight",
    roles=READERS,
    query=query_of(contract.FindOversights),
    answer=contract.OversightPage,
    arabic="البحث في سجلات الرقابة",
    examples="licensing.find_oversights",
)
def find_oversights(query: dict[str, Any]) -> Response:
    """Find licences under oversight

    Staff find those of their governorates, holders their own.
    """
    return answers.page(SERVICE, "find_oversights", query)


@oversight.operation(
    "GET",
    ONE,
    roles=READERS,
    answer=contract.Oversight,
    arabic="قراءة سجل رقابة",
    examples="licensing.get_oversight",
)
def get_oversight(licence_id: str) -> Response:
    """Read the oversight of a licence"""
    return answers.record(ask(SERVICE, "get_oversight", {"licence_id": licence_id}))


@oversight.operation(
    "GET",
    f"{ONE}/proposals",
    roles=(SUPERVISOR, AUDITOR),
    answer=contract.MeasureProposals,
    arabic="ما يسنده تدرج الإجراءات",
    examples="licensing.get_measure_proposals",
)
def get_measure_proposals(licence_id: str) -> Response:
    """Read what the ladder supports

    By what has happened at the place; a person decides.
    """
    return answers.facts(ask(SERVICE, "get_measure_proposals", {"licence_id": licence_id}))


@oversight.operation(
    "POST",
    "/v1/measures",
    roles=(INSPECTOR, SUPERVISOR),
    body=contract.TakeMeasure(),
    answer=contract.Oversight,
    status=201,
    arabic="اتخاذ إجراء رقابي",
    examples="licensing.take_measure",
)
def take_measure(body: dict[str, Any]) -> Response:
    """Take a measure

    The licence follows at once. An immediate suspension, for danger, ends by itself unless another
    person confirms it in time.
    """
    view = command(SERVICE, "take_measure", body)
    return answers.created(view, f"/v1/oversight/{view['licence_id']}")


@oversight.operation(
    "POST",
    f"{MEASURE}/confirmation",
    roles=(SUPERVISOR,),
    answer=contract.Oversight,
    conditional=True,
    arabic="تأكيد إيقاف فوري",
    examples="licensing.confirm_measure",
)
def confirm_measure(licence_id: str, measure_id: str) -> Response:
    """Confirm an immediate suspension

    By another person than who took it.
    """
    return _change("confirm_measure", {"licence_id": licence_id, "measure_id": measure_id})


@oversight.operation(
    "POST",
    f"{MEASURE}/objection",
    roles=(CITIZEN,),
    body=contract.ObjectToMeasureBody(),
    answer=contract.Oversight,
    conditional=True,
    arabic="الاعتراض على إجراء رقابي",
    examples="licensing.object_to_measure",
)
def object_to_measure(body: dict[str, Any], licence_id: str, measure_id: str) -> Response:
    """Object to a measure

    By the holder, once and in time.
    """
    asked = {**body, "licence_id": licence_id, "measure_id": measure_id}
    return _change("object_to_measure", asked)


@oversight.operation(
    "POST",
    f"{MEASURE}/objection-answer",
    roles=(SUPERVISOR,),
    body=contract.AnswerObjectionBody(),
    answer=contract.Oversight,
    conditional=True,
    arabic="الرد على اعتراض",
    examples="licensing.answer_objection",
)
def answer_objection(body: dict[str, Any], licence_id: str, measure_id: str) -> Response:
    """Answer an objection

    By another person than who took or confirmed the measure. When it is upheld, the measure falls.
    """
    asked = {**body, "licence_id": licence_id, "measure_id": measure_id}
    return _change("answer_objection", asked)


def _change(method: str, request: dict[str, Any]) -> Response:
    return answers.changed(
        change(SERVICE, method, request, seen_by="get_oversight", identity="licence_id")
    )
