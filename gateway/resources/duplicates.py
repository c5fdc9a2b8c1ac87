"""Records that may be of one person, and the people who decide."""

from __future__ import annotations

from typing import Any

from flask import Response

from contracts.rpc.registry import duplicates as contract
from gateway import answers, preconditions
from gateway.authentication.roles import CASEWORKER, SUPERVISOR
from gateway.calls import ask, change
from gateway.listings import query_of
from gateway.resource import Resource
from gateway.resources.persons import READERS, SERVICE, WRITERS

REVIEWERS = (CASEWORKER, SUPERVISOR)

duplicates = Resource("duplicates", __name__, description="Records that may be of one person.")


@duplicates.operation(
    "POST",
    "/v1/persons/duplicate-check",
    roles=WRITERS,
    body=contract.CheckDuplicates(),
    answer=contract.ProbableDuplicates,
    arabic="التحقق من التكرار قبل التسجيل",
    examples="registry.check_duplicates",
)
def check_duplicates(body: dict[str, Any]) -> Response:
    """Look for duplicates before registering

    Changes nothing. Who may be this person already, with the evidence of each field.
    """
    preconditions.idempotency_key()  # no use here, and malformed is malformed all the same
    return answers.facts(ask(SERVICE, "check_duplicates", body))


@duplicates.operation(
    "GET",
    "/v1/duplicates",
    roles=READERS,
    query=query_of(contract.FindDuplicates),
    answer=contract.DuplicatePage,
    arabic="قائمة مراجعة التكرار",
    examples="registry.find_duplicates",
)
def find_duplicates(query: dict[str, Any]) -> Response:
    """Find probable duplicates

    The review queue of the caller's governorates; newest first.
    """
    return answers.page(SERVICE, "find_duplicates", query)


@duplicates.operation(
    "GET",
    "/v1/duplicates/<uuid:duplicate_id>",
    roles=READERS,
    answer=contract.ProposedDuplicate,
    arabic="قراءة تكرار محتمل",
    examples="registry.get_duplicate",
)
def get_duplicate(duplicate_id: str) -> Response:
    """Read a probable duplicate

    With what is proposed about a merge: which record stays, and whose fact of each field.
    """
    return answers.record(ask(SERVICE, "get_duplicate", {"duplicate_id": duplicate_id}))


@duplicates.operation(
    "POST",
    "/v1/duplicates/<uuid:duplicate_id>/merge",
    roles=REVIEWERS,
    body=contract.MergeDuplicateBody(),
    answer=contract.Duplicate,
    conditional=True,
    arabic="دمج سجلين",
    examples="registry.merge_duplicate",
)
def merge_duplicate(body: dict[str, Any], duplicate_id: str) -> Response:
    """Merge two records

    One stays with the chosen facts; the other says into which it was merged. When one record tells
    of a death, it is proposed for the person: whoever is in a household leaves it thereby as by
    any death, and where its head dies and others stay, `successor` says who heads them. An undo
    brings both back as they were.
    """
    return _decided("merge_duplicate", duplicate_id, body)


@duplicates.operation(
    "POST",
    "/v1/duplicates/<uuid:duplicate_id>/reject",
    roles=REVIEWERS,
    body=contract.DecideDuplicateBody(),
    answer=contract.Duplicate,
    conditional=True,
    arabic="رفض التكرار المحتمل",
    examples="registry.reject_duplicate",
)
def reject_duplicate(body: dict[str, Any], duplicate_id: str) -> Response:
    """Reject a probable duplicate

    They are two persons; the pair is never asked about again.
    """
    return _decided("reject_duplicate", duplicate_id, body)


@duplicates.operation(
    "POST",
    "/v1/duplicates/<uuid:duplicate_id>/undo",
    roles=REVIEWERS,
    body=contract.DecideDuplicateBody(),
    answer=contract.Duplicate,
    conditional=True,
    arabic="التراجع عن دمج",
    examples="registry.undo_merge",
)
def undo_merge(body: dict[str, Any], duplicate_id: str) -> Response:
    """Undo a merge

    Both records are as they were; what was amended since stays.
    """
    return _decided("undo_merge", duplicate_id, body)


def _decided(method: str, duplicate_id: str, body: dict[str, Any]) -> Response:
    request = {**body, "duplicate_id": duplicate_id}
    return answers.changed(
        change(SERVICE, method, request, seen_by="get_duplicate", identity="duplicate_id")
    )
