"""Ministries that receive events, and the agreements that say which."""

from __future__ import annotations

from typing import Any

from flask import Response
from werkzeug.routing import BaseConverter

from contracts.rpc import notifications
from gateway import answers
from gateway.authentication.roles import ADMINISTRATOR, AUDITOR, PARTNER
from gateway.calls import ask, put
from gateway.listings import query_of
from gateway.resource import Resource

SERVICE = "notifications"
READERS = (ADMINISTRATOR, AUDITOR)

partners = Resource("partners", __name__, description="Ministries and what they may see.")


class PartnerName(BaseConverter):
    """A partner's name in an address."""

    regex = notifications.Partner.pattern.strip("^$")


@partners.operation(
    "GET",
    "/v1/partners",
    roles=READERS,
    query=query_of(notifications.FindAgreements),
    answer=notifications.AgreementPage,
    arabic="قائمة الجهات الشريكة واتفاقياتها",
    examples="notifications.find_agreements",
)
def find_agreements(query: dict[str, Any]) -> Response:
    """List partners and their agreements"""
    return answers.page(SERVICE, "find_agreements", query)


@partners.operation(
    "GET",
    "/v1/partners/<partner:partner>/agreement",
    roles=(*READERS, PARTNER),
    answer=notifications.Agreement,
    arabic="قراءة اتفاقية جهة شريكة",
    examples="notifications.get_agreement",
)
def get_agreement(partner: str) -> Response:
    """Read a partner's agreement

    A partner reads its own.
    """
    return answers.record(ask(SERVICE, "get_agreement", {"partner": partner}))


@partners.operation(
    "PUT",
    "/v1/partners/<partner:partner>/agreement",
    roles=(ADMINISTRATOR,),
    body=notifications.RecordAgreementBody(),
    answer=notifications.Agreement,
    conditional=True,
    arabic="عقد اتفاقية مع جهة شريكة أو استبدالها",
    examples="notifications.record_agreement",
)
def record_agreement(body: dict[str, Any], partner: str) -> Response:
    """Make or replace a partner's agreement

    The first needs no `If-Match`; replacing one does.
    """
    return answers.put(put(SERVICE, "record_agreement", {**body, "partner": partner}))
