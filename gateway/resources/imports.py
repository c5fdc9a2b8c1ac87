"""Imports: files of persons and households, checked first and loaded when somebody agrees."""

from __future__ import annotations

from typing import Any

from flask import Response

from contracts.rpc.files import FilePart
from contracts.rpc.registry import files as contract
from gateway import answers
from gateway.authentication.roles import SUPERVISOR
from gateway.calls import ask, change, command
from gateway.listings import query_of
from gateway.resource import Resource
from gateway.resources.persons import SERVICE

imports = Resource("imports", __name__, description="Files of persons and households, sent in.")


@imports.operation(
    "POST",
    "/v1/imports",
    roles=(SUPERVISOR,),
    body=contract.BeginImport(),
    answer=contract.Import,
    status=201,
    arabic="إعلان ملف للاستيراد",
    examples="registry.begin_import",
)
def begin_import(body: dict[str, Any]) -> Response:
    """Announce a file

    CSV or XLSX with headings in Arabic or English. Its parts follow; `missing` says which. The
    content of a file comes in once: 409 `import_sent_before` names the import that has loaded it,
    or is about to. Imports that were cancelled, could not be read or registered nobody do not
    count. Who means it says `again`.
    """
    view = command(SERVICE, "begin_import", body)
    return answers.created(view, f"/v1/imports/{view['id']}")


@imports.operation(
    "PUT",
    "/v1/imports/<uuid:import_id>/parts/<int(max=4096):part>",
    roles=(SUPERVISOR,),
    body=contract.PartBody(),
    answer=contract.Import,
    conditional=True,
    arabic="إرسال جزء من الملف",
    examples="registry.put_import_part",
)
def put_import_part(body: dict[str, Any], import_id: str, part: str) -> Response:
    """Send one part

    In any order, and again when in doubt: the same part twice is one. Needs no `If-Match`.
    """
    request = {**body, "import_id": import_id, "part": int(part)}
    return answers.changed(command(SERVICE, "put_import_part", request))


@imports.operation(
    "POST",
    "/v1/imports/<uuid:import_id>/check",
    roles=(SUPERVISOR,),
    answer=contract.Import,
    conditional=True,
    arabic="فحص الملف",
    examples="registry.check_import",
)
def check_import(import_id: str) -> Response:
    """Check every row

    In the background; nothing is registered. `progress` says how far it is. Of two imports of the
    same content the one that is checked first goes on, the other is refused (`import_sent_before`).
    """
    return _step("check_import", import_id)


@imports.operation(
    "POST",
    "/v1/imports/<uuid:import_id>/load",
    roles=(SUPERVISOR,),
    answer=contract.Import,
    conditional=True,
    arabic="تسجيل ما سلم من الصفوف",
    examples="registry.load_import",
)
def load_import(import_id: str) -> Response:
    """Register what is in order

    In the background. A household is registered with all its members or not at all. Once it is
    done, `advice` says how to look for duplicates: who comes with a file is not compared at once.
    """
    return _step("load_import", import_id)


@imports.operation(
    "POST",
    "/v1/imports/<uuid:import_id>/cancel",
    roles=(SUPERVISOR,),
    answer=contract.Import,
    conditional=True,
    arabic="إلغاء الاستيراد",
    examples="registry.cancel_import",
)
def cancel_import(import_id: str) -> Response:
    """Give an import up

    Before it is loaded. The file and what was read of it are deleted.
    """
    return _step("cancel_import", import_id)


@imports.operation(
    "GET",
    "/v1/imports",
    roles=(SUPERVISOR,),
    query=query_of(contract.FindImports),
    answer=contract.ImportPage,
    arabic="عمليات الاستيراد",
    examples="registry.find_imports",
)
def find_imports(query: dict[str, Any]) -> Response:
    """List imports

    One's own, newest first.
    """
    return answers.page(SERVICE, "find_imports", query)


@imports.operation(
    "GET",
    "/v1/imports/<uuid:import_id>",
    roles=(SUPERVISOR,),
    answer=contract.Import,
    arabic="حال الاستيراد",
    examples="registry.get_import",
)
def get_import(import_id: str) -> Response:
    """Read an import

    How far it is, and which parts are still to come.
    """
    view = ask(SERVICE, "get_import", {"import_id": import_id})
    # Parts and progress move on without a new version.
    waits = view.get("missing") or view.get("progress")
    return answers.changed(view) if waits else answers.record(view)


@imports.operation(
    "GET",
    "/v1/imports/<uuid:import_id>/rows",
    roles=(SUPERVISOR,),
    query=query_of(contract.FindImportRows, but=("import_id",)),
    answer=contract.ImportRowPage,
    arabic="معاينة الصفوف وأخطائها",
    examples="registry.find_import_rows",
)
def find_import_rows(query: dict[str, Any], import_id: str) -> Response:
    """Preview rows

    As they were understood, with what is wrong with each cell.
    """
    return answers.page(SERVICE, "find_import_rows", query, import_id=import_id)


@imports.operation(
    "GET",
    "/v1/imports/<uuid:import_id>/report",
    roles=(SUPERVISOR,),
    answer=FilePart,
    media_types=("text/csv",),
    arabic="تنزيل تقرير الأخطاء",
    examples="registry.get_import_report",
)
def get_import_report(import_id: str) -> Response:
    """Download the error report

    A CSV of what was refused: row, column, and why, in Arabic and English.
    """
    return answers.file(SERVICE, "get_import_report", {"import_id": import_id})


def _step(method: str, import_id: str) -> Response:
    request = {"import_id": import_id}
    return answers.changed(
        change(SERVICE, method, request, seen_by="get_import", identity="import_id")
    )
