"""The one call that a route makes, with everything the request carries."""

from __future__ import annotations

import time
from typing import Any, Protocol

from flask import current_app

from chassis.context import Context, use
from chassis.errors import PreconditionRequired
from gateway import preconditions, trace


class Services(Protocol):
    """The services behind the gateway; `chassis.rpc.client.RpcClient` in a running system."""

    def call(
        self, service: str, method: str, request: dict[str, Any], context: Context
    ) -> dict[str, Any]:
        """What the method answers. Raises `chassis.errors.KanafError`."""
        ...


def ask(service: str, method: str, request: dict[str, Any]) -> dict[str, Any]:
    """Ask a service on behalf of the caller, and wait no longer than the deadline."""
    return _call(service, method, request, key=None, version=None)


def command(service: str, method: str, request: dict[str, Any]) -> dict[str, Any]:
    """Have something done that is based on no version; `Idempotency-Key` makes it repeatable."""
    return _call(service, method, request, key=preconditions.idempotency_key(), version=None)


def change(
    service: str, method: str, request: dict[str, Any], *, seen_by: str, identity: str
) -> dict[str, Any]:
    """Have a record changed that the caller has seen, in the version that `If-Match` names.

    `seen_by` is the query that shows the record and `identity` the field that names it. Without
    `If-Match` the record is looked up first: who may not see it learns no more than without.
    Raises `PreconditionRequired` for those who may.
    """
    key, version = preconditions.idempotency_key(), preconditions.expected_version()
    if version is None:
        ask(service, seen_by, {identity: request[identity]})
        raise PreconditionRequired("if_match_required")
    return _call(service, method, request, key=key, version=version)


def put(service: str, method: str, request: dict[str, Any]) -> dict[str, Any]:
    """Have a record made or, with `If-Match`, replaced; the service refuses the wrong one."""
    key, version = preconditions.idempotency_key(), preconditions.expected_version()
    return _call(service, method, request, key=key, version=version)


def _call(
    service: str, method: str, request: dict[str, Any], *, key: str | None, version: int | None
) -> dict[str, Any]:
    kanaf = current_app.extensions["kanaf"]
    of_request = trace.of_request()
    if of_request.actor is None:
        raise LookupError("a service is asked on behalf of somebody")
    context = Context(
        actor=of_request.actor,
        correlation_id=of_request.correlation_id,
        traceparent=of_request.traceparent,
        deadline=time.time() + kanaf.settings.rpc_deadline,
        language=of_request.language,
        command_key=key,
        expected_version=version,
    )
    services: Services = kanaf.services
    with use(context):
        return services.call(service, method, request, context)
