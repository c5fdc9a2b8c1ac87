"""Purposes of processing, and the consents that some of them rest on."""

from __future__ import annotations

from typing import Any

from flask import Response

from contracts.rpc.registry import consents as contract
from gateway import answers
from gateway.authentication.roles import ADMINISTRATOR, CITIZEN
from gateway.calls import ask, change, command
from gateway.listings import query_of
from gateway.resource import Resource
from gateway.resources.persons import READERS, SERVICE, WRITERS

consents = Resource(
    "consents", __name__, description="For what data are used, and who agreed to it."
)


@consents.operation(
    "GET",
    "/v1/privacy/purposes",
    roles=(*READERS, ADMINISTRATOR, CITIZEN),
    answer=contract.Purposes,
    arabic="أغراض معالجة البيانات",
    examples="registry.get_purposes",
)
def get_purposes() -> Response:
    """Read the purposes of processing

    Those in force today: on which basis in law, which data, which recipients, and how long a
    consent holds.
    """
    return answers.facts(ask(SERVICE, "get_purposes", {}))


@consents.operation(
    "POST",
    "/v1/consents",
    roles=(*WRITERS, CITIZEN),
    body=contract.GiveConsent(),
    answer=contract.Consent,
    status=201,
    arabic="تسجيل موافقة",
    examples="registry.give_consent",
)
def give_consent(body: dict[str, Any]) -> Response:
    """Give consent

    For one purpose and a time. A guardian gives it for a child, and for an adult by a court's
    decision; one consent to a purpose at a time.
    """
    view = command(SERVICE, "give_consent", body)
    return answers.created(view, f"/v1/consents/{view['id']}")


@consents.operation(
    "GET",
    "/v1/consents",
    roles=(*READERS, CITIZEN),
    query=query_of(contract.FindConsents),
    answer=contract.ConsentPage,
    arabic="موافقات شخص",
    examples="registry.find_consents",
)
def find_consents(query: dict[str, Any]) -> Response:
    """List a person's consents

    Those in force, withdrawn and expired, newest first.
    """
    return answers.page(SERVICE, "find_consents", query)


@consents.operation(
    "GET",
    "/v1/consents/<uuid:consent_id>",
    roles=(*READERS, CITIZEN),
    answer=contract.Consent,
    arabic="قراءة موافقة",
    examples="registry.get_consent",
)
def get_consent(consent_id: str) -> Response:
    """Read a consent"""
    return answers.record(ask(SERVICE, "get_consent", {"consent_id": consent_id}))


@consents.operation(
    "POST",
    "/v1/consents/<uuid:consent_id>/withdraw",
    roles=(*WRITERS, CITIZEN),
    answer=contract.Consent,
    conditional=True,
    arabic="سحب موافقة",
    examples="registry.withdraw_consent",
)
def withdraw_consent(consent_id: str) -> Response:
    """Withdraw a consent

    At once nothing rests on it: sensitive facts are not read for its purpose, and files that were
    written for it are not given out any more.
    """
    return answers.changed(
        change(
            SERVICE,
            "withdraw_consent",
            {"consent_id": consent_id},
            seen_by="get_consent",
            identity="consent_id",
        )
    )
