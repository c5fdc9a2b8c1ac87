"""What the gateway can call about grievances and holidays, and what falls due on them."""

from __future__ import annotations

from typing import Any

from chassis.context import current
from chassis.rpc.server import Application, command, query
from chassis.timers import due
from services.registry.app.application import Registry
from services.registry.entrypoints.reading import programmes as reading

Request = dict[str, Any]


class GrievancesMethods:
    """Part of `RegistryService`: `application` is what the bootstrap wired."""

    application: Registry = Application()

    @command
    def file_grievance(self, request: Request) -> Request:
        desk = self.application.programmes.grievances
        return desk.file(reading.file_grievance(request), current().actor)

    @command
    def take_grievance(self, request: Request) -> Request:
        desk = self.application.programmes.grievances
        return desk.take(reading.grievance_id(request), current().actor)

    @command
    def answer_grievance(self, request: Request) -> Request:
        desk = self.application.programmes.grievances
        return desk.answer(reading.answer_grievance(request), current().actor)

    @command
    def withdraw_grievance(self, request: Request) -> Request:
        desk = self.application.programmes.grievances
        return desk.withdraw(reading.grievance_id(request), current().actor)

    @query
    def get_grievance(self, request: Request) -> Request:
        queries = self.application.programmes.grievance_queries
        return queries.grievance(reading.grievance_id(request), current().actor)

    @query
    def find_grievances(self, request: Request) -> Request:
        queries = self.application.programmes.grievance_queries
        return queries.find(*reading.find_grievances(request), current().actor)

    @query
    def get_holidays(self, request: Request) -> Request:
        return self.application.programmes.holidays.of(reading.year(request))

    @command
    def record_holidays(self, request: Request) -> Request:
        desk = self.application.programmes.holidays
        return desk.record(reading.record_holidays(request), current().actor)

    @due("grievances", "answer")
    def answer_is_overdue(self, grievance_id: str, timer: str) -> None:
        self.application.programmes.grievances.escalate(grievance_id)
