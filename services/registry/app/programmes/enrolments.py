"""Handlers of enrolments: reassessed, reviewed, suspended, resumed, ended."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.registry.app.ports import View
from services.registry.app.programmes import commands
from services.registry.app.programmes.assessments import (
    RULES,
    assessment_by_itself,
    assessment_of,
    must_be_of_now,
)
from services.registry.app.programmes.ports import (
    Assessor,
    Calendar,
    Enrolments,
    Profiles,
    Programmes,
    Rules,
    RunningOf,
    Together,
)
from services.registry.app.programmes.reach import Reach
from services.registry.app.programmes.seats import Seats
from services.registry.domain.access import Actor
from services.registry.domain.programmes.access import may_decide, may_prepare, may_reassess
from services.registry.domain.programmes.enrolment import Enrolment
from services.registry.domain.programmes.facts import Assessment, Suspension
from services.registry.domain.programmes.programme import Terms
from services.registry.domain.programmes.refusals import NotAsApproved
from services.registry.domain.programmes.rules import one_of
from services.registry.domain.programmes.words import Status


@dataclass(frozen=True)
class EnrolmentDesk:
    """Leads enrolments through their life. Answers are views of the enrolment."""

    enrolments: Enrolments
    programmes: Programmes
    seats: Seats
    reach: Reach
    assessor: Assessor
    profiles: Profiles
    running_of: RunningOf
    together: Together
    rules: Rules
    calendar: Calendar

    def reassess(self, command: commands.Reassess, actor: Actor) -> View:
        """Apply the programme's rules anew: another amount, an exit, or nothing at all.

        Without rules the terms' amount is in force from then on. A supervisor reviews an enrolment
        so; the recomputation of the whole registry applies what a second person has approved, as
        the system. Raises `NotAsApproved` when the household is no longer what that person saw,
        `FactsOutdated` when others live there than what is known was said of.
        """
        with self.together():
            enrolment = self.enrolments.get(
                command.enrolment_id, self.reach.admit(may_reassess, actor)
            )
            terms = self.programmes.load(enrolment.programme.id).terms
            if terms.rules is not None:
                must_be_of_now(self.profiles, enrolment)
            assessment = self._assessed(enrolment, terms, actor.subject)
            if "system" not in actor.roles:
                enrolment.must_be_decided_by_another(actor.subject, assessment)
                enrolment.must_be_reviewed_by_another(actor.subject)
            today, before = self.calendar.today(), enrolment.status
            enrolment.reassess(
                assessment, terms, self.rules(today), actor.subject, today, command.prepared_by
            )
            self._leave_if_ended(enrolment, before, terms)
            _must_be_what_was_approved(enrolment, command.outcome)
            return self.enrolments.save(enrolment)

    def reassess_household(self, household_id: str, due: date | None = None) -> None:
        """Apply the rules anew to all that a household is enrolled in; part of another change.

        As of the day on which that was `due`, which may be over: months are paid by days. Not where
        a person is to look first, because others live there now. A review that waits for a person
        still does afterwards.
        """
        for enrolment_id in self.running_of(household_id):
            enrolment = self.enrolments.get_companion(enrolment_id)
            terms = self.programmes.load(enrolment.programme.id).terms
            if terms.rules is not None:
                self._follow_rules(enrolment, terms, due)
                self.enrolments.save(enrolment)

    def _follow_rules(self, enrolment: Enrolment, terms: Terms, due: date | None) -> None:
        today, before = self.calendar.today(), enrolment.status
        changed_on = enrolment.household_changed_on
        outdated = self.profiles.outdated_since(enrolment.household_id, changed_on)
        if outdated is not None:
            enrolment.facts_missing_since(outdated, today)
            return
        day = enrolment.day_of_rules(due, today)
        assessment = assessment_by_itself(self.assessor, terms, enrolment, day, RULES)
        if assessment is None:
            return
        enrolment.follow_rules(assessment, terms, self.rules(day), RULES, day, today)
        self._leave_if_ended(enrolment, before, terms)

    def _assessed(self, enrolment: Enrolment, terms: Terms, by: str) -> Assessment | None:
        """What the rules say; nothing where there are none."""
        if terms.rules is None:
            return None
        return assessment_of(self.assessor, terms, enrolment, self.calendar.today(), by)

    def _leave_if_ended(self, enrolment: Enrolment, before: Status, terms: Terms) -> None:
        if enrolment.status is Status.EXITED:
            self.seats.give_back(enrolment, before, terms)

    def suspend(self, command: commands.SuspendEnrolment, actor: Actor) -> View:
        """Stop a benefit for a while."""
        today = self.calendar.today()
        enrolment = self.enrolments.get(command.enrolment_id, self.reach.admit(may_prepare, actor))
        rule, until = self.rules(today).suspension(command.reason_code, today, command.until)
        enrolment.suspend(
            Suspension(rule.reason, until, rule.then, actor.subject, today, command.note)
        )
        return self.enrolments.save(enrolment)

    def resume(self, command: commands.ResumeEnrolment, actor: Actor) -> View:
        """Let a suspended benefit go on: a supervisor's word."""
        enrolment = self.enrolments.get(command.enrolment_id, self.reach.admit(may_decide, actor))
        enrolment.resume(actor.subject, self.calendar.today(), command.note)
        return self.enrolments.save(enrolment)

    def end(self, command: commands.EndEnrolment, actor: Actor) -> View:
        """Exit or graduate; the place, where there is one, is free for who is next."""
        today = self.calendar.today()
        rules, status = self.rules(today), Status(command.outcome)
        reasons = rules.graduations if status is Status.GRADUATED else rules.exits
        with self.together():
            enrolment = self.enrolments.get(
                command.enrolment_id, self.reach.admit(may_decide, actor)
            )
            before, reason = enrolment.status, one_of(reasons, command.reason_code)
            enrolment.end(status, reason, actor.subject, today, command.note)
            terms = self.programmes.load(enrolment.programme.id).terms
            self.seats.give_back(enrolment, before, terms)
            return self.enrolments.save(enrolment)

    def remind_of_review(self, enrolment_id: str) -> None:
        """A review is near."""
        enrolment = self.enrolments.get(enrolment_id)
        enrolment.announce_review(self.calendar.today())
        self.enrolments.save(enrolment)

    def call_review(self, enrolment_id: str) -> None:
        """A review is due."""
        enrolment = self.enrolments.get(enrolment_id)
        enrolment.call_review(self.calendar.today())
        self.enrolments.save(enrolment)

    def end_suspension(self, enrolment_id: str, by: str) -> None:
        """A suspension on which nobody acted is over."""
        with self.together():
            enrolment = self.enrolments.get(enrolment_id)
            before = enrolment.status
            enrolment.suspension_is_over(self.calendar.today(), by)
            if enrolment.status is Status.EXITED and before is not Status.EXITED:
                terms = self.programmes.load(enrolment.programme.id).terms
                self.seats.give_back(enrolment, before, terms)
            self.enrolments.save(enrolment)


def _must_be_what_was_approved(enrolment: Enrolment, outcome: commands.Outcome | None) -> None:
    if outcome is None:
        return
    entitled = enrolment.status is not Status.EXITED
    if entitled != outcome.entitled or (entitled and enrolment.amount_fils != outcome.amount_fils):
        raise NotAsApproved()
