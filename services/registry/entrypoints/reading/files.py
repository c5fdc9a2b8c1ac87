"""Requests about imports and exports as commands and queries."""

from __future__ import annotations

from base64 import b64decode
from typing import Any

from chassis.errors import FieldError, Invalid
from contracts.rpc.problems import read
from contracts.rpc.registry import files as contract
from services.registry.app.files import commands
from services.registry.domain.files.people_import import SentFile

Request = dict[str, Any]


def begin_import(request: Request) -> commands.BeginImport:
    data = read(contract.BeginImport, request)
    again = data.pop("again")
    return commands.BeginImport(SentFile(**data), again)


def put_import_part(request: Request) -> commands.PutPart:
    data = read(contract.PutImportPart, request)
    return commands.PutPart(
        data["import_id"], data["part"], b64decode(data["data"]), data["sha256"]
    )


def one_import(request: Request) -> str:
    return str(read(contract.OneImport, request)["import_id"])


def import_report(request: Request) -> tuple[str, int]:
    data = read(contract.GetImportReport, request)
    return data["import_id"], data["part"]


def page(request: Request) -> tuple[str | None, int]:
    data = read(contract.FindImports, request)
    return data["after"], data["limit"]


def import_rows(request: Request) -> tuple[str, int, int, bool]:
    """Import, the row after which the page begins, how many, and whether only refused ones.

    Raises `Invalid("cursor_invalid")`.
    """
    data = read(contract.FindImportRows, request)
    return data["import_id"], row_after(data["after"]), data["limit"], data["refused"] == "true"


def row_after(cursor: str | None) -> int:
    """The row after which a page begins. Raises `Invalid("cursor_invalid")`."""
    after = cursor or "0"
    if not after.isdecimal():
        raise Invalid("cursor_invalid", errors=[FieldError("/cursor", "cursor_invalid")])
    return int(after)


def ask_export(request: Request) -> commands.AskExport:
    return commands.AskExport(**read(contract.AskExport, request))


def one_export(request: Request) -> str:
    return str(read(contract.OneExport, request)["export_id"])


def export_page(request: Request) -> tuple[str | None, int]:
    data = read(contract.FindExports, request)
    return data["after"], data["limit"]


def export_file(request: Request) -> tuple[str, int]:
    data = read(contract.GetExportFile, request)
    return data["export_id"], data["part"]
