"""When an enrolment is to be reviewed: announced, called for, and armed again once it is done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from services.registry.domain.programmes.events import ReviewAnnounced, ReviewDue
from services.registry.domain.programmes.programme import Terms
from services.registry.domain.programmes.record import EnrolmentRecord
from services.registry.domain.programmes.rules import ProgrammeRules, months_after
from services.registry.domain.programmes.words import Status


@dataclass
class ReviewedRecord(EnrolmentRecord):
    """An enrolment as far as its reviews go."""

    def announce_review(self, today: date) -> None:
        """Remind the family that the review is near; once."""
        if self.review_on is not None and _has_come(self.remind_on, today):
            self.remind_on = None
            self.events.append(ReviewAnnounced(self.whose, self.review_on))

    def call_review(self, today: date) -> None:
        """The review is due; once, until it is done."""
        if self.review_on is None or self.review_called or not _has_come(self.review_on, today):
            return
        self.remind_on, self.review_called = None, True
        self.events.append(ReviewDue(self.whose, self.review_on))

    def review_at_once(self, today: date) -> None:
        """Call for a review out of its turn: a grievance about the amount was right."""
        self._must_be(Status.ACTIVE, Status.SUSPENDED)
        self.review_on, self.review_called = today, False
        self.call_review(today)

    def _arm_review(self, terms: Terms, rules: ProgrammeRules, today: date) -> None:
        self._forget_review()
        if terms.review_every_months is not None:
            self.review_on = months_after(today, terms.review_every_months)
            self.remind_on = self.review_on - timedelta(days=rules.review_reminder_days)


def _has_come(day: date | None, today: date) -> bool:
    return day is not None and day <= today
