"""What polling centres counted."""

from __future__ import annotations

from typing import Any

from flask import Response

from contracts.rpc.licensing import elections as contract
from gateway import answers
from gateway.authentication.roles import (
    ADMINISTRATOR,
    AUDITOR,
    CLERK,
    INSPECTOR,
    SUPERVISOR,
)
from gateway.calls import ask, change
from gateway.listings import query_of
from gateway.resource import Resource
from gateway.resources.associations import SERVICE

READERS = (CLERK, INSPECTOR, SUPERVISOR, AUDITOR, ADMINISTRATOR)

centre_counts = Resource("centre-counts", __name__, description="What polling centres counted.")


@centre_counts.operation(
    "GET",
    "/v1/centre-counts",
    roles=READERS,
    query=query_of(contract.FindCentreCounts),
    answer=contract.CentreCountPage,
    arabic="البحث عن نتائج الفرز في المراكز",
    examples="licensing.find_centre_counts",
)
def find_centre_counts(query: dict[str, Any]) -> Response:
    """Find the counts of centres

    Staff find those of their governorates.
    """
    return answers.page(SERVICE, "find_centre_counts", query)


@centre_counts.operation(
    "GET",
    "/v1/centre-counts/<uuid:count_id>",
    roles=READERS,
    answer=contract.CentreCount,
    arabic="قراءة فرز مركز",
    examples="licensing.get_centre_count",
)
def get_centre_count(count_id: str) -> Response:
    """Read the count of a centre

    What the first person entered is not shown before the second one has.
    """
    return answers.record(ask(SERVICE, "get_centre_count", {"count_id": count_id}))


@centre_counts.operation(
    "POST",
    "/v1/centre-counts/<uuid:count_id>/entries",
    roles=(CLERK, SUPERVISOR),
    body=contract.EnterCentreCountBody(),
    answer=contract.CentreCount,
    conditional=True,
    arabic="إدخال أرقام الفرز",
    examples="licensing.enter_centre_count",
)
def enter_centre_count(body: dict[str, Any], count_id: str) -> Response:
    """Enter the numbers of a centre

    Once by each of two persons. Where they differ, a supervisor settles it.
    """
    request = {**body, "count_id": count_id}
    return answers.changed(
        change(
            SERVICE, "enter_centre_count", request, seen_by="get_centre_count", identity="count_id"
        )
    )
