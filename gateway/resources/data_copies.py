"""Copies of all that the registry holds about a person."""

from __future__ import annotations

from typing import Any

from flask import Response

from contracts.rpc.files import FilePart
from contracts.rpc.registry import data_copies as contract
from gateway import answers
from gateway.authentication.roles import CASEWORKER, CITIZEN, SUPERVISOR
from gateway.calls import ask, command
from gateway.resource import Resource
from gateway.resources.persons import SERVICE

_ASKING = (CASEWORKER, SUPERVISOR, CITIZEN)

data_copies = Resource(
    "data_copies", __name__, description="All that is held about a person, to take along."
)


@data_copies.operation(
    "POST",
    "/v1/data-copies",
    roles=_ASKING,
    body=contract.AskDataCopy(),
    answer=contract.DataCopy,
    status=201,
    arabic="طلب نسخة من بياناتي",
    examples="registry.ask_data_copy",
)
def ask_data_copy(body: dict[str, Any]) -> Response:
    """Ask for a copy of one's data

    Everything that is held about the person and who looked at it; nothing of anybody else. Written
    in the background, kept for a week. For who came to a counter caseworkers and supervisors ask,
    who read what other bodies stated of a household; of a restricted record supervisors alone.
    """
    view = command(SERVICE, "ask_data_copy", body)
    return answers.created(view, f"/v1/data-copies/{view['id']}")


@data_copies.operation(
    "GET",
    "/v1/data-copies/<uuid:copy_id>",
    roles=_ASKING,
    answer=contract.DataCopy,
    arabic="حال نسخة البيانات",
    examples="registry.get_data_copy",
)
def get_data_copy(copy_id: str) -> Response:
    """Read how far a copy is

    For the person, and for the member of staff who asked on their behalf.
    """
    return answers.record(ask(SERVICE, "get_data_copy", {"copy_id": copy_id}))


@data_copies.operation(
    "GET",
    "/v1/data-copies/<uuid:copy_id>/json",
    roles=_ASKING,
    answer=FilePart,
    media_types=("application/json",),
    arabic="تنزيل البيانات بصيغة JSON",
    examples="registry.get_data_copy_json",
)
def get_data_copy_json(copy_id: str) -> Response:
    """Download the data to take along

    JSON, for other systems to read. Every download is in the audit log.
    """
    return answers.file(SERVICE, "get_data_copy_json", {"copy_id": copy_id})


@data_copies.operation(
    "GET",
    "/v1/data-copies/<uuid:copy_id>/document",
    roles=_ASKING,
    answer=FilePart,
    media_types=("text/html",),
    arabic="تنزيل البيانات لقراءتها",
    examples="registry.get_data_copy_document",
)
def get_data_copy_document(copy_id: str) -> Response:
    """Download the data to read

    A page in the language that was asked for, with the other one beside the headings.
    """
    return answers.file(SERVICE, "get_data_copy_document", {"copy_id": copy_id})
