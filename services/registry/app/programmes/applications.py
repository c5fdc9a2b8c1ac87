"""Handlers of applications: filed, cross-checked, visited, assessed, decided, withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.registry.app.ports import NewId, View
from services.registry.app.programmes import commands
from services.registry.app.programmes.assessments import (
    assessment_by_itself,
    assessment_of,
    must_be_of_now,
)
from services.registry.app.programmes.ports import (
    Assessor,
    Calendar,
    Enrolments,
    Homes,
    Profiles,
    Programmes,
    Rules,
    Together,
)
from services.registry.app.programmes.reach import Reach
from services.registry.app.programmes.seats import Seats
from services.registry.domain.access import Actor
from services.registry.domain.households.refusals import Dissolved, HouseholdUnknown
from services.registry.domain.programmes.access import (
    may_decide,
    may_prepare,
    may_take_application,
)
from services.registry.domain.programmes.enrolment import Enrolment
from services.registry.domain.programmes.facts import (
    Applicant,
    Application,
    Assessment,
    CrossCheck,
    Decision,
    Visit,
)
from services.registry.domain.programmes.programme import Terms
from services.registry.domain.programmes.refusals import NotOfTheHousehold
from services.registry.domain.programmes.rules import one_of
from services.registry.domain.programmes.words import Status

NOT_ENTITLED = "not_entitled"


@dataclass(frozen=True)
class ApplicationDesk:
    """Takes applications to their decision. Answers are views of the enrolment."""

    enrolments: Enrolments
    programmes: Programmes
    seats: Seats
    homes: Homes
    reach: Reach
    assessor: Assessor
    profiles: Profiles
    together: Together
    rules: Rules
    calendar: Calendar
    new_id: NewId
    new_check_id: NewId

    def apply(self, command: commands.Apply, actor: Actor) -> View:
        """File an application; who comes first is admitted at once where the terms say so."""
        today = self.calendar.today()
        applicant, by_family = self._applicant(command, actor)
        application = Application(actor.subject, today, by_family, command.note)
        programme = self.programmes.load(command.programme_id)
        with self.seats.turn(programme), self.together():
            enrolment = Enrolment.apply(
                self.new_id(), programme, applicant, application, self.rules(today)
            )
            if programme.terms.first_come:
                self._admit(enrolment, programme.terms, today)
            self.reach.written_down(actor, enrolment)
            return self.enrolments.add(enrolment)

    def cross_check(self, command: commands.RecordCrossCheck, actor: Actor) -> View:
        """Record what another body says, here and in what the rules know of the household.

        Of what runs a review is called for, when the rules would now say something else.
        """
        today = self.calendar.today()
        rules = self.rules(today)
        check = CrossCheck(
            body=rules.must_know_body(command.body),
            facts=command.facts,
            reference=command.reference,
            stated_on=command.stated_on,
            recorded_by=actor.subject,
            recorded_on=today,
        )
        with self.together():
            enrolment = self.enrolments.get(
                command.enrolment_id, self.reach.admit(may_prepare, actor)
            )
            enrolment.cross_check(check, rules.earliest(today), today)
            # Kept first: what is told next outdates assessments, and calls for reviews.
            self.enrolments.save(enrolment)
            self.profiles.record(
                enrolment.applicant.household_id,
                command.facts,
                body=command.body,
                check_id=self.new_check_id(),
                on=command.stated_on,
            )
            return self._questioned(enrolment.id, today)

    def record_visit(self, command: commands.RecordVisit, actor: Actor) -> View:
        """Record the home visit."""
        today = self.calendar.today()
        enrolment = self.enrolments.get(command.enrolment_id, self.reach.admit(may_prepare, actor))
        visit = Visit(
            command.visited_on, command.findings, command.survey_visit_id, actor.subject, today
        )
        enrolment.record_visit(visit, self.rules(today).earliest(today), today)
        return self.enrolments.save(enrolment)

    def assess(self, command: commands.AssessEnrolment, actor: Actor) -> View:
        """Apply the programme's rules, as they are today. Raises `FactsOutdated`."""
        enrolment = self.enrolments.get(command.enrolment_id, self.reach.admit(may_prepare, actor))
        terms = self.programmes.load(enrolment.programme.id).terms
        enrolment.must_be_assessable(terms.visit_required)
        if terms.rules is not None:
            must_be_of_now(self.profiles, enrolment)
            today = self.calendar.today()
            assessment = assessment_of(self.assessor, terms, enrolment, today, actor.subject)
            enrolment.assess(assessment, terms.visit_required)
        return self.enrolments.save(enrolment)

    def approve(self, command: commands.ApproveEnrolment, actor: Actor) -> View:
        """Approve: the benefit starts, or the household waits for a place.

        Raises `AssessmentOutdated` when the rules say today what the assessment did not,
        `FactsOutdated` when what it rests on was withdrawn since somebody came or left.
        """
        today = self.calendar.today()
        decision = Decision("approved", actor.subject, today, None, command.note)
        with self.together():
            enrolment = self.enrolments.get(
                command.enrolment_id, self.reach.admit(may_decide, actor)
            )
            terms = self.programmes.load(enrolment.programme.id).terms
            anew = self._anew(enrolment, terms, today)
            enrolment.must_be_decided_by_another(actor.subject, enrolment.assessment, anew)
            enrolment.approve(decision, terms, anew)
            self.seats.seat(enrolment, terms, actor.subject)
            return self.enrolments.save(enrolment)

    def reject(self, command: commands.RejectEnrolment, actor: Actor) -> View:
        """Reject, for a reason that the family is told."""
        today = self.calendar.today()
        enrolment = self.enrolments.get(command.enrolment_id, self.reach.admit(may_decide, actor))
        enrolment.must_be_decided_by_another(actor.subject, enrolment.assessment)
        reason = one_of(self.rules(today).rejections, command.reason_code)
        enrolment.reject(Decision("rejected", actor.subject, today, reason, command.note))
        return self.enrolments.save(enrolment)

    def withdraw(self, command: commands.WithdrawEnrolment, actor: Actor) -> View:
        """The family takes its application back, itself or at a counter."""
        today = self.calendar.today()
        with self.together():
            enrolment = self.enrolments.get(
                command.enrolment_id, lambda it: self.reach.must_be_theirs(actor, it)
            )
            before = enrolment.status
            reason = one_of(self.rules(today).exits, "own_request")
            enrolment.end(Status.WITHDRAWN, reason, actor.subject, today)
            terms = self.programmes.load(enrolment.programme.id).terms
            self.seats.give_back(enrolment, before, terms)
            return self.enrolments.save(enrolment)

    def _questioned(self, enrolment_id: str, today: date) -> View:
        """As it is after that; also where no profiles are kept, and nothing followed from it."""
        enrolment = self.enrolments.get_companion(enrolment_id)
        if enrolment.holds_place:
            terms = self.programmes.load(enrolment.programme.id).terms
            if terms.rules is not None:
                by = enrolment.cross_checks[-1].recorded_by
                anew = assessment_by_itself(self.assessor, terms, enrolment, today, by)
                if anew is not None:
                    enrolment.question(anew, terms, today)
        return self.enrolments.save(enrolment)

    def _anew(self, enrolment: Enrolment, terms: Terms, today: date) -> Assessment | None:
        """What the rules say today of who was assessed by them."""
        if terms.rules is None or enrolment.assessment is None:
            return None
        must_be_of_now(self.profiles, enrolment)
        by = enrolment.assessment.requested_by
        return assessment_of(self.assessor, terms, enrolment, today, by)

    def _applicant(self, command: commands.Apply, actor: Actor) -> tuple[Applicant, bool]:
        by_family = self.reach.is_of_family(actor, command.household_id)
        home = self.homes(command.household_id)
        if not self.reach.knows(actor, command.household_id):
            raise HouseholdUnknown(id=command.household_id)
        if not home.person_ids:
            raise Dissolved()
        if by_family:
            self.reach.must_be_of_age(actor)
        else:
            may_take_application(actor, home.governorate)
        if command.person_id is not None and not (
            command.person_id in home.person_ids
            # Whoever is hidden from the actor is answered as if they lived elsewhere.
            and self.reach.knows_person(actor, command.person_id)
        ):
            raise NotOfTheHousehold()
        contact = command.person_id or home.head_id
        return Applicant(
            command.household_id, command.person_id, contact, home.governorate
        ), by_family

    def _admit(self, enrolment: Enrolment, terms: Terms, today: date) -> None:
        by = f"programme:{enrolment.programme.id}"
        if terms.rules is not None:
            enrolment.assess(assessment_of(self.assessor, terms, enrolment, today, by), False)
            if enrolment.assessment is not None and not enrolment.assessment.eligible:
                reason = one_of(self.rules(today).rejections, NOT_ENTITLED)
                enrolment.reject(Decision("rejected", by, today, reason, None))
                return
        enrolment.approve(Decision("approved", by, today, None, None), terms)
        self.seats.seat(enrolment, terms, by)
