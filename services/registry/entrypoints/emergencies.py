"""What the gateway can call about emergencies."""

from __future__ import annotations

from typing import Any

from chassis.context import current
from chassis.rpc.server import Application, command, query
from services.registry.app.application import Registry
from services.registry.entrypoints.reading import emergencies as reading

Request = dict[str, Any]


class EmergenciesMethods:
    """Part of `RegistryService`: `application` is what the bootstrap wired."""

    application: Registry = Application()

    @command
    def declare_emergency(self, request: Request) -> Request:
        return self.application.emergencies.handlers.declare(
            reading.declare_emergency(request), current().actor
        )

    @command
    def approve_emergency(self, request: Request) -> Request:
        return self.application.emergencies.handlers.approve(
            reading.approve_emergency(request), current().actor
        )

    @command
    def pay_emergency_again(self, request: Request) -> Request:
        return self.application.emergencies.handlers.pay_again(
            reading.pay_emergency_again(request), current().actor
        )

    @command
    def cancel_emergency(self, request: Request) -> Request:
        return self.application.emergencies.handlers.cancel(
            reading.cancel_emergency(request), current().actor
        )

    @query
    def get_emergency(self, request: Request) -> Request:
        return self.application.emergencies.queries.emergency(
            reading.get_emergency(request), current().actor
        )

    @query
    def find_emergencies(self, request: Request) -> Request:
        return self.application.emergencies.queries.find(
            reading.find_emergencies(request), current().actor
        )

    @query
    def list_emergency_targets(self, request: Request) -> Request:
        return self.application.emergencies.queries.targets(
            reading.list_emergency_targets(request), current().actor
        )
