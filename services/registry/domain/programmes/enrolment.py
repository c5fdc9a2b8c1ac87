"""An enrolment's decisions: approved, waiting, started, reassessed, suspended, ended, reopened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.registry.domain.programmes.events import (
    AmountChanged,
    Approved,
    Ended,
    Prepared,
    Rejected,
    Reopened,
    Restored,
    Reviewed,
    Started,
    Waitlisted,
)
from services.registry.domain.programmes.facts import (
    Applicant,
    Application,
    Assessment,
    Decision,
    ProgrammeRef,
    Revision,
    SetAside,
)
from services.registry.domain.programmes.programme import Programme, Terms
from services.registry.domain.programmes.redress import Redressable
from services.registry.domain.programmes.refusals import (
    AssessmentOutdated,
    NotAssessed,
    NotEligible,
)
from services.registry.domain.programmes.rules import ProgrammeRules, one_of
from services.registry.domain.programmes.words import HOLDS_PLACE, UNDECIDED, Reason, Status

NO_LONGER_ENTITLED, SAME_PERSON = "no_longer_entitled", "same_person"
EARLIER_REINSTATED = "earlier_reinstated"
HOUSEHOLD_DISSOLVED, BENEFICIARY_DIED = "household_dissolved", "beneficiary_died"
TOLD_BY_RECORDS = frozenset({SAME_PERSON, HOUSEHOLD_DISSOLVED, BENEFICIARY_DIED})
"""What an enrolment ends for by itself, by what is recorded of persons: when that was wrong, such
an end is undone with it."""

_ENDS_FROM = {
    Status.WITHDRAWN: UNDECIDED | {Status.WAITING},
    Status.EXITED: HOLDS_PLACE | {Status.WAITING},
    Status.GRADUATED: HOLDS_PLACE,
}


@dataclass
class Enrolment(Redressable):
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
        self.amount_fils = _amount(terms, self.assessment)
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

    def reassess(
        self,
        assessment: Assessment | None,
        terms: Terms,
        rules: ProgrammeRules,
        by: str,
        today: date,
        prepared_by: tuple[str, ...] = (),
    ) -> None:
        """Apply what the rules say now; when nothing changes, nothing is told.

        Where there are none (`assessment` is missing) everybody stays, with the amount of the
        terms. Another amount is a decision of its own, and so is a review that confirms the amount:
        that which was due, if one was, is thereby done. Who is no longer entitled exits, who waits
        leaves the line. `prepared_by` are those whose decision `by` carries out.
        """
        self._must_be(Status.WAITING, Status.ACTIVE, Status.SUSPENDED)
        self._settle_owed_review(frozenset({by, *prepared_by}))
        entitled = assessment is None or assessment.eligible
        amount = _amount(terms, assessment) if entitled else None
        revision = Revision(self.amount_fils, amount, prepared_by)
        if not entitled:
            self._rest_on(assessment)
            reason = one_of(rules.exits, NO_LONGER_ENTITLED)
            self.end(Status.EXITED, reason, by, today, revision=revision)
        elif revision.changes or self.review_called:
            self._rest_on(assessment)
            self._step(self.status, by, today, revision=revision)
            self._apply_revision(revision, terms, rules, today)

    def question(self, anew: Assessment, terms: Terms, today: date) -> None:
        """Call for a review when the rules would now say something else of a running benefit.

        A person applies them then: nothing changes by itself.
        """
        running = self.holds_place and not self.review_called
        differs = not anew.eligible or _amount(terms, anew) != self.amount_fils
        if running and differs:
            self.review_at_once(today)

    def household_changed(self, anew: bool, today: date) -> None:
        """Somebody came to the household or left it: a person looks again, once.

        `anew`: by facts that are stated from now on. An application is assessed again.
        """
        if not self.lives:
            return
        if anew:
            self.household_changed_on = today
        if self.status is Status.ASSESSED:
            self._back_to_preparation("household")
        elif self.holds_place and not self.review_called:
            self.review_at_once(today)
        elif anew:
            self.events.append(Prepared(self.whose, "household"))

    def suspension_is_over(self, today: date, by: str) -> None:
        """What follows a suspension on which nobody acted; nothing before its last day is over."""
        suspension = self.suspension
        if self.status is not Status.SUSPENDED or suspension is None or suspension.until >= today:
            return
        if suspension.then == "exit":
            began = self._suspended_at()
            self.end(Status.EXITED, suspension.reason, by, today)
            self._mark_following(began)
        else:
            self.resume(by, today)

    def end(
        self,
        status: Status,
        reason: Reason,
        by: str,
        today: date,
        note: str | None = None,
        revision: Revision | None = None,
    ) -> None:
        """Exit, graduate or withdraw. An application can only be withdrawn."""
        self._must_be(*_ENDS_FROM[status])
        self.suspension, self.ticket, self.set_aside = None, None, None
        self._forget_review()
        self._step(status, by, today, reason, note, revision)
        self.events.append(Ended(self.whose, status.value, reason.code, today))

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
            return
        self._step(before.status, by, today)
        self.events.append(Restored(self.whose, before.status.value))

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

    def _apply_revision(
        self, revision: Revision, terms: Terms, rules: ProgrammeRules, today: date
    ) -> None:
        if revision.changes:
            self.amount_fils = revision.after_fils
            self.events.append(AmountChanged(self.whose, today))
        if self.review_called:
            self._arm_review(terms, rules, today)
            self.events.append(Reviewed(self.whose, self.review_on))
            self._call_owed_review(today)

    def _end_by_itself(self, code: str, rules: ProgrammeRules, by: str, today: date) -> None:
        ended = Status.WITHDRAWN if self.status in UNDECIDED else Status.EXITED
        self.end(ended, one_of(rules.exits, code), by, today)


def _result(terms: Terms, assessment: Assessment) -> tuple[bool, int | None]:
    return assessment.eligible, _amount(terms, assessment) if assessment.eligible else None


def _amount(terms: Terms, assessment: Assessment | None) -> int | None:
    if terms.amount_fils is not None or assessment is None:
        return terms.amount_fils
    return assessment.amount_fils
