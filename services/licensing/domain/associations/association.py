"""An association: registered, looked after, in the end dissolved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from services.licensing.domain.access import Actor, owner_marks
from services.licensing.domain.associations import events, parts, refusals
from services.licensing.domain.associations.rules import AssociationRules
from services.licensing.domain.contact import NOBODY, Contact
from services.licensing.domain.places import Place

_REPORT_CLASSES = ("specialisation", "field", "target_group")


@dataclass
class Association:
    """The aggregate. This constructor restores; `register` makes a new one.

    `report_year` is the first year whose report is neither accepted nor noted as overdue, and
    `report_due_by` the last day for it, by the rules of the day it was set.
    """

    id: str
    version: int
    kind: str
    variant: str | None
    number: str
    name_ar: str
    name_en: str | None
    place: Place
    goals: tuple[str, ...]
    founders: tuple[parts.Founder, ...]
    representatives: tuple[parts.Representative, ...]
    licence_id: str | None
    application_id: str | None
    registered_on: date
    recorded_on: date
    ministries: tuple[parts.MinistryAssignment, ...]
    report_year: int
    report_due_by: date
    first_report_year: int
    bylaws: tuple[parts.BylawsVersion, ...] = ()
    reports: tuple[parts.AnnualReport, ...] = ()
    overdue: tuple[int, ...] = ()
    boards: tuple[parts.Board, ...] = ()
    measures: tuple[parts.Measure, ...] = ()
    dissolution: parts.Dissolution | None = None
    contacts: tuple[parts.ContactEntry, ...] = ()
    moves: tuple[parts.Move, ...] = ()
    renamings: tuple[parts.Renaming, ...] = ()
    parent: parts.Parent | None = None
    watch: parts.Watch | None = None
    events: list[events.AssociationEvent] = field(default_factory=list)

    @property
    def governorate(self) -> str:
        return self.place.governorate

    @property
    def owners(self) -> frozenset[str]:
        marks = (owner_marks(each.subject, each.national_number) for each in self.representatives)
        return frozenset[str]().union(*marks)

    @property
    def competent_ministry(self) -> str:
        return self.ministries[-1].code

    @property
    def contact(self) -> Contact:
        """Who is written to for it now."""
        return self.contacts[-1].contact if self.contacts else NOBODY

    @property
    def state(self) -> parts.AssociationState:
        return self.state_on(date.max)

    def state_on(self, day: date) -> parts.AssociationState:
        """What it was at the end of this day, by what was decided until then."""
        if self.dissolution is not None and self.dissolution.on <= day:
            return parts.AssociationState.DISSOLVED
        suspended = False
        for each in self.measures:
            if each.on <= day and each.kind in (parts.SUSPENSION, parts.RESUMPTION):
                suspended = each.kind == parts.SUSPENSION
        return parts.AssociationState.SUSPENDED if suspended else parts.AssociationState.ACTIVE

    def place_on(self, day: date) -> Place:
        """Where its headquarters were at the end of this day."""
        for each in self.moves:
            if each.on > day:
                return each.former_place
        return self.place

    def ministry_on(self, day: date) -> str:
        """The ministry that was competent on this day."""
        known = [each for each in self.ministries if each.on <= day]
        return (known or self.ministries[:1])[-1].code

    def warning_on(self, day: date) -> parts.Measure | None:
        """The warning that stood unanswered on this day: open, or lapsed without a remedy."""
        standing = None
        for each in self.measures:
            if each.on <= day and each.kind in (parts.WARNING, parts.LAPSED, parts.REMEDIED):
                standing = None if each.kind == parts.REMEDIED else each
        return standing

    @property
    def seated(self) -> tuple[parts.Board, ...]:
        """The boards that stand in the record, without those that were recorded wrongly."""
        return tuple(each for each in self.boards if each.withdrawal is None)

    def board_on(self, day: date) -> parts.Board | None:
        """The board in its term on this day, by what stood in the record then."""
        sat = [each for each in self.boards if each.known_on(day) and each.valid_from <= day]
        return sat[-1] if sat and sat[-1].valid_until >= day else None

    def must_be_active(self) -> None:
        """Raises `AssociationNotActive`."""
        if self.state is not parts.AssociationState.ACTIVE:
            raise refusals.AssociationNotActive(state=self.state.value)

    def must_not_be_dissolved(self) -> None:
        """Raises `AssociationDissolved`."""
        if self.dissolution is not None:
            raise refusals.AssociationDissolved()

    def change_ministry(
        self, code: str, reason: str, by: Actor, today: date, rules: AssociationRules
    ) -> None:
        """The registry's board names another competent ministry."""
        self.must_not_be_dissolved()
        must_be_ministry(code, rules)
        if code == self.competent_ministry:
            raise refusals.MinistryUnchanged()
        named = parts.MinistryAssignment(code, today, by.subject, reason)
        self.ministries = (*self.ministries, named)
        self.events.append(events.MinistryChanged(self.id, code))

    def amend_bylaws(
        self,
        articles: Sequence[parts.Article],
        document_id: str | None,
        application_id: str | None,
        effective_on: date,
        today: date,
    ) -> parts.BylawsVersion:
        """A further version of the bylaws takes effect on a day."""
        self.must_be_active()
        numbers = [each.number for each in articles]
        if not numbers or numbers != sorted(set(numbers)):
            raise refusals.BylawsNumbering()
        number = len(self.bylaws) + 1
        made = parts.BylawsVersion(
            number, document_id, len(articles), effective_on, today, application_id
        )
        self.bylaws = (*self.bylaws, made)
        self.events.append(events.BylawsAmended(self.id, number, effective_on))
        return made

    def accept_report(
        self, report: parts.AnnualReport, rules: AssociationRules, today: date
    ) -> None:
        """The report of a year that is over; one noted as overdue is made good by it."""
        self.must_not_be_dissolved()
        if any(each.year == report.year for each in self.reports):
            raise refusals.ReportAccepted(year=report.year)
        if not self.registered_on.year <= report.year < today.year:
            raise refusals.ReportYearOpen(year=report.year)
        if report.figures.foreign_donations_fils > report.figures.income_fils:
            raise refusals.ForeignAboveIncome()
        for name in _REPORT_CLASSES:
            if getattr(report.classification, name) not in rules.classes[name]:
                raise refusals.ClassUnknown(choices=", ".join(sorted(rules.classes[name])))
        kept = (*self.reports, report)
        self.reports = tuple(sorted(kept, key=lambda each: each.year))
        self.overdue = tuple(year for year in self.overdue if year != report.year)
        self._await_next_report(rules)
        self.events.append(events.ReportAccepted(self.id, report.year, report.foreign_funded))

    def note_overdue(self, year: int, rules: AssociationRules, today: date) -> None:
        """The last day for a year's report has passed without it; noted once."""
        if self.dissolution is not None or year != self.report_year or today <= self.report_due_by:
            return
        self.overdue = (*self.overdue, year)
        self._await_next_report(rules)
        self.events.append(events.ReportOverdue(self.id, year))

    def _await_next_report(self, rules: AssociationRules) -> None:
        settled = {each.year for each in self.reports} | set(self.overdue)
        year = self.report_year
        while year in settled:
            year += 1
        if year != self.report_year:
            self.report_year, self.report_due_by = year, rules.report_due_by(year)

    def name_representatives(
        self, named: Sequence[parts.Representative], contact: Contact, by: Actor, today: date
    ) -> None:
        """Who acts for it from now on, instead of those before, who are written to no more."""
        self.must_not_be_dissolved()
        must_be_different(named)
        self.record_contact(contact, by.subject, today)
        self.representatives = tuple(named)
        self.events.append(events.RepresentativesNamed(self.id))

    def record_contact(self, contact: Contact, by: str, today: date) -> None:
        """Who is written to from now on. The same once more changes nothing."""
        self.must_not_be_dissolved()
        if self.contacts and contact == self.contact:
            return
        self.contacts = (*self.contacts, parts.ContactEntry(contact, today, by))
        self.events.append(events.ContactRecorded(self.id, contact))

    def move(self, place: Place, application_id: str | None, today: date) -> bool:
        """Its headquarters are elsewhere from today on; whether they are."""
        self.must_not_be_dissolved()
        if place == self.place:
            return False
        moved = parts.Move(place, self.place, today, application_id)
        self.moves, self.place = (*self.moves, moved), place
        self.events.append(events.Moved(self.id, place, moved.former_place, today, application_id))
        return True

    def rename(
        self, name_ar: str, name_en: str | None, application_id: str | None, today: date
    ) -> bool:
        """It is called otherwise from today on; whether it is."""
        self.must_be_active()
        former_ar, former_en = self.name_ar, self.name_en
        if (name_ar, name_en) == (former_ar, former_en):
            return False
        renamed = parts.Renaming(name_ar, name_en, former_ar, former_en, today, application_id)
        self.renamings, self.name_ar, self.name_en = (*self.renamings, renamed), name_ar, name_en
        self.events.append(
            events.AssociationRenamed(self.id, name_ar, name_en, today, application_id)
        )
        return True

    def last_activity_on(self) -> date:
        """The last day on which it was heard of."""
        heard = [self.recorded_on, *(each.recorded_on for each in self.bylaws)]
        heard += [each.recorded_on for each in self.reports]
        # That the office was wrong is no sign of life: a correction, which follows the board that
        # was withdrawn for it, counts from the day that one was recorded.
        heard += [
            each.recorded_on
            for former, each in zip((None, *self.boards), self.boards, strict=False)
            if former is None or former.withdrawal is None
        ]
        return max(heard)

    def silent_for(self, today: date) -> timedelta:
        """How long it has not been heard of."""
        return today - self.last_activity_on()


def must_be_different(named: Sequence[parts.Representative]) -> None:
    """Raises `RepresentativeTwice` for one who is named again, by login or by national number."""
    logins = [each.subject for each in named if each.subject]
    numbers = [each.national_number for each in named if each.national_number]
    if len(logins) != len(set(logins)) or len(numbers) != len(set(numbers)):
        raise refusals.RepresentativeTwice(pointer="/representatives")


def must_be_ministry(code: str, rules: AssociationRules) -> None:
    """Raises `MinistryUnknown`."""
    if code not in rules.ministries:
        known = [rules.ministries[each] for each in sorted(rules.ministries)]
        ministries = {
            "ar": "، ".join(each.ar for each in known),
            "en": ", ".join(each.en for each in known),
        }
        raise refusals.MinistryUnknown(ministries=ministries)
