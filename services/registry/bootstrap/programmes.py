"""Wires programmes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from chassis.documents.commands import refuse_stale
from chassis.documents.kind import Kind
from chassis.documents.listing import listing
from chassis.working_days import working_days_after
from services.registry.adapters.emergencies import rules as emergency_rules
from services.registry.adapters.households.store import HOUSEHOLDS
from services.registry.adapters.payments import rules as payment_rules
from services.registry.adapters.payments.store import RECOVERIES
from services.registry.adapters.persons.enrolled import FoundByProgramme
from services.registry.adapters.persons.store import PERSONS
from services.registry.adapters.programmes import explanations, grievances, rules
from services.registry.adapters.programmes import holidays as holiday_tables
from services.registry.adapters.programmes.enrolments import (
    ENROLMENTS,
    KeptEnrolments,
    show,
    summary,
)
from services.registry.adapters.programmes.lines import (
    Line,
    MemoryRanking,
    MongoRanking,
    OwnEnrolments,
)
from services.registry.adapters.programmes.neighbours import (
    AssessedOf,
    ConcernedBy,
    ExistingFor,
    FirstSince,
    KeptHomes,
    KeptPeople,
    LivingBeside,
    OverdueAbout,
    PersonEnrolled,
    Running,
    SetOffOf,
)
from services.registry.adapters.programmes.programmes import PLACES, PROGRAMMES, places_id
from services.registry.app.ports import View
from services.registry.app.programmes.applications import ApplicationDesk
from services.registry.app.programmes.area import Programmes
from services.registry.app.programmes.assessments import AssessedByRules, Disregarding
from services.registry.app.programmes.enrolments import EnrolmentDesk
from services.registry.app.programmes.explanation import Explain
from services.registry.app.programmes.family import FamilyChanges
from services.registry.app.programmes.grievances import GrievanceDesk
from services.registry.app.programmes.holidays import HolidayDesk
from services.registry.app.programmes.life import LifeOfApplicants
from services.registry.app.programmes.merging import MergedApplicants
from services.registry.app.programmes.ports import (
    Assessed,
    Assessor,
    Because,
    KnownRules,
    OwnPerson,
    Profiles,
)
from services.registry.app.programmes.programmes import ProgrammeDesk
from services.registry.app.programmes.queries import (
    EnrolmentQueries,
    GrievanceQueries,
    ProgrammeQueries,
)
from services.registry.app.programmes.reach import IsChild, Reach
from services.registry.app.programmes.redress import Redress
from services.registry.app.programmes.seats import Seats
from services.registry.app.programmes.telling import Telling
from services.registry.bootstrap.house import House
from services.registry.domain.access import Actor
from services.registry.domain.eligibility.judged import Judged
from services.registry.domain.programmes.refusals import RulesUnknown

KINDS: tuple[Kind[Any], ...] = (
    PROGRAMMES,
    PLACES,
    ENROLMENTS,
    grievances.GRIEVANCES,
    holiday_tables.HOLIDAYS,
)


class NoRules:
    """Where no eligibility rules are kept, none has the name that is asked for."""

    def assess(self, rules_name: str, whom: Judged, day: date) -> Assessed:
        raise RulesUnknown(name=rules_name)

    def disregarded(self, rules_name: str, whom: Judged, day: date) -> Sequence[Because]:
        raise RulesUnknown(name=rules_name)


class OnTheFile:
    """Where no profiles are kept, a cross-check stays with its application."""

    def record(
        self, household_id: str, facts: Mapping[str, Any], *, body: str, check_id: str, on: date
    ) -> None:
        return None

    def household_changed(self, household_id: str, came: bool, today: date) -> None:
        return None

    def outdated_since(self, household_id: str, changed_on: date | None) -> date | None:
        return None


def wire(
    house: House,
    own_person_id: OwnPerson,
    assessor: Assessor | None = None,
    profiles: Profiles | None = None,
    *,
    household: Callable[[str, Actor], View],
    knows_person: Callable[[Actor, str], bool],
    is_child: IsChild,
    must_know_rules: KnownRules = lambda name, beneficiary, day: True,
) -> Programmes:
    """The area on this ground, with the rules of eligibility and what they know of households.

    `household` shows a household to whom may see it, and hides a protected one from the others;
    `knows_person` tells whether a person exists for who asks, `is_child` whether who was born then
    may not be of age today.
    """
    programmes, places = house.store(PROGRAMMES), house.store(PLACES)
    enrolments, homes = house.store(ENROLMENTS), KeptHomes(house.store(HOUSEHOLDS))
    telling = Telling(programmes)
    commanded = KeptEnrolments(enrolments, telling.enrolment)
    objections = house.store(grievances.GRIEVANCES)
    people = KeptPeople(house.store(PERSONS), house.store(HOUSEHOLDS))
    findable = FoundByProgramme(house.store(PERSONS), house.store(HOUSEHOLDS), enrolments)
    law, calendar = rules.load(house.settings.rules), house.calendar
    reasons_of_emergencies = emergency_rules.load(house.settings.rules / "emergencies.yaml")
    reach = Reach(
        homes,
        people,
        own_person_id,
        ExistingFor(household),
        knows_person,
        PersonEnrolled(enrolments),
        OverdueAbout(objections),
        is_child,
        house.audit,
    )
    assessor, profiles = assessor or NoRules(), profiles or OnTheFile()
    seats = Seats(
        programmes,
        places,
        enrolments,
        Line(enrolments),
        places_id,
        assessor,
        profiles,
        house.together,
        law.on,
        calendar,
    )
    tables = house.store(holiday_tables.HOLIDAYS)
    explain = Explain(
        explanations.say,
        law.on,
        SetOffOf(house.store(RECOVERIES)),
        Disregarding(assessor, calendar),
    )
    beside = LivingBeside(enrolments, people)
    redress = Redress(
        enrolments,
        programmes,
        seats,
        beside,
        FirstSince(enrolments, people),
        assessor,
        law.on,
        calendar,
    )
    holidays = HolidayDesk(
        tables,
        holiday_tables.Recorded(tables),
        holiday_tables.known_before,
        holiday_tables.show,
        refuse_stale,
        working_days_after,
    )
    return Programmes(
        programmes=ProgrammeDesk(
            programmes,
            places,
            places_id,
            house.together,
            law.on,
            must_know_rules,
            _payable(house),
            calendar,
            house.new_id("programme"),
        ),
        applications=ApplicationDesk(
            commanded,
            programmes,
            seats,
            homes,
            reach,
            assessor,
            profiles,
            house.together,
            law.on,
            calendar,
            house.new_id("enrolment"),
            house.new_id("cross_check"),
        ),
        enrolments=EnrolmentDesk(
            commanded,
            programmes,
            seats,
            reach,
            assessor,
            profiles,
            Running(enrolments),
            house.together,
            law.on,
            calendar,
        ),
        seats=seats,
        programme_queries=ProgrammeQueries(
            programmes,
            places,
            places_id,
            listing(programmes),
            law.on,
            lambda day: reasons_of_emergencies.on(day).reasons,
            calendar.today,
        ),
        enrolment_queries=EnrolmentQueries(
            enrolments,
            reach,
            listing(enrolments),
            MemoryRanking(enrolments) if house.database is None else MongoRanking(house.database),
            telling,
            show,
            summary,
            explain,
            house.audit,
        ),
        grievances=GrievanceDesk(
            objections,
            enrolments,
            redress,
            reach,
            explain,
            house.together,
            law.on,
            calendar,
            holidays.working_days_after,
            house.new_id("grievance"),
        ),
        grievance_queries=GrievanceQueries(
            objections,
            reach,
            listing(objections),
            grievances.show,
            grievances.summary,
            house.audit,
        ),
        holidays=holidays,
        merged=MergedApplicants(
            enrolments,
            programmes,
            OwnEnrolments(enrolments),
            seats,
            findable,
            people,
            house.together,
            law.on,
            calendar,
        ),
        life=LifeOfApplicants(
            enrolments,
            objections,
            programmes,
            ConcernedBy(enrolments, objections),
            homes,
            people,
            beside,
            seats,
            findable,
            house.together,
            law.on,
            calendar,
        ),
        family=FamilyChanges(
            enrolments,
            programmes,
            ConcernedBy(enrolments, objections),
            homes,
            people,
            profiles,
            law.on,
            calendar,
        ),
        assessed=AssessedByRules(
            enrolments,
            programmes,
            AssessedOf(enrolments),
            Running(enrolments),
            assessor,
            calendar,
        ),
    )


def _payable(house: House) -> Callable[[date], tuple[int, int]]:
    """The bounds by which lists of payments hold amounts."""
    at = payment_rules.load(house.settings.rules / "payments.yaml").on

    def bounds(day: date) -> tuple[int, int]:
        return at(day).least_fils, at(day).most_fils

    return bounds
