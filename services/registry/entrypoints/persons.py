"""What the gateway can call about persons."""

from __future__ import annotations

from typing import Any

from chassis.context import current
from chassis.rpc.server import Application, command, query
from services.registry.app.application import Registry
from services.registry.entrypoints.reading import persons as reading

Request = dict[str, Any]


class PersonMethods:
    """Part of `RegistryService`: `application` is what the bootstrap wired."""

    application: Registry = Application()

    @command
    def register_person(self, request: Request) -> Request:
        return self.application.persons.register(reading.register_person(request), current().actor)

    @command
    def amend_person(self, request: Request) -> Request:
        return self.application.persons.amend(reading.amend_person(request), current().actor)

    @query
    def get_person(self, request: Request) -> Request:
        person_id, at = reading.get_person(request)
        return self.application.person_queries.person(person_id, current().actor, at)

    @query
    def get_person_history(self, request: Request) -> Request:
        return self.application.person_queries.history(
            reading.get_person_history(request), current().actor
        )

    @query
    def get_sensitive_facts(self, request: Request) -> Request:
        person_id, purpose, at = reading.get_sensitive_facts(request)
        return self.application.person_queries.sensitive(person_id, purpose, current().actor, at)

    @query
    def find_persons(self, request: Request) -> Request:
        return self.application.person_queries.find_persons(
            reading.find_persons(request), current().actor
        )
