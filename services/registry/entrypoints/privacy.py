"""What the gateway can call about privacy."""

from __future__ import annotations

from typing import Any

from chassis.context import current
from chassis.rpc.server import Application, command
from services.registry.app.application import Registry
from services.registry.entrypoints.reading import privacy as reading

Request = dict[str, Any]


class PrivacyMethods:
    """Part of `RegistryService`: `application` is what the bootstrap wired."""

    application: Registry = Application()

    @command
    def protect_person(self, request: Request) -> Request:
        return self.application.privacy.protecting.protect(
            reading.protect_person(request), current().actor
        )

    @command
    def lift_protection(self, request: Request) -> Request:
        return self.application.privacy.protecting.lift(
            reading.lift_protection(request), current().actor
        )
