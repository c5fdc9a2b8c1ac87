"""An enrolment's decisions: approved, waiting, started, reassessed, suspended, ended, reopened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from services.registry.domain.programmes.events import (
    Approved,
    Rejected,
    Reopened,
    Restored,
    Started,
    Waitlisted,
)
from services.registry.domain.programmes.facts import (
    Applicant,
    Application,
    Assessment,
    Decision,
    ProgrammeRef,
    SetAside,
)
from services.registry.domain.programmes.programme import Programme, Terms
from services.registry.domain.programmes.reassessing import ReassessedRecord, amount_by
from services.registry.domain.programmes.refusals import (
    AssessmentOutdated,
    NotAssessed,
    NotEligible,
)
from services.registry.domain.programmes.rules import ProgrammeRules, one_of
from services.registry.domain.programmes.words import UNDECIDED, Status

SAME_PERSON, EARLIER_REINSTATED = "same_person", "earlier_reinstated"
HOUSEHOLD_DISSOLVED, BENEFICIARY_DIED = "household_dissolved", "beneficiary_died"
TOLD_BY_RECORDS = frozenset({SAME_PERSON, HOUSEHOLD_DISSOLVED, BENEFICIARY_DIED})
"""What an enrolment ends for by itself, by what is recorded of persons: when that was wrong, such
an end is undone with it."""


@dataclass
class Enrolment(ReassessedRecord):
    """The aggregate. This constructor restores; `apply` makes a new one."""

    @classmethod
    def apply(
        cls,
        enrolment_id: str,
        programme: Programme,
        applicant: Applicant,
        application: Application,
        rules: ProgrammeRules,
    ) -> Enrolment:
        """Apply for a programme that is open for this household or person."""
        programme.must_take(applicant.governorate, applicant.person_id, application.registered_on)
        terms = programme.terms
        reference = ProgrammeRef(
            programme.id, terms.name, terms.kind.value, terms.kind in rules.money_kinds
        )
        enrolment = cls(enrolment_id, reference, applicant, application, Status.APPLIED)
        enrolment._note_applied()
        return enrolment

    def approve(self, decision: Decision, terms: Terms, anew: Assessment | None = None) -> None:
        """Approve; then `start` or `wait`. `anew` is what the rules say on the day of the decision.

        Raises `VisitMissing`, `NotAssessed`, `AssessmentOutdated`, `NotEligible`.
        """
        self.must_be_assessable(terms.visit_required)
        if terms.rules is not None:
            if self.assessment is None:
                raise NotAssessed()
            if anew is not None and _result(terms, anew) != _result(terms, self.assessment):
                raise AssessmentOutdated(on=self.assessment.on.isoformat())
            if not self.assessment.eligible:
                raise NotEligible()
        self.decision = decision
        self.amount_fils = amount_by(terms, self.assessment)
        self.events.append(Approved(self.whose))

    def reject(self, decision: Decision) -> None:
        """Reject, for a reason that the family is told."""
        self._must_be(*UNDECIDED)
        self.decision = decision
        self._step(Status.REJECTED, decision.by, decision.on, decision.reason, decision.note)
        code = "" if decision.reason is None else decision.reason.code
        self.events.append(Rejected(self.whose, code))

    def wait(self, ticket: int, position: int, by: str, today: date) -> None:
        """Every place is taken: wait in line with this ticket. A suspension waits as well."""
        self.ticket = ticket
        self._forget_review()
        self._step(Status.WAITING, by, today)
        self.events.append(Waitlisted(self.whose, position))

    def start(self, terms: Terms, rules: ProgrammeRules, by: str, today: date) -> None:
        """The benefit, service or place begins; who was suspended before waiting still is."""
        self.ticket, self.started_on = None, self.started_on or today
        changed_on = self.household_changed_on
        self._arm_review(terms, rules, today)
        if self.suspension is None:
            self._step(Status.ACTIVE, by, today)
            self.events.append(Started(self.whose, self.started_on, self.review_on))
        else:
            self._suspend_again(self.suspension, by, today)
        self._call_owed_review(today)
        if changed_on is not None:
            # While it waited: what it was approved by was said of others.
            self.household_changed_on = changed_on
            self.review_at_once(today)

    def suspension_is_over(self, today: date, by: str) -> None:
        """What follows a suspension on which nobody acted; nothing before its last day is over.

        It follows on the day after, also when it is written down later: months are paid by days.
        """
        suspension = self.suspension
        if self.status is not Status.SUSPENDED or suspension is None or suspension.until >= today:
            return
        day = max(suspension.until + timedelta(days=1), self._suspended_since())
        if suspension.then == "exit":
            began = self._suspended_at()
            self.end(Status.EXITED, suspension.reason, by, day)
            self._mark_following(began)
        else:
            self.resume(by, day)
        self._note_late(today)

    def end_as_second(
        self, merged_id: str, survivor_id: str, rules: ProgrammeRules, by: str, today: date
    ) -> None:
        """Two records of one person were merged, and the other one's enrolment goes on."""
        before = self._as_it_is(merged_id, survivor_id)
        self._end_by_itself(SAME_PERSON, rules, by, today)
        self.set_aside = before

    def give_way(self, rules: ProgrammeRules, by: str, today: date) -> None:
        """An earlier enrolment of the family runs again: this application is not needed."""
        self._must_be(*UNDECIDED)
        self._end_by_itself(EARLIER_REINSTATED, rules, by, today)

    def lose_beneficiary(
        self, code: str, rules: ProgrammeRules, by: str, today: date, contact_id: str | None = None
    ) -> None:
        """Whom it was for is no longer there: it ends, once, for this reason.

        `contact_id` is told of it: nobody writes to the dead.
        """
        if self.lives:
            before = self._as_it_is()
            self.applicant = self.applicant.told_through(contact_id or self.applicant.contact_id)
            self._end_by_itself(code, rules, by, today)
            self.set_aside = before

    def restore(self, before: SetAside, by: str, today: date) -> None:
        """What it ended by was undone: it is what it was. Whether its place is free is asked."""
        self.set_aside = None
        self.ticket, self.suspension = before.ticket, before.suspension
        self.review_on, self.remind_on = before.review_on, before.remind_on
        self.review_called = before.review_called
        if before.status is Status.SUSPENDED and before.suspension is not None:
            self._suspend_again(before.suspension, by, today)
        else:
            self._step(before.status, by, today)
            self.events.append(Restored(self.whose, before.status.value))
        self._call_owed_review(today)

    def reopen(self, by: str, today: date) -> None:
        """The rejection falls: prepared and decided again."""
        self._must_be(Status.REJECTED)
        self.decision = None
        self._rest_on(None)
        self._step(Status.APPLIED, by, today)
        self.events.append(Reopened(self.whose))

    def reinstate(self) -> None:
        """The end falls; `start` or `wait` follows.

        When the rules had ended it, it rests again on what they said before: so does its amount.
        """
        self._must_be(Status.EXITED, Status.GRADUATED)
        self.set_aside = None
        if self.course[-1].revision is not None:
            self._rest_on(self.former_assessments[-1])

    def _end_by_itself(self, code: str, rules: ProgrammeRules, by: str, today: date) -> None:
        ended = Status.WITHDRAWN if self.status in UNDECIDED else Status.EXITED
        self.end(ended, one_of(rules.exits, code), by, today)


def _result(terms: Terms, assessment: Assessment) -> tuple[bool, int | None]:
    return assessment.eligible, amount_by(terms, assessment) if assessment.eligible else None
