"""Documents: papers and photographs, sent in parts, looked at, and attached to records."""

from __future__ import annotations

from base64 import b64encode
from typing import Any

from flask import Response

from contracts.rpc.files import PART_SIZE, FilePart
from contracts.rpc.licensing import documents as contract
from gateway import answers
from gateway.authentication.roles import ADMINISTRATOR, CITIZEN, CLERK, INSPECTOR, SUPERVISOR
from gateway.calls import ask, change, command
from gateway.listings import query_of
from gateway.resource import Resource
from gateway.resources.service_applications import READERS as OF_APPLICATIONS
from gateway.resources.service_catalogue import SERVICE

UPLOADERS = (CITIZEN, CLERK, INSPECTOR, SUPERVISOR, ADMINISTRATOR)
READERS = (*OF_APPLICATIONS, ADMINISTRATOR)
"""Administrators bring in associations with their bylaws, and read what they sent."""

documents = Resource(
    "documents", __name__, description="Papers and photographs that people hand in."
)


@documents.operation(
    "POST",
    "/v1/documents",
    roles=UPLOADERS,
    body=contract.AnnounceDocument(),
    answer=contract.Document,
    status=201,
    arabic="إعلان مستند",
    examples="licensing.announce_document",
)
def announce_document(body: dict[str, Any]) -> Response:
    """Announce a document

    Its parts follow, then its completion. It is removed at `upload_ends_at` unless it was attached
    to a record by then.
    """
    view = command(SERVICE, "announce_document", body)
    return answers.created(view, f"/v1/documents/{view['id']}")


@documents.operation(
    "PUT",
    "/v1/documents/<uuid:document_id>/parts/<int(max=4096):part>",
    roles=UPLOADERS,
    octets=PART_SIZE,
    answer=contract.Document,
    conditional=True,
    arabic="إرسال جزء من المستند",
    examples="licensing.put_document_part",
)
def put_document_part(data: bytes, document_id: str, part: str) -> Response:
    """Send one part

    The bytes as they are: 512 KiB, the last part what is left. Parts are counted from 0. In any
    order, and again when in doubt: the same part twice is one. Needs no `If-Match`.
    """
    request = {
        "document_id": document_id,
        "part": int(part),
        "data": b64encode(data).decode(),
    }
    return answers.changed(command(SERVICE, "put_document_part", request))


@documents.operation(
    "POST",
    "/v1/documents/<uuid:document_id>/completion",
    roles=UPLOADERS,
    answer=contract.Document,
    conditional=True,
    arabic="إتمام إرسال المستند",
    examples="licensing.complete_document",
)
def complete_document(document_id: str) -> Response:
    """Complete a document

    409 `document_parts_missing` names parts that are still to come, `document_content_differs` that
    size or checksum are others than announced. Content of another type than announced is refused
    for good: `refused` says so. Otherwise it is looked at in the background, and `ready` after it.
    """
    view = change(
        SERVICE,
        "complete_document",
        {"document_id": document_id},
        seen_by="get_document",
        identity="document_id",
    )
    return answers.changed(view)


@documents.operation(
    "GET",
    "/v1/documents",
    roles=READERS,
    query=query_of(contract.FindDocuments),
    answer=contract.DocumentPage,
    arabic="قائمة المستندات",
    examples="licensing.find_documents",
)
def find_documents(query: dict[str, Any]) -> Response:
    """List documents

    One's own, or those of a `record` that one may see; newest first. A body that is asked for an
    approval finds those it needs for that: a page may then hold fewer than `limit`.
    """
    return answers.page(SERVICE, "find_documents", query)


@documents.operation(
    "GET",
    "/v1/documents/<uuid:document_id>",
    roles=READERS,
    answer=contract.Document,
    arabic="حال المستند",
    examples="licensing.get_document",
)
def get_document(document_id: str) -> Response:
    """Read a document's state

    How far it is, which parts are missing, or why it was refused.
    """
    view = ask(SERVICE, "get_document", {"document_id": document_id})
    # Parts arrive without a new version.
    return answers.changed(view) if view["missing"] else answers.record(view)


@documents.operation(
    "GET",
    "/v1/documents/<uuid:document_id>/content",
    roles=READERS,
    answer=FilePart,
    media_types=contract.MEDIA_TYPES,
    arabic="تنزيل المستند",
    examples="licensing.get_document_content",
)
def get_document_content(document_id: str) -> Response:
    """Download a document

    Once it is `ready`; always as a download. Who reads what is not theirs is in the audit log. A
    body that is asked for an approval reads the papers that the service names for it.
    """
    return answers.file(SERVICE, "get_document_content", {"document_id": document_id})
