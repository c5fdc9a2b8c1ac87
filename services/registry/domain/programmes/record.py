"""An enrolment (انتساب): a household's way through a programme, from the application to its end."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from services.registry.domain.programmes.decisions import Decisions, with_former
from services.registry.domain.programmes.events import (
    Applied,
    EnrolmentEvent,
    Moved,
    PersonReplaced,
    Prepared,
    Whose,
)
from services.registry.domain.programmes.facts import (
    Applicant,
    Application,
    Assessment,
    CrossCheck,
    Decision,
    ProgrammeRef,
    Revision,
    SetAside,
    Step,
    Suspension,
    Visit,
)
from services.registry.domain.programmes.refusals import (
    DayInFuture,
    SamePersonDecides,
    StatedTooLongAgo,
    StepNotPossible,
    VisitMissing,
)
from services.registry.domain.programmes.words import (
    HOLDS_PLACE,
    LIVING,
    UNDECIDED,
    Reason,
    Status,
)


@dataclass
class EnrolmentRecord:
    """What is kept of an enrolment, and its preparation. `course` are its steps, in their order.

    `former_assessments` are those that a decision rested on until another one was taken.
    """

    id: str
    programme: ProgrammeRef
    applicant: Applicant
    application: Application
    status: Status
    cross_checks: tuple[CrossCheck, ...] = ()
    visit: Visit | None = None
    assessment: Assessment | None = None
    decision: Decision | None = None
    amount_fils: int | None = None
    started_on: date | None = None
    review_on: date | None = None
    remind_on: date | None = None
    review_called: bool = False
    ticket: int | None = None
    suspension: Suspension | None = None
    set_aside: SetAside | None = None
    household_changed_on: date | None = None
    course: tuple[Step, ...] = ()
    former_assessments: tuple[Assessment | None, ...] = ()
    version: int = 0
    events: list[EnrolmentEvent] = field(default_factory=list)

    @property
    def governorate(self) -> str:
        return self.applicant.governorate

    @property
    def household_id(self) -> str:
        return self.applicant.household_id

    @property
    def person_id(self) -> str | None:
        """Whose own it is, when it is not the household's."""
        return self.applicant.person_id

    @property
    def whose(self) -> Whose:
        """What every event tells of it."""
        return Whose(
            self.id,
            self.programme.id,
            self.applicant.household_id,
            self.applicant.contact_id,
            self.applicant.governorate,
            self.programme.name,
            self.applicant.person_id,
        )

    @property
    def decisions(self) -> Decisions:
        """What was decided so far, and on what it rested."""
        return Decisions(
            self.course,
            self.former_assessments,
            self.assessment,
            self.amount_fils,
            self.decision,
        )

    @property
    def prepared_by(self) -> frozenset[str]:
        """Who wrote down what is on the file of the application."""
        visitors = () if self.visit is None else (self.visit.visited_by,)
        return frozenset(
            {self.application.registered_by, *visitors}
            | {each.recorded_by for each in self.cross_checks}
        )

    @property
    def holds_place(self) -> bool:
        """Whether it occupies one of the programme's places."""
        return self.status in HOLDS_PLACE

    @property
    def lives(self) -> bool:
        """Whether it keeps its household or person from a second one."""
        return self.status in LIVING

    @property
    def lost(self) -> bool:
        """Whether it has ended because whom it was for was lost, and nothing was decided since."""
        aside = self.set_aside
        return aside is not None and aside.merged_id is None and not self.lives

    def person_merged(self, merged_id: str, survivor_id: str) -> None:
        """The enrolled person is known by another record; what has ended stays as it was."""
        if self.applicant.person_id == merged_id and self.lives:
            self._be_of(self.applicant.merged(survivor_id))

    def person_parted(self, merged_id: str, survivor_id: str) -> None:
        """That merge was undone: it is again whose it was before."""
        applicant = self.applicant
        if applicant.person_id == survivor_id and applicant.formerly[-1:] == (merged_id,):
            self._be_of(applicant.parted())

    def live_at(self, household_id: str, governorate: str, head_id: str) -> None:
        """Whoever is enrolled lives there now, under this head. Whose counter it is, and who may
        read it, follows also when it has ended: there can be a grievance about its end."""
        applicant = self.applicant.living_at(household_id, governorate, head_id)
        if applicant != self.applicant:
            self.applicant = applicant
            self.events.append(Moved(self.whose))

    def cross_check(self, check: CrossCheck, earliest: date, today: date) -> None:
        """Record what another body says, as long as the enrolment lives.

        Of an application the rules are then to be applied again. What runs goes on until they are.
        """
        self._must_be(*LIVING)
        _must_be_between(earliest, check.stated_on, today)
        self.cross_checks = (*self.cross_checks, check)
        if self.status in UNDECIDED:
            self._back_to_preparation("cross_check")
        else:
            self.events.append(Prepared(self.whose, "cross_check"))

    def record_visit(self, visit: Visit, earliest: date, today: date) -> None:
        """Record the home visit; the rules are then to be applied again."""
        self._must_be(*UNDECIDED)
        _must_be_between(earliest, visit.visited_on, today)
        self.visit = visit
        self._back_to_preparation("visit")

    def facts_changed(self, anew: Assessment) -> None:
        """More is known of the household than when its application was assessed.

        When the rules would say something else now, they are to be applied again: it has no rank
        until then.
        """
        kept = self.assessment
        if self.status is Status.ASSESSED and kept is not None and not kept.says_as(anew):
            self._back_to_preparation("facts")

    def must_be_assessable(self, visit_required: bool) -> None:
        """Raise `StepNotPossible`, or `VisitMissing`: the home is visited before the formula."""
        self._must_be(*UNDECIDED)
        if visit_required and self.visit is None:
            raise VisitMissing()

    def assess(self, assessment: Assessment, visit_required: bool) -> None:
        """Record what the rules say; the application now has its rank."""
        self.must_be_assessable(visit_required)
        self.assessment, self.household_changed_on = assessment, None
        self.status = Status.ASSESSED
        self.events.append(Prepared(self.whose, "assessment"))

    def must_be_decided_by_another(self, subject: str, *rests_on: Assessment | None) -> None:
        """Where money flows, who prepared does not decide, nor who stated the facts that the
        decision rests on. Raises `SamePersonDecides`."""
        stated = {each for known in rests_on if known for each in known.stated_by}
        if self.programme.money and subject in self.prepared_by | stated:
            raise SamePersonDecides()

    def _as_it_is(self, merged_id: str | None = None, survivor_id: str | None = None) -> SetAside:
        return SetAside(
            merged_id,
            survivor_id,
            self.status,
            self.ticket,
            self.suspension,
            self.review_on,
            self.remind_on,
            self.review_called,
        )

    def _be_of(self, applicant: Applicant) -> None:
        self.applicant = applicant
        self.events.append(PersonReplaced(self.whose, applicant.contact_id))

    def _back_to_preparation(self, what: str) -> None:
        self.assessment, self.status = None, Status.APPLIED
        self.events.append(Prepared(self.whose, what))

    def _must_be(self, *statuses: Status) -> None:
        if self.status not in statuses:
            raise StepNotPossible(status=self.status.value)

    def _step(
        self,
        status: Status,
        by: str,
        today: date,
        reason: Reason | None = None,
        note: str | None = None,
        revision: Revision | None = None,
    ) -> None:
        self.status = status
        step = Step(status, today, by, reason, note, revision, len(self.former_assessments))
        self.course = (*self.course, step)

    def _rest_on(self, assessment: Assessment | None) -> None:
        """From the next step on; the decisions until now keep what they rested on."""
        self.former_assessments = with_former(self.former_assessments, self.assessment)
        self.assessment = assessment

    def _note_late(self, today: date) -> None:
        """The step just taken is of an earlier day, on which nobody wrote it down."""
        if self.course[-1].on < today:
            self.course = (*self.course[:-1], replace(self.course[-1], noted_on=today))

    def _forget_review(self) -> None:
        self.review_on, self.remind_on, self.review_called = None, None, False
        self.household_changed_on = None

    def _note_applied(self) -> None:
        self._step(Status.APPLIED, self.application.registered_by, self.application.registered_on)
        self.events.append(Applied(self.whose))


def _must_be_between(earliest: date, day: date, today: date) -> None:
    if day > today:
        raise DayInFuture()
    if day < earliest:
        raise StatedTooLongAgo(earliest=earliest.isoformat())
