"""The registry's RPC methods."""

from __future__ import annotations

from typing import Any, ClassVar

from chassis.context import current
from chassis.rpc.server import Application, command, query
from services.registry.app.application import Registry
from services.registry.entrypoints import reading

Request = dict[str, Any]


class RegistryService:
    """What the gateway calls; `application` is what the bootstrap wired."""

    name: ClassVar[str] = "registry"
    application: Registry = Application()

    @command
    def register_person(self, request: Request) -> Request:
        return self.application.persons.register(reading.register_person(request), current().actor)

    @command
    def amend_person(self, request: Request) -> Request:
        return self.application.persons.amend(reading.amend_person(request), current().actor)

    @query
    def get_person(self, request: Request) -> Request:
        return self.application.queries.person(reading.get_person(request), current().actor)

    @query
    def find_persons(self, request: Request) -> Request:
        return self.application.queries.find_persons(reading.find_persons(request), current().actor)

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
        return self.application.queries.household(reading.get_household(request), current().actor)

    @query
    def find_households(self, request: Request) -> Request:
        return self.application.queries.find_households(
            reading.find_households(request), current().actor
        )
