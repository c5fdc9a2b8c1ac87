"""What the gateway can call about households."""

from __future__ import annotations

from typing import Any

from chassis.context import current
from chassis.rpc.server import Application, command, query
from services.registry.app.application import Registry
from services.registry.entrypoints.reading import households as reading

Request = dict[str, Any]


class HouseholdMethods:
    """Part of `RegistryService`: `application` is what the bootstrap wired."""

    application: Registry = Application()

    @command
    def register_household(self, request: Request) -> Request:
        return self.application.households.register(
            reading.register_household(request), current().actor
        )

    @command
    def amend_household(self, request: Request) -> Request:
        return self.application.households.amend(reading.amend_household(request), current().actor)

    @query
    def get_household(self, request: Request) -> Request:
        return self.application.household_queries.household(
            reading.get_household(request), current().actor
        )

    @query
    def find_households(self, request: Request) -> Request:
        return self.application.household_queries.find_households(
            reading.find_households(request), current().actor
        )
