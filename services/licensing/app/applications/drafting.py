"""Handlers of what applicants do: draft, fill in, hand in, complete, withdraw, comment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from services.licensing.app.applications import commands
from services.licensing.app.applications.content import Contents
from services.licensing.app.applications.following import Following
from services.licensing.app.applications.moment import Now
from services.licensing.app.applications.ports import Applications, Foreseen, Rules
from services.licensing.app.applications.renewals import Renewals
from services.licensing.app.catalogue.ports import Services
from services.licensing.app.ports import NewId, Together, View
from services.licensing.domain.access import Actor
from services.licensing.domain.applications import submitting
from services.licensing.domain.applications.access import must_act, must_read
from services.licensing.domain.applications.applicant import Delegate
from services.licensing.domain.applications.application import Application
from services.licensing.domain.applications.filing import Filing
from services.licensing.domain.catalogue.service import ServiceVersion


@dataclass(frozen=True)
class DraftingDesk:
    """Takes applications in. Answers are views."""

    applications: Applications
    services: Services
    contents: Contents
    following: Following
    renewals: Renewals
    foreseen: Foreseen
    together: Together
    rules: Rules
    now: Now
    new_id: NewId

    def draft(self, command: commands.Draft, actor: Actor) -> View:
        """Begin one under the version of the service that is in force today."""
        moment = self.now()
        service = self.services.on(command.service, moment.today)
        content = self.contents.of(service, command.filled, actor, moment.today)
        rules = self.rules(moment.today)
        until = moment.today + timedelta(days=rules.draft_days)
        remind = rules.draft_reminder_days
        return self.applications.add(
            Application.draft(
                self.new_id(), service, content, _filing(actor, content.delegate), until, remind
            )
        )

    def fill(self, command: commands.Fill, actor: Actor) -> View:
        """Write it anew; who acts for the applicant no more is a stranger to all that is part of
        it."""
        with self.together():
            application, service = self._theirs(command.application_id, actor)
            today, before = self.now().today, application.owners
            content = self.contents.of(service, command.filled, actor, today, application)
            application.fill(service, content, actor.subject)
            if application.owners != before:
                self.following.share(application)
            return self.applications.save(application)

    def submit(self, application_id: str, actor: Actor) -> View:
        """Hand it in: everything must be there and fit, and nothing that is known today may stand
        in the way of an approval."""
        moment = self.now()
        with self.together():
            application, service = self._theirs(application_id, actor)
            self.contents.must_still_fit(application, service, actor, moment.today)
            papers = self.contents.wrong_papers(application, service, actor, moment.today)
            submitting.submit(application, service, moment, _filing(actor), papers)
            self.contents.attach(application, actor)
            self.foreseen(application, service)
            self.renewals.begin(application, service)
            self.following.follow(application, service)
            return self.applications.save(application)

    def resubmit(self, application_id: str, actor: Actor) -> View:
        """It was completed."""
        moment = self.now()
        with self.together():
            application, service = self._theirs(application_id, actor)
            papers = self.contents.wrong_papers(application, service, actor, moment.today)
            before = application.owners
            submitting.resubmit(application, service, moment, _filing(actor), papers)
            self.contents.attach(application, actor)
            if application.owners != before:
                self.following.share(application)
            self.foreseen(application, service)
            self.following.keep_pace(application)
            self.following.follow(application, service)
            return self.applications.save(application)

    def withdraw(self, application_id: str, actor: Actor) -> View:
        with self.together():
            application, service = self._theirs(application_id, actor)
            application.withdraw(self.now())
            self.following.drop(application)
            self.renewals.follow(application, service)
            return self.applications.save(application)

    def comment(self, command: commands.Comment, actor: Actor) -> View:
        """A remark by who may see it; internal ones by staff alone."""
        application = self.applications.get(command.application_id, partial(must_read, actor))
        internal = command.internal and "citizen" not in actor.roles
        application.comment(command.text, actor, self.now(), internal=internal)
        return self.applications.save(application)

    def _theirs(self, application_id: str, actor: Actor) -> tuple[Application, ServiceVersion]:
        application = self.applications.get(application_id, partial(must_act, actor))
        return application, self.services.version(application.service, application.service_version)


def _filing(actor: Actor, delegate: Delegate | None = None) -> Filing:
    """Citizens file at home, everybody else at a counter for who stands there."""
    if "citizen" not in actor.roles:
        return Filing(actor.subject, True, actor.centre)
    acting = None if delegate is None else delegate.national_number
    return Filing(actor.subject, False, None, acting)
