"""The register of who practises social work: read by staff and by themselves; one by everybody."""

from __future__ import annotations

from typing import Any

from flask import Response

from contracts.rpc.licensing import practitioners as contract
from gateway import answers
from gateway.authentication.roles import AUDITOR, CITIZEN, CLERK, INSPECTOR, SUPERVISOR
from gateway.calls import ask
from gateway.listings import query_of
from gateway.resource import Resource

SERVICE = "licensing"
PATH = "/v1/practitioners"
CHECK = "/v1/practitioner-check"
_READERS = (CITIZEN, CLERK, INSPECTOR, SUPERVISOR, AUDITOR)

practitioners = Resource(
    "practitioners",
    __name__,
    description="The register of who practises social work, persons and institutions.",
)


@practitioners.operation(
    "GET",
    PATH,
    roles=_READERS,
    query=query_of(contract.FindPractitioners),
    answer=contract.PractitionerPage,
    arabic="البحث في سجل مزاولي العمل الاجتماعي",
    examples="licensing.find_practitioners",
)
def find_practitioners(query: dict[str, Any]) -> Response:
    """Find practitioners of social work

    A line for each class in which somebody stands, by their latest licence of it. Staff find those
    of their governorates, practitioners their own, auditors all; newest first.
    """
    return answers.page(SERVICE, "find_practitioners", query)


@practitioners.operation(
    "GET",
    f"{PATH}/<uuid:practitioner_id>",
    roles=_READERS,
    answer=contract.PractitionerRecord,
    arabic="قراءة سجل مزاول",
    examples="licensing.get_practitioner",
)
def get_practitioner(practitioner_id: str) -> Response:
    """Read a practitioner's record

    With every licence they have had, education, training and renewals.
    """
    return answers.record(ask(SERVICE, "get_practitioner", {"practitioner_id": practitioner_id}))


@practitioners.public(
    CHECK,
    answer=contract.CheckedPractitioner,
    query=contract.CheckPractitioner(),
    visitors=True,
    arabic="التحقق من مزاول برقم تسجيله",
)
def check_practitioner(query: dict[str, Any]) -> Response:
    """Check a practitioner by number

    Class and standing of who has exactly this number in the register. The name is told to who was
    given it: two words of it, in any spelling. Nobody is found by a name alone, or by a part of a
    number.
    """
    return answers.facts(ask(SERVICE, "check_practitioner", query))


@practitioners.public(
    f"{CHECK}/certificate",
    answer=contract.CheckedPractitioner,
    query=contract.CheckPractitionerCertificate(),
    visitors=True,
    arabic="التحقق من مزاول بشهادته",
)
def check_practitioner_certificate(query: dict[str, Any]) -> Response:
    """Check a practitioner by certificate

    By the code of a certificate of theirs, of whatever edition: name, class and standing today.
    """
    return answers.facts(ask(SERVICE, "check_practitioner_certificate", query))
