"""Handlers of what staff and other bodies do before the decision."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from services.licensing.app.applications import commands
from services.licensing.app.applications.following import Following
from services.licensing.app.applications.moment import Now
from services.licensing.app.applications.ports import Applications, Queue, Rules, Wait
from services.licensing.app.catalogue.ports import Services
from services.licensing.app.ports import Together, View
from services.licensing.domain.access import LICENSING_STAFF, Actor, must_have_role
from services.licensing.domain.applications import handling
from services.licensing.domain.applications.access import must_answer, must_handle
from services.licensing.domain.applications.application import Application, Moment
from services.licensing.domain.applications.record import State
from services.licensing.domain.applications.refusals import NoTask, TooManyTasks
from services.licensing.domain.catalogue.service import ServiceVersion
from services.licensing.domain.refusals import Refusal

LOOKED_AT = 50
"""How many waiting steps are tried for somebody who asks for the next."""

Do = Callable[[Application, ServiceVersion, Moment], None]


@dataclass(frozen=True)
class HandlingDesk:
    """Leads applications through their steps. Answers are views."""

    applications: Applications
    services: Services
    following: Following
    queue: Queue
    together: Together
    rules: Rules
    now: Now

    def take(self, command: commands.OfStep, actor: Actor) -> View:
        self._must_have_time(actor)
        return self._step(command, actor, handling.take)

    def release(self, command: commands.OfStep, actor: Actor) -> View:
        return self._step(command, actor, handling.release)

    def assign(self, command: commands.Assign, actor: Actor) -> View:
        application, service = self._handled(command.application_id, actor)
        handling.assign(application, service, command.step, command.to, actor)
        return self.applications.save(application)

    def take_next(self, actor: Actor) -> View:
        """The step that is due first among those this person may take. Raises `NoTask`.

        Repeated, the command finds what it took among what the person has at hand.
        """
        must_have_role(actor, *LICENSING_STAFF)
        for held in self.queue.held_by(actor.subject):
            self.applications.get(held.id)
        self._must_have_time(actor)
        wait = Wait(actor.roles, actor.governorates)
        for waiting in self.queue.waiting(wait, LOOKED_AT):
            service = self.services.version(waiting.service, waiting.service_version)
            if not _takeable(waiting, service, actor):
                continue
            # Somebody else may have taken it since the queue was looked at.
            application = self.applications.get(waiting.id)
            if steps := _takeable(application, service, actor):
                handling.take(application, service, steps[0], actor)
                return self.applications.save(application)
        raise NoTask()

    def find_complete(self, command: commands.OfStep, actor: Actor) -> View:
        def do(application: Application, service: ServiceVersion, moment: Moment) -> None:
            handling.find_complete(application, service, command.step, actor, moment)

        return self._change(command.application_id, partial(must_handle, actor), do)

    def give_back(self, command: commands.GiveBack, actor: Actor) -> View:
        def do(application: Application, service: ServiceVersion, moment: Moment) -> None:
            step, asks = command.step, command.asks
            handling.give_back(application, service, step, asks, actor, moment)

        return self._change(command.application_id, partial(must_handle, actor), do)

    def answer_for_body(self, command: commands.Answered, actor: Actor) -> View:
        """A body's answer, by itself or as a clerk writes it down."""

        def do(application: Application, service: ServiceVersion, moment: Moment) -> None:
            handling.answer_for_body(
                application, service, command.step, command.positive, command.note, actor, moment
            )

        return self._change(command.application_id, partial(must_answer, actor), do)

    def review(self, command: commands.Answered, actor: Actor) -> View:
        def do(application: Application, service: ServiceVersion, moment: Moment) -> None:
            handling.review(
                application, service, command.step, command.positive, command.note, actor, moment
            )

        return self._change(command.application_id, partial(must_handle, actor), do)

    def reopen(self, command: commands.OfStep, actor: Actor) -> View:
        def do(application: Application, service: ServiceVersion, moment: Moment) -> None:
            handling.reopen(application, service, command.step, actor, moment)

        return self._change(command.application_id, partial(must_handle, actor), do)

    def paid(self, application_id: str, bill_id: str) -> None:
        """A bill was paid; in the transaction in which that is stored."""
        application, service = self._companion(application_id)
        handling.paid(application, service, bill_id, self.now())
        self.following.follow(application, service)
        self.applications.save(application)

    def inspected(self, application_id: str, inspection_id: str, passed: bool, by: str) -> None:
        """An inspection was concluded; in the transaction in which that is stored."""
        application, service = self._companion(application_id)
        handling.inspected(application, service, inspection_id, passed, by, self.now())
        self.following.follow(application, service)
        self.applications.save(application)

    def _step(
        self,
        command: commands.OfStep,
        actor: Actor,
        verb: Callable[[Application, ServiceVersion, str, Actor], None],
    ) -> View:
        application, service = self._handled(command.application_id, actor)
        verb(application, service, command.step, actor)
        return self.applications.save(application)

    def _change(self, application_id: str, admit: Callable[[Application], None], do: Do) -> View:
        """Steps that open by the change have what they need in the same transaction."""
        with self.together():
            application = self.applications.get(application_id, admit)
            service = self._service(application)
            do(application, service, self.now())
            if application.state is State.RETURNED:
                self.following.keep_pace(application)
            self.following.follow(application, service)
            return self.applications.save(application)

    def _handled(self, application_id: str, actor: Actor) -> tuple[Application, ServiceVersion]:
        application = self.applications.get(application_id, partial(must_handle, actor))
        return application, self._service(application)

    def _companion(self, application_id: str) -> tuple[Application, ServiceVersion]:
        application = self.applications.get_companion(application_id)
        return application, self._service(application)

    def _service(self, application: Application) -> ServiceVersion:
        return self.services.version(application.service, application.service_version)

    def _must_have_time(self, actor: Actor) -> None:
        at_hand = sum(
            each.assignee == actor.subject
            for held in self.queue.held_by(actor.subject)
            for each in held.course.open
        )
        most = self.rules(self.now().today).tasks_at_most
        if at_hand >= most:
            raise TooManyTasks(most=most)


def _takeable(application: Application, service: ServiceVersion, actor: Actor) -> list[str]:
    """The codes of the steps that wait for somebody like this person."""
    waiting = [
        each.code
        for each in application.course.open
        if each.is_at_counter and each.assignee is None
    ]
    return [code for code in waiting if _is_able(application, service, code, actor)]


def _is_able(application: Application, service: ServiceVersion, code: str, actor: Actor) -> bool:
    try:
        handling.must_be_able(application, service.step(code), actor)
    except Refusal:
        return False
    return True
