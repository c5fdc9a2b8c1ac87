"""What becomes of an enrolment when its rules are applied anew, or somebody is to look again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.registry.domain.programmes.events import AmountChanged, Ended, Prepared, Reviewed
from services.registry.domain.programmes.facts import Assessment, Revision
from services.registry.domain.programmes.programme import Terms
from services.registry.domain.programmes.redress import Redressable
from services.registry.domain.programmes.rules import ProgrammeRules, one_of
from services.registry.domain.programmes.words import HOLDS_PLACE, UNDECIDED, Reason, Status

NO_LONGER_ENTITLED = "no_longer_entitled"

_ENDS_FROM = {
    Status.WITHDRAWN: UNDECIDED | {Status.WAITING},
    Status.EXITED: HOLDS_PLACE | {Status.WAITING},
    Status.GRADUATED: HOLDS_PLACE,
}


@dataclass
class ReassessedRecord(Redressable):
    """An enrolment as far as the rules are applied anew to it."""

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
        reviewed = self.review_called
        self._must_be(Status.WAITING, Status.ACTIVE, Status.SUSPENDED)
        owed = self._settles_owed_review(frozenset({by, *prepared_by}))
        self._revise(assessment, terms, rules, by, today, prepared_by, confirm=reviewed)
        if owed:
            self._settle_owed_review()
        if reviewed and self.review_called:
            self._arm_review(terms, rules, today)
            self.events.append(Reviewed(self.whose, self.review_on))
            self._call_owed_review(today)

    def follow_rules(
        self,
        assessment: Assessment,
        terms: Terms,
        rules: ProgrammeRules,
        by: str,
        day: date,
        today: date,
    ) -> None:
        """What the rules say changes by itself: nobody has looked.

        So the amount changes, or the benefit ends, and no review that was called or is owed is
        thereby done. It does on that `day`, also when it is written down later.
        """
        self._must_be(Status.WAITING, Status.ACTIVE, Status.SUSPENDED)
        steps = len(self.course)
        self._revise(assessment, terms, rules, by, day)
        if len(self.course) > steps:
            self._note_late(today)

    def day_of_rules(self, due: date | None, today: date) -> date:
        """Of which day the rules are applied that were due by themselves on that one: of no earlier
        day than what was decided last, which knew what counted by then."""
        return today if due is None else max([due, *(each.on for each in self.course[-1:])])

    def facts_missing_since(self, changed_on: date, today: date) -> None:
        """What was said since somebody came or left stands no more: a person looks again, once."""
        known, self.household_changed_on = self.household_changed_on, changed_on
        if self.holds_place and not self.review_called:
            self.review_at_once(today)
        elif known != changed_on:
            self.events.append(Prepared(self.whose, "household"))

    def question(self, anew: Assessment, terms: Terms, today: date) -> None:
        """Call for a review when the rules would now say something else of a running benefit.

        A person applies them then: nothing changes by itself.
        """
        running = self.holds_place and not self.review_called
        if running and self.is_refused_by(anew, terms):
            self.review_at_once(today)

    def is_refused_by(self, anew: Assessment, terms: Terms) -> bool:
        """Whether the rules say now that it is not to be, or not so much."""
        return not anew.eligible or amount_by(terms, anew) != self.amount_fils

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

    def _revise(
        self,
        assessment: Assessment | None,
        terms: Terms,
        rules: ProgrammeRules,
        by: str,
        today: date,
        prepared_by: tuple[str, ...] = (),
        *,
        confirm: bool = False,
    ) -> None:
        """Another amount, or an end; with `confirm` the same amount is a decision, too."""
        entitled = assessment is None or assessment.eligible
        amount = amount_by(terms, assessment) if entitled else None
        revision = Revision(self.amount_fils, amount, prepared_by)
        if not (confirm or revision.changes or not entitled):
            return
        self._rest_on(assessment)
        if not entitled:
            reason = one_of(rules.exits, NO_LONGER_ENTITLED)
            self.end(Status.EXITED, reason, by, today, revision=revision)
            return
        self._step(self.status, by, today, revision=revision)
        if revision.changes:
            self.amount_fils = revision.after_fils
            self.events.append(AmountChanged(self.whose, today))


def amount_by(terms: Terms, assessment: Assessment | None) -> int | None:
    """What is granted by these terms, or by what the rules say where they leave it to them."""
    if terms.amount_fils is not None or assessment is None:
        return terms.amount_fils
    return assessment.amount_fils
