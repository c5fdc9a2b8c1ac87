"""Licences of nurseries."""

from __future__ import annotations

from typing import Any

from flask import Response

from contracts.rpc.licensing import nurseries as licensing
from gateway import answers
from gateway.calls import ask
from gateway.listings import query_of
from gateway.resource import Resource
from gateway.resources.nursery_applications import READERS, SERVICE

licences = Resource("licences", __name__, description="Licences of nurseries.")


@licences.operation(
    "GET",
    "/v1/licences",
    roles=READERS,
    query=query_of(licensing.FindLicences),
    answer=licensing.LicencePage,
    arabic="البحث عن رخص",
    examples="licensing.find_licences",
)
def find_licences(query: dict[str, Any]) -> Response:
    """Find licences

    By number, state or governorate; newest first.
    """
    return answers.page(SERVICE, "find_licences", query)


@licences.operation(
    "GET",
    "/v1/licences/<uuid:licence_id>",
    roles=READERS,
    answer=licensing.Licence,
    arabic="قراءة رخصة",
    examples="licensing.get_licence",
)
def get_licence(licence_id: str) -> Response:
    """Read a licence"""
    return answers.record(ask(SERVICE, "get_licence", {"licence_id": licence_id}))
