"""Handlers of licences: issued with an approval, reminded of, expired."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from services.licensing.app.commands import ApproveApplication, ExpireLicence, RemindHolder
from services.licensing.app.numbers import Numbers
from services.licensing.app.nursery_ports import Applications, Licences, Rules
from services.licensing.app.ports import Calendar, Together, View
from services.licensing.domain.access import Actor, must_see
from services.licensing.domain.licence import Licence, LicenceSeries


@dataclass(frozen=True)
class LicenceDesk:
    """Issues licences and keeps their dates. Answers are views."""

    applications: Applications
    licences: Licences
    numbers: Numbers
    together: Together
    rules: Rules
    calendar: Calendar
    new_id: Callable[[], str]

    def approve(self, command: ApproveApplication, actor: Actor) -> View:
        """The approval, its number and its licence happen together or not at all."""
        today = self.calendar.today()
        with self.together():
            application = self.applications.get(command.application_id, partial(must_see, actor))
            application.approve(self.new_id(), actor, self.calendar.now())
            series = LicenceSeries(application.governorate, today.year)
            number = series.number(self.numbers.next(series.code))
            self.licences.add(Licence.issue(number, application, self.rules(today), today))
            return self.applications.save(application)

    def remind(self, command: RemindHolder) -> None:
        licence = self.licences.get(command.licence_id)
        licence.remind(command.notice_days, self.calendar.today())
        self.licences.save(licence)

    def expire(self, command: ExpireLicence) -> None:
        licence = self.licences.get(command.licence_id)
        licence.expire(self.calendar.today())
        self.licences.save(licence)
