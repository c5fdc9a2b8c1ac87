"""Programmes, who applies and is enrolled, and grievances."""

from __future__ import annotations

from dataclasses import dataclass

from services.registry.app.programmes.applications import ApplicationDesk
from services.registry.app.programmes.assessments import AssessedByRules
from services.registry.app.programmes.enrolments import EnrolmentDesk
from services.registry.app.programmes.family import FamilyChanges
from services.registry.app.programmes.grievances import GrievanceDesk
from services.registry.app.programmes.holidays import HolidayDesk
from services.registry.app.programmes.life import LifeOfApplicants
from services.registry.app.programmes.merging import MergedApplicants
from services.registry.app.programmes.programmes import ProgrammeDesk
from services.registry.app.programmes.queries import (
    EnrolmentQueries,
    GrievanceQueries,
    ProgrammeQueries,
)
from services.registry.app.programmes.seats import Seats


@dataclass(frozen=True)
class Programmes:
    """Everything the registry can be told and asked about this area."""

    programmes: ProgrammeDesk
    applications: ApplicationDesk
    enrolments: EnrolmentDesk
    seats: Seats
    programme_queries: ProgrammeQueries
    enrolment_queries: EnrolmentQueries
    grievances: GrievanceDesk
    grievance_queries: GrievanceQueries
    holidays: HolidayDesk
    merged: MergedApplicants
    life: LifeOfApplicants
    assessed: AssessedByRules
    family: FamilyChanges
