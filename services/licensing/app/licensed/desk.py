"""Handlers of licences: what supervisors decide, and what the calendar brings."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from services.licensing.app.licensed.commands import (
    ReinstateLicence,
    RevokeLicence,
    SuspendLicence,
)
from services.licensing.app.licensed.ports import Led, Licences, RulesOn, WhenParted
from services.licensing.app.ports import Calendar, Together, View
from services.licensing.domain.access import Actor, must_have_role, must_see, must_serve
from services.licensing.domain.licences.course import ENDED, LicenceState
from services.licensing.domain.licences.licence import Licence
from services.licensing.domain.licences.reasons import must_be_listed


@dataclass(frozen=True)
class LicenceDesk:
    """Stops, resumes and ends licences. Answers are views."""

    licences: Licences
    rules: RulesOn
    calendar: Calendar
    parted: WhenParted
    led: Led
    together: Together

    def suspend(self, command: SuspendLicence, actor: Actor) -> View:
        licence = self._to_decide(command.licence_id, actor)
        today = self.calendar.today()
        must_be_listed(command.reason, self.rules(today).suspension)
        self.led(licence, LicenceState.SUSPENDED)
        licence.suspend(command.reason, actor.subject, today, command.until)
        return self.licences.save(licence)

    def reinstate(self, command: ReinstateLicence, actor: Actor) -> View:
        licence = self._to_decide(command.licence_id, actor)
        today = self.calendar.today()
        must_be_listed(command.reason, self.rules(today).reinstatement)
        self.led(licence, LicenceState.VALID)
        licence.reinstate(command.reason, actor.subject, today)
        return self.licences.save(licence)

    def revoke(self, command: RevokeLicence, actor: Actor) -> View:
        """For good, also of a place that is suspended: nothing is left for measures to hold."""
        with self.together():
            licence = self._to_decide(command.licence_id, actor)
            today = self.calendar.today()
            must_be_listed(command.reason, self.rules(today).revocation)
            self.led(licence, LicenceState.REVOKED)
            licence.revoke(command.reason, actor.subject, today)
            self.parted(licence)
            return self.licences.save(licence)

    def fall_due(self, licence_id: str) -> None:
        """A day came on which something happens to it by itself."""
        with self.together():
            licence = self.licences.get(licence_id)
            before = licence.standing
            licence.fall_due(self.calendar.today())
            if licence.standing in ENDED and before not in ENDED:
                self.parted(licence)
            self.licences.save(licence)

    def _to_decide(self, licence_id: str, actor: Actor) -> Licence:
        """Supervisors decide, within their governorates."""
        licence = self.licences.get(licence_id, partial(must_see, actor))
        must_have_role(actor, "supervisor")
        must_serve(actor, licence.governorate)
        return licence
