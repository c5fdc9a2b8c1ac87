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
        household_id, at = reading.get_household(request)
        return self.application.household_queries.household(household_id, current().actor, at)

    @query
    def get_household_history(self, request: Request) -> Request:
        return self.application.household_queries.history(
            reading.get_household_history(request), current().actor
        )

    @query
    def find_households(self, request: Request) -> Request:
        return self.application.household_queries.find_households(
            reading.find_households(request), current().actor
        )

    @command
    def split_household(self, request: Request) -> Request:
        return self.application.household_life.split(reading.split(request), current().actor)

    @command
    def divorce_in_household(self, request: Request) -> Request:
        return self.application.household_life.divorce(reading.divorce(request), current().actor)

    @command
    def join_households(self, request: Request) -> Request:
        return self.application.household_life.join(reading.join(request), current().actor)

    @command
    def move_household(self, request: Request) -> Request:
        return self.application.household_life.move(reading.move(request), current().actor)

    @command
    def record_death(self, request: Request) -> Request:
        return self.application.household_life.death(reading.death(request), current().actor)

    @command
    def record_marriage(self, request: Request) -> Request:
        return self.application.household_life.marriage(reading.marriage(request), current().actor)

    @command
    def record_birth(self, request: Request) -> Request:
        return self.application.household_life.birth(reading.birth(request), current().actor)
