"""What the gateway can call about programmes and enrolments, what falls due on them, and which
events they follow.
"""

from __future__ import annotations

from typing import Any

from chassis.context import current
from chassis.events.entrypoint import Event
from chassis.rpc.server import Application, command, query
from chassis.timers import due
from contracts.events.registry.enrolments import (
    EnrolmentApplied,
    EnrolmentEnded,
    EnrolmentPersonReplaced,
    EnrolmentRejected,
    EnrolmentReopened,
    EnrolmentRestored,
    EnrolmentStarted,
    EnrolmentWaitlisted,
)
from contracts.events.registry.grievances import GrievanceFiled
from contracts.events.registry.households import (
    HouseholdAmended,
    HouseholdAmendedInConfidence,
    HouseholdDissolved,
    HouseholdRegistered,
)
from contracts.events.registry.persons import PersonAmended
from services.registry.app.application import Registry
from services.registry.app.programmes.commands import (
    AssessEnrolment,
    Reassess,
    WithdrawEnrolment,
)
from services.registry.entrypoints.events import life
from services.registry.entrypoints.reading import programmes as reading

Request = dict[str, Any]


class ProgrammesMethods:
    """Part of `RegistryService`: `application` is what the bootstrap wired."""

    application: Registry = Application()

    @command
    def make_programme(self, request: Request) -> Request:
        desk = self.application.programmes.programmes
        return desk.make(reading.make_programme(request), current().actor)

    @command
    def change_programme(self, request: Request) -> Request:
        desk = self.application.programmes.programmes
        return desk.change(reading.change_programme(request), current().actor)

    @query
    def get_programme(self, request: Request) -> Request:
        return self.application.programmes.programme_queries.programme(
            reading.programme_id(request)
        )

    @query
    def get_programme_places(self, request: Request) -> Request:
        queries = self.application.programmes.programme_queries
        return queries.programme_places(reading.programme_id(request), current().actor)

    @query
    def get_programme_lists(self, request: Request) -> Request:
        reading.nothing(request)
        return self.application.programmes.programme_queries.lists()

    @query
    def find_programmes(self, request: Request) -> Request:
        return self.application.programmes.programme_queries.find(*reading.find_programmes(request))

    @command
    def apply_for_programme(self, request: Request) -> Request:
        desk = self.application.programmes.applications
        return desk.apply(reading.apply_for_programme(request), current().actor)

    @command
    def record_cross_check(self, request: Request) -> Request:
        desk = self.application.programmes.applications
        return desk.cross_check(reading.record_cross_check(request), current().actor)

    @command
    def record_application_visit(self, request: Request) -> Request:
        desk = self.application.programmes.applications
        return desk.record_visit(reading.record_visit(request), current().actor)

    @command
    def assess_enrolment(self, request: Request) -> Request:
        desk, asked = self.application.programmes.applications, reading.enrolment_id(request)
        return desk.assess(AssessEnrolment(asked), current().actor)

    @command
    def approve_enrolment(self, request: Request) -> Request:
        desk = self.application.programmes.applications
        return desk.approve(reading.approve(request), current().actor)

    @command
    def reject_enrolment(self, request: Request) -> Request:
        desk = self.application.programmes.applications
        return desk.reject(reading.reject(request), current().actor)

    @command
    def withdraw_enrolment(self, request: Request) -> Request:
        desk, asked = self.application.programmes.applications, reading.enrolment_id(request)
        return desk.withdraw(WithdrawEnrolment(asked), current().actor)

    @query
    def get_enrolment(self, request: Request) -> Request:
        queries = self.application.programmes.enrolment_queries
        return queries.enrolment(reading.enrolment_id(request), current().actor)

    @query
    def explain_enrolment(self, request: Request) -> Request:
        queries = self.application.programmes.enrolment_queries
        return queries.explanation(reading.enrolment_id(request), current().actor)

    @query
    def find_enrolments(self, request: Request) -> Request:
        queries = self.application.programmes.enrolment_queries
        return queries.find(*reading.find_enrolments(request), current().actor)

    @query
    def rank_applications(self, request: Request) -> Request:
        queries = self.application.programmes.enrolment_queries
        return queries.ranking(**reading.rank_applications(request), actor=current().actor)

    @command
    def reassess_enrolment(self, request: Request) -> Request:
        desk, asked = self.application.programmes.enrolments, reading.enrolment_id(request)
        return desk.reassess(Reassess(asked), current().actor)

    @command
    def suspend_enrolment(self, request: Request) -> Request:
        desk = self.application.programmes.enrolments
        return desk.suspend(reading.suspend(request), current().actor)

    @command
    def resume_enrolment(self, request: Request) -> Request:
        desk = self.application.programmes.enrolments
        return desk.resume(reading.resume(request), current().actor)

    @command
    def end_enrolment(self, request: Request) -> Request:
        desk = self.application.programmes.enrolments
        return desk.end(reading.end(request), current().actor)

    @due("programmes", "dates")
    def programme_date_has_come(self, programme_id: str, timer: str) -> None:
        self.application.programmes.programmes.keep_dates(programme_id)

    @due("programme_places", "line")
    def place_is_free(self, places_id: str, timer: str) -> None:
        self.application.programmes.seats.serve_line(places_id, current().actor.subject)

    @due("enrolments", "reminder")
    def review_is_near(self, enrolment_id: str, timer: str) -> None:
        self.application.programmes.enrolments.remind_of_review(enrolment_id)

    @due("enrolments", "review")
    def enrolment_review_is_due(self, enrolment_id: str, timer: str) -> None:
        self.application.programmes.enrolments.call_review(enrolment_id)

    @due("enrolments", "suspension")
    def suspension_is_over(self, enrolment_id: str, timer: str) -> None:
        desk = self.application.programmes.enrolments
        desk.end_suspension(enrolment_id, current().actor.subject)

    @life.handles(
        HouseholdRegistered, HouseholdAmended, HouseholdAmendedInConfidence, HouseholdDissolved
    )
    def family_changed(self, event: Event[Any]) -> None:
        if getattr(event.data, "imported", False):
            return  # who came with a file is enrolled in nothing yet
        following = self.application.programmes.life
        following.household_changed(event.data.household_id, reading.concerned(event.data))

    @life.handles(PersonAmended)
    def applicant_changed(self, event: Event[Any]) -> None:
        if reading.of_life(event.data):
            self.application.programmes.life.person_changed(event.data.person_id)

    # Whoever applied, went on or objected may have moved in that moment.
    @life.handles(
        EnrolmentApplied,
        EnrolmentWaitlisted,
        EnrolmentStarted,
        EnrolmentReopened,
        EnrolmentRestored,
        EnrolmentPersonReplaced,
        GrievanceFiled,
    )
    def enrolment_goes_on(self, event: Event[Any]) -> None:
        self.application.programmes.life.settle(event.data.enrolment_id)

    @life.handles(EnrolmentRejected, EnrolmentEnded)
    def enrolment_is_over(self, event: Event[Any]) -> None:
        self.application.programmes.life.stands(event.data.enrolment_id)
