"""What the gateway can call about privacy, and what falls due."""

from __future__ import annotations

from typing import Any

from chassis.context import current
from chassis.rpc.server import Application, command, query
from chassis.timers import due
from contracts.rpc import audit
from services.registry.app.application import Registry
from services.registry.entrypoints.file_parts import part_of
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

    @query
    def get_purposes(self, request: Request) -> Request:
        reading.nothing(request)
        return self.application.privacy.purposes.list()

    @command
    def give_consent(self, request: Request) -> Request:
        desk = self.application.privacy.consenting
        return desk.give(reading.give_consent(request), current().actor)

    @command
    def withdraw_consent(self, request: Request) -> Request:
        desk = self.application.privacy.consenting
        return desk.withdraw(reading.consent_id(request), current().actor)

    @query
    def get_consent(self, request: Request) -> Request:
        desk = self.application.privacy.consenting
        return desk.one(reading.consent_id(request), current().actor)

    @query
    def find_consents(self, request: Request) -> Request:
        desk = self.application.privacy.consenting
        return desk.find(reading.find_consents(request), current().actor)

    @due("consents", "expire")
    def expire_consent(self, consent_id: str, timer: str) -> None:
        self.application.privacy.consenting.expire(consent_id)

    @command
    def file_privacy_request(self, request: Request) -> Request:
        desk = self.application.privacy.requests
        return desk.file(reading.file_request(request), current().actor)

    @command
    def decide_privacy_request(self, request: Request) -> Request:
        desk = self.application.privacy.requests
        return desk.decide(reading.decide_request(request), current().actor)

    @command
    def withdraw_privacy_request(self, request: Request) -> Request:
        desk = self.application.privacy.requests
        return desk.withdraw(reading.request_id(request), current().actor)

    @command
    def lift_privacy_request(self, request: Request) -> Request:
        desk = self.application.privacy.requests
        return desk.lift(reading.request_id(request), current().actor)

    @query
    def get_privacy_request(self, request: Request) -> Request:
        desk = self.application.privacy.requests
        return desk.one(reading.request_id(request), current().actor)

    @query
    def find_privacy_requests(self, request: Request) -> Request:
        desk = self.application.privacy.requests
        return desk.find(reading.find_requests(request), current().actor)

    @due("privacy_requests", "privacy_answer")
    def privacy_answer_is_overdue(self, request_id: str, timer: str) -> None:
        self.application.privacy.requests.escalate(request_id)

    @due("privacy_requests", "retention")
    def retention_may_be_over(self, request_id: str, timer: str) -> None:
        self.application.privacy.requests.erase_what_is_over(request_id)

    @command
    def ask_data_copy(self, request: Request) -> Request:
        return self.application.privacy.copying.ask(reading.ask_copy(request), current().actor)

    @query
    def get_data_copy(self, request: Request) -> Request:
        return self.application.privacy.copying.one(reading.copy_id(request), current().actor)

    @query
    def get_data_copy_json(self, request: Request) -> Request:
        return self._part_of_copy("json", request)

    @query
    def get_data_copy_document(self, request: Request) -> Request:
        return self._part_of_copy("document", request)

    def _part_of_copy(self, form: str, request: Request) -> Request:
        copy_id, part = reading.copy_file(request)
        file = self.application.privacy.copying.file(copy_id, form, current().actor, part)
        return part_of(self.application.files.store, file, part)

    @due("data_copies", "expire")
    def expire_data_copy(self, copy_id: str, timer: str) -> None:
        self.application.privacy.copying.expire(copy_id)

    @query
    def find_audit_entries(self, request: Request) -> Request:
        return self.application.privacy.auditing.find(*audit.asked(request), current().actor)
