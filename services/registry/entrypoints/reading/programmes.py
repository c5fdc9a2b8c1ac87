"""Requests about programmes and enrolments as commands and queries."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, cast

from contracts.events.registry.households import (
    HouseholdAmended,
    HouseholdDissolved,
    HouseholdRegistered,
)
from contracts.events.registry.persons import PersonAmended
from contracts.rpc.base import Nothing
from contracts.rpc.problems import read
from contracts.rpc.registry.programmes import (
    applications,
    enrolments,
    grievances,
    holidays,
    programmes,
)
from services.registry.app.programmes import commands
from services.registry.app.programmes.grievances import AnswerGrievance, FileGrievance
from services.registry.app.programmes.holidays import RecordHolidays
from services.registry.domain.eligibility.refusals import IndicatorTwice
from services.registry.domain.programmes.holidays import Holiday
from services.registry.domain.programmes.programme import Terms, TermsChanges
from services.registry.domain.programmes.words import Pillar, ProgrammeKind, Text

Request = dict[str, Any]
Page = tuple[dict[str, Any], str | None, int]


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _words(plain: Mapping[str, str]) -> Text:
    return Text(**plain)


_TERMS: Mapping[str, Callable[[Any], Any]] = {
    "name": _words,
    "pillar": Pillar,
    "kind": ProgrammeKind,
    "opens_on": _day,
    "closes_on": _day,
    "governorates": tuple,
}


def _terms(data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _TERMS.get(name, lambda it: it)(value) for name, value in data.items()}


def make_programme(request: Request) -> commands.MakeProgramme:
    return commands.MakeProgramme(Terms(**_terms(read(programmes.MakeProgramme, request))))


def change_programme(request: Request) -> commands.ChangeProgramme:
    data = read(programmes.ChangeProgramme, request)
    programme_id = data.pop("programme_id")
    return commands.ChangeProgramme(programme_id, cast("TermsChanges", _terms(data)))


def programme_id(request: Request) -> str:
    return str(read(programmes.GetProgramme, request)["programme_id"])


def nothing(request: Request) -> None:
    read(Nothing, request)


def find_programmes(request: Request) -> Page:
    return page(read(programmes.FindProgrammes, request))


def apply_for_programme(request: Request) -> commands.Apply:
    return commands.Apply(**read(applications.Apply, request))


def record_cross_check(request: Request) -> commands.RecordCrossCheck:
    data = read(applications.RecordCrossCheck, request)
    facts = {each["indicator"]: each["value"] for each in data["facts"]}
    if len(facts) < len(data["facts"]):
        raise IndicatorTwice()
    stated_on = date.fromisoformat(data["stated_on"])
    return commands.RecordCrossCheck(**{**data, "facts": facts, "stated_on": stated_on})


def record_visit(request: Request) -> commands.RecordVisit:
    data = read(applications.RecordVisit, request)
    return commands.RecordVisit(**{**data, "visited_on": date.fromisoformat(data["visited_on"])})


def enrolment_id(request: Request) -> str:
    return str(read(applications.OneEnrolment, request)["enrolment_id"])


def approve(request: Request) -> commands.ApproveEnrolment:
    return commands.ApproveEnrolment(**read(applications.Approve, request))


def reject(request: Request) -> commands.RejectEnrolment:
    return commands.RejectEnrolment(**read(applications.Reject, request))


def suspend(request: Request) -> commands.SuspendEnrolment:
    data = read(enrolments.Suspend, request)
    return commands.SuspendEnrolment(**{**data, "until": _day(data["until"])})


def resume(request: Request) -> commands.ResumeEnrolment:
    return commands.ResumeEnrolment(**read(enrolments.Resume, request))


def end(request: Request) -> commands.EndEnrolment:
    return commands.EndEnrolment(**read(enrolments.End, request))


def find_enrolments(request: Request) -> Page:
    return page(read(enrolments.FindEnrolments, request))


def rank_applications(request: Request) -> dict[str, Any]:
    return read(enrolments.RankApplications, request)


def file_grievance(request: Request) -> FileGrievance:
    return FileGrievance(**read(grievances.FileGrievance, request))


def answer_grievance(request: Request) -> AnswerGrievance:
    return AnswerGrievance(**read(grievances.AnswerGrievance, request))


def grievance_id(request: Request) -> str:
    return str(read(grievances.OneGrievance, request)["grievance_id"])


def find_grievances(request: Request) -> Page:
    return page(read(grievances.FindGrievances, request))


def record_holidays(request: Request) -> RecordHolidays:
    data = read(holidays.RecordHolidays, request)
    days = tuple(
        Holiday(date.fromisoformat(each["day"]), Text(each["ar"], each["en"]))
        for each in data["days"]
    )
    return RecordHolidays(data["year"], days)


def year(request: Request) -> int:
    return int(read(holidays.GetHolidays, request)["year"])


def page(asked: Mapping[str, Any]) -> Page:
    """Filters, cursor and size of a list."""
    filters = {name: value for name, value in asked.items() if name not in ("after", "limit")}
    return filters, asked["after"], asked["limit"]


def concerned(
    event: HouseholdRegistered | HouseholdAmended | HouseholdDissolved,
) -> tuple[str, ...]:
    """Who came into a household, or left it."""
    if isinstance(event, HouseholdRegistered):
        return event.member_ids
    return () if isinstance(event, HouseholdDissolved) else (*event.joined, *event.left)


def of_life(event: PersonAmended) -> bool:
    """Whether it tells that a person died, or lives elsewhere."""
    return bool({"died_on", "address"} & set(event.fields))
