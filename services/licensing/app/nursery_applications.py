"""Handlers of applications: submitted, checked, rejected. Approval has a file of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from services.licensing.app.commands import CheckApplication, RejectApplication, SubmitApplication
from services.licensing.app.nursery_ports import Applications, Rules
from services.licensing.app.ports import Calendar, View
from services.licensing.domain.access import Actor, must_see
from services.licensing.domain.application import NurseryApplication


@dataclass(frozen=True)
class ApplicationDesk:
    """Takes applications in and records what becomes of them. Answers are views."""

    applications: Applications
    rules: Rules
    calendar: Calendar
    new_id: Callable[[], str]

    def submit(self, command: SubmitApplication, actor: Actor) -> View:
        application = NurseryApplication.submit(
            self.new_id(),
            command.applicant,
            command.nursery,
            self.rules(self.calendar.today()),
            actor,
            self.calendar.now(),
        )
        return self.applications.add(application)

    def check(self, command: CheckApplication, actor: Actor) -> View:
        application = self.applications.get(command.application_id, partial(must_see, actor))
        application.check(command.outcome, command.findings, actor, self.calendar.now())
        return self.applications.save(application)

    def reject(self, command: RejectApplication, actor: Actor) -> View:
        application = self.applications.get(command.application_id, partial(must_see, actor))
        application.reject(
            command.reason_code,
            command.text_ar,
            command.text_en,
            self.rules(self.calendar.today()),
            actor,
            self.calendar.now(),
        )
        return self.applications.save(application)
