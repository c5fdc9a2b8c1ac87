"""Exports: what the caller may read, as a file."""

from __future__ import annotations

from typing import Any

from flask import Response

from contracts.rpc.files import MEDIA_TYPES, FilePart
from contracts.rpc.registry import files as contract
from gateway import answers
from gateway.authentication.roles import AUDITOR, SUPERVISOR
from gateway.calls import ask, command
from gateway.listings import query_of
from gateway.resource import Resource
from gateway.resources.persons import SERVICE

_READERS = (SUPERVISOR, AUDITOR)

exports = Resource("exports", __name__, description="What the caller may read, as a file.")


@exports.operation(
    "POST",
    "/v1/exports",
    roles=_READERS,
    body=contract.AskExport(),
    answer=contract.Export,
    status=201,
    arabic="طلب ملف",
    examples="registry.ask_export",
)
def ask_export(body: dict[str, Any]) -> Response:
    """Ask for a file

    Of all persons or households within the caller's reach, without those who are protected. Written
    in the background, kept for a week; asking and fetching are in the audit log.
    """
    view = command(SERVICE, "ask_export", body)
    return answers.created(view, f"/v1/exports/{view['id']}")


@exports.operation(
    "GET",
    "/v1/exports",
    roles=_READERS,
    query=query_of(contract.FindExports),
    answer=contract.ExportPage,
    arabic="عمليات التصدير",
    examples="registry.find_exports",
)
def find_exports(query: dict[str, Any]) -> Response:
    """List exports

    One's own, newest first.
    """
    return answers.page(SERVICE, "find_exports", query)


@exports.operation(
    "GET",
    "/v1/exports/<uuid:export_id>",
    roles=_READERS,
    answer=contract.Export,
    arabic="حال التصدير",
    examples="registry.get_export",
)
def get_export(export_id: str) -> Response:
    """Read an export

    Whether its file is ready, and until when it is kept.
    """
    view = ask(SERVICE, "get_export", {"export_id": export_id})
    return answers.changed(view) if view.get("progress") else answers.record(view)


@exports.operation(
    "GET",
    "/v1/exports/<uuid:export_id>/file",
    roles=_READERS,
    answer=FilePart,
    media_types=(MEDIA_TYPES[0], "text/csv"),
    arabic="تنزيل الملف",
    examples="registry.get_export_file",
)
def get_export_file(export_id: str) -> Response:
    """Download the file

    CSV in UTF-8 or XLSX; no cell is a formula.
    """
    return answers.file(SERVICE, "get_export_file", {"export_id": export_id})
