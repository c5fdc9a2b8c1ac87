"""People known to the ministry."""

from __future__ import annotations

from typing import Any

from flask import Response

from contracts.rpc.registry import persons as contract
from gateway import answers
from gateway.authentication.roles import AUDITOR, CASEWORKER, CITIZEN, CLERK, SUPERVISOR
from gateway.calls import ask, change, command
from gateway.listings import query_of
from gateway.resource import Resource

SERVICE = "registry"
WRITERS = (CLERK, CASEWORKER, SUPERVISOR)
READERS = (*WRITERS, AUDITOR)

persons = Resource("persons", __name__, description="People known to the ministry.")


@persons.operation(
    "POST",
    "/v1/persons",
    roles=WRITERS,
    body=contract.RegisterPerson(),
    answer=contract.Person,
    status=201,
    arabic="تسجيل شخص",
    examples="registry.register_person",
)
def register_person(body: dict[str, Any]) -> Response:
    """Register a person

    A national number is registered once: 409 when somebody has it already.
    """
    view = command(SERVICE, "register_person", body)
    return answers.created(view, f"/v1/persons/{view['id']}")


@persons.operation(
    "GET",
    "/v1/persons",
    roles=(*READERS, CITIZEN),
    query=query_of(contract.FindPersons),
    answer=contract.PersonPage,
    arabic="البحث عن أشخاص",
    examples="registry.find_persons",
)
def find_persons(query: dict[str, Any]) -> Response:
    """Find persons

    By any number, by name in any spelling and script, by place, age and more.
    """
    return answers.page(SERVICE, "find_persons", query)


@persons.operation(
    "GET",
    "/v1/persons/<uuid:person_id>",
    roles=(*READERS, CITIZEN),
    query=contract.AsOf(),
    answer=contract.Person,
    arabic="قراءة سجل شخص",
    examples="registry.get_person",
)
def get_person(query: dict[str, Any], person_id: str) -> Response:
    """Read a person

    With `at` the record as it was then. Citizens read their own record.
    """
    return answers.record(ask(SERVICE, "get_person", {**query, "person_id": person_id}))


@persons.operation(
    "GET",
    "/v1/persons/<uuid:person_id>/history",
    roles=(*READERS, CITIZEN),
    answer=contract.PersonHistory,
    arabic="تاريخ سجل شخص",
    examples="registry.get_person_history",
)
def get_person_history(person_id: str) -> Response:
    """Read what was changed about a person

    Who changed which facts, when and why; `at` of a change shows the record as it was then.
    """
    return answers.facts(ask(SERVICE, "get_person_history", {"person_id": person_id}))


@persons.operation(
    "GET",
    "/v1/persons/<uuid:person_id>/sensitive",
    roles=(*WRITERS, CITIZEN),
    query=contract.ForPurpose(),
    answer=contract.SensitiveFacts,
    arabic="قراءة البيانات الحساسة لشخص",
    examples="registry.get_sensitive_facts",
)
def get_sensitive_facts(query: dict[str, Any], person_id: str) -> Response:
    """Read what is sensitive about a person

    For a purpose that is written down, with who asked, in the audit log. With `at` as it was then.
    """
    return answers.record(ask(SERVICE, "get_sensitive_facts", {**query, "person_id": person_id}))


@persons.operation(
    "PATCH",
    "/v1/persons/<uuid:person_id>",
    roles=(*WRITERS, CITIZEN),
    body=contract.AmendPersonBody(),
    answer=contract.Person,
    conditional=True,
    arabic="تعديل سجل شخص",
    examples="registry.amend_person",
)
def amend_person(body: dict[str, Any], person_id: str) -> Response:
    """Amend a person

    What is not named stays as it is. Citizens change their own contact and address.
    """
    request = {**body, "person_id": person_id}
    return answers.changed(
        change(SERVICE, "amend_person", request, seen_by="get_person", identity="person_id")
    )
