"""Handlers of decisions, appeals, and of what the calendar brings."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from services.licensing.app.applications import commands
from services.licensing.app.applications.following import Following
from services.licensing.app.applications.moment import Now
from services.licensing.app.applications.ports import Applications, Foreseen, Outcomes
from services.licensing.app.applications.renewals import Renewals
from services.licensing.app.catalogue.ports import Services
from services.licensing.app.ports import Together, View
from services.licensing.domain.access import Actor
from services.licensing.domain.applications import calendar, deciding
from services.licensing.domain.applications.access import must_act, must_handle, must_hear
from services.licensing.domain.applications.application import Application, Moment
from services.licensing.domain.applications.record import ENDED, Answer, State
from services.licensing.domain.catalogue.service import ServiceVersion
from services.licensing.domain.catalogue.steps import Silence
from services.licensing.domain.refusals import Refusal


@dataclass(frozen=True)
class DecidingDesk:
    """Decides. What an approval brings about happens together with it, or not at all."""

    applications: Applications
    services: Services
    following: Following
    renewals: Renewals
    outcomes: Outcomes
    foreseen: Foreseen
    together: Together
    now: Now

    def approve(self, application_id: str, actor: Actor) -> View:
        moment = self.now()
        with self.together():
            application = self.applications.get(application_id, partial(must_handle, actor))
            service = self._service(application)
            deciding.must_be_approvable(application, service, actor)
            self._grant(application, service, actor.subject, moment)
            return self.applications.save(application)

    def reject(self, command: commands.Reject, actor: Actor) -> View:
        with self.together():
            application = self.applications.get(command.application_id, partial(must_handle, actor))
            service, moment = self._service(application), self.now()
            deciding.reject(application, service, command.reason_code, command.text, actor, moment)
            self.following.drop(application)
            self.renewals.follow(application, service)
            return self.applications.save(application)

    def appeal(self, command: commands.Appeal, actor: Actor) -> View:
        with self.together():
            application = self.applications.get(command.application_id, partial(must_act, actor))
            service = self._service(application)
            deciding.appeal(application, service, command.text, actor, self.now())
            self.renewals.follow(application, service)
            return self.applications.save(application)

    def answer_appeal(self, command: commands.AnswerAppeal, actor: Actor) -> View:
        """Where the applicant was right, what they asked for is granted with the answer; or its
        course goes on, where steps of it are not done."""
        moment = self.now()
        with self.together():
            application = self.applications.get(command.application_id, partial(must_hear, actor))
            service = self._service(application)
            contest = deciding.must_answer(application, service, actor)
            answer = Answer(actor.subject, moment.at, command.overturned, command.text)
            if deciding.answer_appeal(application, service, contest, answer, moment):
                self._grant(application, service, actor.subject, moment)
            self.following.follow(application, service)
            self.renewals.follow(application, service)
            return self.applications.save(application)

    def fall_due(self, application_id: str, timer: str) -> None:
        """A timer fired. Where silence decides, the decision happens with it."""
        moment = self.now()
        with self.together():
            application = self.applications.get(application_id)
            service = self._service(application)
            silent = timer == "whole" and deciding.must_be_silent(
                application, service, moment.today
            )
            before = application.owners
            calendar.fall_due(application, service, timer, moment)
            if application.owners != before:
                self.following.share(application)
            if silent and service.silence is Silence.APPROVAL:
                self._grant_by_silence(application, service, moment)
            if application.state in (*ENDED, State.REJECTED):
                self.following.drop(application)
            self.renewals.follow(application, service)
            self.applications.save(application)

    def _grant_by_silence(
        self, application: Application, service: ServiceVersion, moment: Moment
    ) -> None:
        """Silence approves nothing that an approval is refused for: that is late until somebody
        decides."""
        try:
            self.foreseen(application, service)
        except Refusal:
            deciding.be_late(application, moment)
            return
        self._grant(application, service, deciding.BY_SILENCE, moment, silent=True)

    def _grant(
        self,
        application: Application,
        service: ServiceVersion,
        by: str,
        moment: Moment,
        *,
        silent: bool = False,
    ) -> None:
        self.following.drop(application)
        result = self.outcomes.bring_about(application, service, by)
        deciding.approve(
            application,
            service,
            result.id,
            result.number,
            by,
            moment,
            silent=silent,
            licence_changed=result.licence_changed,
        )

    def _service(self, application: Application) -> ServiceVersion:
        return self.services.version(application.service, application.service_version)
