"""Licences, registrations and certificates of every service."""

from __future__ import annotations

from typing import Any

from flask import Response
from marshmallow import Schema

from contracts.rpc.files import FilePart
from contracts.rpc.licensing import licences as contract
from contracts.rpc.licensing import licences_shown as shown
from gateway import answers
from gateway.authentication.roles import AUDITOR, CITIZEN, CLERK, INSPECTOR, SUPERVISOR
from gateway.calls import ask, change
from gateway.listings import query_of
from gateway.resource import Resource

SERVICE = "licensing"
PATH = "/v1/licences"
_ONE = f"{PATH}/<uuid:licence_id>"
_READERS = (CITIZEN, CLERK, INSPECTOR, SUPERVISOR, AUDITOR)

issued_licences = Resource(
    "licences",
    __name__,
    description="Licences, registrations and certificates of every service.",
)


def _language() -> Schema:
    """The query of a certificate: its language alone."""
    return contract.GetCertificate(only=("language",))


@issued_licences.operation(
    "GET",
    PATH,
    roles=_READERS,
    query=query_of(contract.SearchLicences),
    answer=shown.IssuedLicencePage,
    arabic="البحث عن رخص",
    examples="licensing.search_licences",
)
def search_licences(query: dict[str, Any]) -> Response:
    """Find licences

    Staff find those of their governorates, holders their own, auditors all; newest first.
    """
    return answers.page(SERVICE, "search_licences", query)


@issued_licences.operation(
    "GET",
    _ONE,
    roles=_READERS,
    answer=shown.IssuedLicence,
    arabic="قراءة رخصة",
    examples="licensing.show_licence",
)
def show_licence(licence_id: str) -> Response:
    """Read a licence

    With its certificates and its course: who did what, when and why.
    """
    return answers.record(ask(SERVICE, "show_licence", {"licence_id": licence_id}))


@issued_licences.operation(
    "GET",
    f"{_ONE}/certificate",
    roles=_READERS,
    query=_language(),
    answer=FilePart,
    media_types=("application/pdf",),
    arabic="تنزيل الشهادة",
    examples="licensing.get_certificate",
)
def get_certificate(query: dict[str, Any], licence_id: str) -> Response:
    """Download the certificate

    The latest edition as a PDF, in Arabic or English, with a code that everybody can check. Only
    of a licence that is valid today.
    """
    return answers.file(SERVICE, "get_certificate", {**query, "licence_id": licence_id})


@issued_licences.operation(
    "POST",
    f"{_ONE}/suspension",
    roles=(SUPERVISOR,),
    body=contract.SuspendLicenceBody(),
    answer=shown.IssuedLicence,
    conditional=True,
    arabic="إيقاف العمل برخصة",
    examples="licensing.suspend_licence",
)
def suspend_licence(body: dict[str, Any], licence_id: str) -> Response:
    """Suspend a licence

    Until a day, on which it is valid again by itself, or until it is reinstated.
    """
    return _decide("suspend_licence", {**body, "licence_id": licence_id})


@issued_licences.operation(
    "POST",
    f"{_ONE}/reinstatement",
    roles=(SUPERVISOR,),
    body=contract.ReinstateLicenceBody(),
    answer=shown.IssuedLicence,
    conditional=True,
    arabic="إعادة العمل برخصة",
    examples="licensing.reinstate_licence",
)
def reinstate_licence(body: dict[str, Any], licence_id: str) -> Response:
    """Reinstate a suspended licence"""
    return _decide("reinstate_licence", {**body, "licence_id": licence_id})


@issued_licences.operation(
    "POST",
    f"{_ONE}/revocation",
    roles=(SUPERVISOR,),
    body=contract.RevokeLicenceBody(),
    answer=shown.IssuedLicence,
    conditional=True,
    arabic="إلغاء رخصة",
    examples="licensing.revoke_licence",
)
def revoke_licence(body: dict[str, Any], licence_id: str) -> Response:
    """Revoke a licence

    It ends for good: nothing can be done with it any more.
    """
    return _decide("revoke_licence", {**body, "licence_id": licence_id})


def _decide(method: str, request: dict[str, Any]) -> Response:
    return answers.changed(
        change(SERVICE, method, request, seen_by="show_licence", identity="licence_id")
    )
