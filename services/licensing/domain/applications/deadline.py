"""A deadline that stands still while the applicant has the next move."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Protocol

from services.licensing.domain.catalogue.steps import Term


class Office(Protocol):
    """Counts the days on which offices are open."""

    def working_days_after(self, day: date, number: int) -> date:
        """The last of so many working days that follow this day, which itself does not count."""
        ...

    def working_days_between(self, first: date, last: date) -> int:
        """How many working days follow `first` up to `last`, which counts; 0 when none does."""
        ...


@dataclass(frozen=True)
class Deadline:
    """So many days since a day. `due_on` is the last of them, none while the clock stands.

    `days` are those that were left on `since`. `warnings` are still to come, the earliest first:
    how many days before the end, and on which day that is. `missed_on` is set once, when it is.
    """

    working: bool
    days: int
    since: date
    due_on: date | None
    warnings: tuple[tuple[int, date], ...] = ()
    missed_on: date | None = None

    @classmethod
    def start(cls, term: Term, today: date, office: Office) -> Deadline:
        """It runs from today; today itself does not count."""
        bare = cls(term.working, term.days, today, None)
        warn = tuple((each, today) for each in term.warn if each < term.days)
        return replace(bare, warnings=warn)._counted(office)

    @property
    def running(self) -> bool:
        return self.due_on is not None

    def stop(self, today: date, office: Office) -> Deadline:
        """The clock stands: what is left is kept."""
        if self.due_on is None:
            return self
        return replace(self, days=self.left(today, office), since=today, due_on=None)

    def resume(self, today: date, office: Office) -> Deadline:
        """The clock runs on with what was left; what was missed stays missed."""
        if self.due_on is not None:
            return self
        return replace(self, since=today)._counted(office)

    def recount(self, office: Office) -> Deadline:
        """The same with the holidays as they are known now."""
        return self._counted(office) if self.running and self.missed_on is None else self

    def left(self, today: date, office: Office) -> int:
        """How many days are left, none when it is over."""
        passed = (
            office.working_days_between(self.since, today)
            if self.working
            else (today - self.since).days
        )
        return max(0, self.days - passed)

    def warned(self, days: int) -> Deadline:
        """This warning was given."""
        return replace(self, warnings=tuple(each for each in self.warnings if each[0] != days))

    def missed(self, today: date) -> Deadline:
        """It is over, and there is nothing left to warn of."""
        return replace(self, missed_on=today, warnings=())

    def is_over(self, today: date) -> bool:
        """Whether the last day has passed, and nobody has said so yet."""
        return self.due_on is not None and self.missed_on is None and today > self.due_on

    def _counted(self, office: Office) -> Deadline:
        warnings = tuple(
            (ahead, self._day(self.days - ahead, office)) for ahead, _ in self.warnings
        )
        return replace(self, due_on=self._day(self.days, office), warnings=warnings)

    def _day(self, number: int, office: Office) -> date:
        if number <= 0:
            return self.since
        if self.working:
            return office.working_days_after(self.since, number)
        return self.since + timedelta(days=number)
