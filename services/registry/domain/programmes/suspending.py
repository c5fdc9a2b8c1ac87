"""When an enrolment stands still: suspended, resumed, suspended again once it has a place."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from services.registry.domain.programmes.events import Prepared, Restored, Resumed, Suspended
from services.registry.domain.programmes.facts import Suspension
from services.registry.domain.programmes.reviewing import ReviewedRecord
from services.registry.domain.programmes.words import Status


@dataclass
class SuspendedRecord(ReviewedRecord):
    """An enrolment as far as its suspensions go."""

    def suspend(self, suspension: Suspension) -> None:
        """Stop for a while."""
        self._must_be(Status.ACTIVE)
        self.suspension = replace(suspension, number=len(self.course) + 1)
        self._step(
            Status.SUSPENDED, suspension.by, suspension.on, suspension.reason, suspension.note
        )
        self.events.append(Suspended(self.whose, suspension.until, suspension.reason.code))

    def resume(self, by: str, today: date, note: str | None = None) -> None:
        """Go on after a suspension."""
        self._must_be(Status.SUSPENDED)
        self.suspension = None
        self._step(Status.ACTIVE, by, today, note=note)
        self.events.append(Resumed(self.whose))

    def lift_suspension(self, by: str, today: date) -> None:
        """The suspension falls: go on, wait without it, or come back without it."""
        if self.status is Status.SUSPENDED:
            self.resume(by, today)
            return
        self.suspension, before = None, self.set_aside
        if before is not None and before.suspension is not None:
            running = before.status is Status.SUSPENDED
            status = Status.ACTIVE if running else before.status
            self.set_aside = replace(before, status=status, suspension=None)
        self.events.append(Prepared(self.whose, "grievance"))

    def _suspend_again(self, suspension: Suspension, by: str, today: date) -> None:
        began = self._suspended_at()
        self._step(Status.SUSPENDED, by, today, suspension.reason, suspension.note)
        self._mark_following(began)
        self.events.append(Restored(self.whose, Status.SUSPENDED.value))

    def _suspended_at(self) -> int | None:
        """With which step the suspension at hand began, or that which a merge set aside."""
        aside = None if self.set_aside is None else self.set_aside.suspension
        suspension = self.suspension or aside
        if suspension is None or suspension.number is not None:
            return None if suspension is None else suspension.number
        # It was kept before steps were numbered.
        return max(
            number
            for number, each in enumerate(self.course, 1)
            if each.status is Status.SUSPENDED and each.revision is None
        )

    def _suspended_since(self) -> date:
        """The day since which it stands still: a suspension can go on after it had no place."""
        return next(
            each.on
            for each in reversed(self.course)
            if each.status is Status.SUSPENDED and each.revision is None
        )

    def _mark_following(self, number: int | None) -> None:
        """The step just taken follows from that one, and is no decision of its own."""
        self.course = (*self.course[:-1], replace(self.course[-1], follows=number))
