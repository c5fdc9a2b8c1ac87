"""Calling a service's RPC methods as the broker would, without a broker."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

import orjson

from chassis.context import Actor, Context, to_header
from chassis.errors import from_wire
from chassis.identifiers import new_id
from chassis.rpc import dispatch
from contracts.rpc.base import Methods

GOVERNORATE = "JO-AM"


def somebody(
    subject: str,
    *roles: str,
    governorates: tuple[str, ...] = (GOVERNORATE,),
    national_number: str | None = None,
    centre: str | None = None,
) -> Actor:
    """An actor who serves Amman, unless told otherwise."""
    return Actor(
        subject=subject,
        roles=frozenset(roles),
        centre=centre,
        governorates=frozenset(governorates),
        national_number=national_number,
    )


class Caller:
    """One service class on one application: requests go through schema, context and retries."""

    def __init__(self, service_class: type, application: Any, methods: Methods) -> None:
        self.service = service_class()
        self.service.application = application
        self._methods = methods

    def __call__(
        self,
        actor: Actor,
        method: str,
        request: Mapping[str, Any],
        *,
        key: str | None = None,
        version: int | None = None,
    ) -> dict[str, Any]:
        """The answer; raises the refusal that the caller would get."""
        context = Context(
            actor=actor, deadline=time.time() + 30, command_key=key, expected_version=version
        )
        call = dispatch.read(
            self.service.name,
            method,
            orjson.dumps({"args": [], "kwargs": {"request": request}}),
            to_header(context),
            new_id(),
            changes=self._methods[method].kind == "command",
        )
        reply = orjson.loads(getattr(self.service, method)(call))
        if reply["error"]:
            raise from_wire(reply["error"]["exc_args"][0])
        answer: dict[str, Any] = reply["result"]
        return answer
