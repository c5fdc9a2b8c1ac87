"""The log of who saw what, for those who investigate it."""

from __future__ import annotations

from typing import Any

from flask import Response

from contracts.rpc import audit as contract
from gateway import answers
from gateway.authentication.roles import AUDITOR
from gateway.listings import query_of
from gateway.resource import Resource

audit_entries = Resource(
    "audit_entries", __name__, description="Who saw or changed which protected record."
)


@audit_entries.operation(
    "GET",
    "/v1/audit-entries",
    roles=(AUDITOR,),
    query=query_of(contract.FindAuditEntries),
    answer=contract.AuditEntryPage,
    arabic="البحث في سجل الاطلاع",
    examples="registry.find_audit_entries",
)
def find_audit_entries(query: dict[str, Any]) -> Response:
    """Find who saw what

    By record, actor, action and time, newest first; protected persons and refused looks are among
    them. Entries say who did what, when and from which centre, never what stands in the record.
    Each page that is read is written to the same log.
    """
    return answers.page(query["service"], "find_audit_entries", query)
