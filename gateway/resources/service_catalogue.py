"""The ministry's e-services: what can be applied for, what it takes, and the form."""

from __future__ import annotations

from flask import Response
from werkzeug.routing import BaseConverter

from contracts.rpc.licensing import catalogue as contract
from contracts.rpc.licensing.words import CODE, SERVICE_CODE
from gateway import answers
from gateway.authentication.roles import ROLES
from gateway.calls import ask
from gateway.resource import Resource

SERVICE = "licensing"

service_catalogue = Resource(
    "services", __name__, description="The ministry's e-services, as they can be applied for today."
)


class ServiceCode(BaseConverter):
    """The code of a service in an address."""

    regex = SERVICE_CODE.strip("^$")


class StepCode(BaseConverter):
    """The code of a step in an address."""

    regex = CODE.strip("^$")


@service_catalogue.operation(
    "GET",
    "/v1/services",
    roles=ROLES,
    answer=contract.ServiceList,
    arabic="دليل الخدمات",
    examples="licensing.find_services",
)
def find_services() -> Response:
    """List the services"""
    return answers.facts(ask(SERVICE, "find_services", {}))


@service_catalogue.operation(
    "GET",
    "/v1/services/<service:service>/card",
    roles=ROLES,
    answer=contract.Service,
    arabic="بطاقة خدمة",
    examples="licensing.get_service",
)
def get_service(service: str) -> Response:
    """Read what a service asks, costs and gives"""
    return answers.facts(ask(SERVICE, "get_service", {"service": service}))


@service_catalogue.operation(
    "GET",
    "/v1/services/<service:service>/form",
    roles=ROLES,
    answer=contract.ServiceForm,
    arabic="نموذج خدمة",
    examples="licensing.get_service_form",
)
def get_service_form(service: str) -> Response:
    """Read a service's form as JSON Schema

    With labels in both languages, sections and conditions, for whoever draws it.
    """
    return answers.facts(ask(SERVICE, "get_service_form", {"service": service}))
