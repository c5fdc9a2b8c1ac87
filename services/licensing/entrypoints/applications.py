"""What the gateway can call about services and applications, and what falls due on these."""

from __future__ import annotations

from typing import Any

from chassis.context import current
from chassis.rpc.server import Application, command, query
from chassis.timers import due
from contracts.rpc.licensing.catalogue import OneService
from contracts.rpc.problems import read
from services.licensing.app.licensing import Licensing
from services.licensing.entrypoints.reading import applications as reading

Data = dict[str, Any]


class ApplicationMethods:
    """Part of `LicensingService`: `application` is what the bootstrap wired."""

    application: Licensing = Application()

    @query
    def find_services(self, request: Data) -> Data:
        return self.application.applications.catalogue.all()

    @query
    def get_service(self, request: Data) -> Data:
        return self.application.applications.catalogue.one(read(OneService, request)["service"])

    @query
    def get_service_form(self, request: Data) -> Data:
        return self.application.applications.catalogue.form(read(OneService, request)["service"])

    @command
    def draft_application(self, request: Data) -> Data:
        desk = self.application.applications.drafting
        return desk.draft(reading.draft(request), current().actor)

    @command
    def fill_application(self, request: Data) -> Data:
        desk = self.application.applications.drafting
        return desk.fill(reading.fill(request), current().actor)

    @command
    def submit_application(self, request: Data) -> Data:
        desk = self.application.applications.drafting
        return desk.submit(reading.application_id(request), current().actor)

    @command
    def resubmit_application(self, request: Data) -> Data:
        desk = self.application.applications.drafting
        return desk.resubmit(reading.application_id(request), current().actor)

    @command
    def withdraw_application(self, request: Data) -> Data:
        desk = self.application.applications.drafting
        return desk.withdraw(reading.application_id(request), current().actor)

    @command
    def comment_on_application(self, request: Data) -> Data:
        desk = self.application.applications.drafting
        return desk.comment(reading.comment(request), current().actor)

    @command
    def take_step(self, request: Data) -> Data:
        desk = self.application.applications.handling
        return desk.take(reading.step(request), current().actor)

    @command
    def release_step(self, request: Data) -> Data:
        desk = self.application.applications.handling
        return desk.release(reading.step(request), current().actor)

    @command
    def assign_step(self, request: Data) -> Data:
        desk = self.application.applications.handling
        return desk.assign(reading.assign(request), current().actor)

    @command
    def find_complete(self, request: Data) -> Data:
        desk = self.application.applications.handling
        return desk.find_complete(reading.step(request), current().actor)

    @command
    def return_application(self, request: Data) -> Data:
        desk = self.application.applications.handling
        return desk.give_back(reading.give_back(request), current().actor)

    @command
    def answer_for_body(self, request: Data) -> Data:
        desk = self.application.applications.handling
        return desk.answer_for_body(reading.answered(request), current().actor)

    @command
    def review_application(self, request: Data) -> Data:
        desk = self.application.applications.handling
        return desk.review(reading.answered(request), current().actor)

    @command
    def reopen_step(self, request: Data) -> Data:
        desk = self.application.applications.handling
        return desk.reopen(reading.step(request), current().actor)

    @command
    def approve_application(self, request: Data) -> Data:
        desk = self.application.applications.deciding
        return desk.approve(reading.application_id(request), current().actor)

    @command
    def reject_application(self, request: Data) -> Data:
        desk = self.application.applications.deciding
        return desk.reject(reading.reject(request), current().actor)

    @command
    def appeal_decision(self, request: Data) -> Data:
        desk = self.application.applications.deciding
        return desk.appeal(reading.appeal(request), current().actor)

    @command
    def answer_appeal(self, request: Data) -> Data:
        desk = self.application.applications.deciding
        return desk.answer_appeal(reading.answer_appeal(request), current().actor)

    @command
    def take_next_step(self, request: Data) -> Data:
        return self.application.applications.handling.take_next(current().actor)

    @query
    def get_application(self, request: Data) -> Data:
        queries = self.application.applications.queries
        return queries.application(reading.application_id(request), current().actor)

    @query
    def get_application_handling(self, request: Data) -> Data:
        queries = self.application.applications.queries
        return queries.handling(reading.application_id(request), current().actor)

    @query
    def find_applications(self, request: Data) -> Data:
        return self.application.applications.queries.find(*reading.find(request), current().actor)

    @query
    def find_tasks(self, request: Data) -> Data:
        queries = self.application.applications.queries
        return queries.tasks(reading.tasks(request), current().actor)

    @due("applications", "due:")
    def something_is_due(self, application_id: str, timer: str) -> None:
        self.application.applications.deciding.fall_due(application_id, timer.removeprefix("due:"))
