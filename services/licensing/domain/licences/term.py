"""For how long a licence is given, and the days that follow from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from services.licensing.domain.licences.refusals import (
    LicenceEnded,
    NothingToRenew,
    RenewalNotOpen,
)

_MONTHS = 12


@dataclass(frozen=True)
class Terms:
    """For how long, and what happens around the end.

    Without `years` and `months` it has no end; there are no reminders then, and it never lapses.
    Renewal opens `renewal_opens_days` before the end, and is possible until `lapses_after_months`
    after it (without these: for good).
    """

    years: int | None
    renewal_opens_days: int
    lapses_after_months: int | None
    reminder_days: tuple[int, ...]
    months: int = 0

    @property
    def length(self) -> int:
        """In months; 0 without end."""
        return (self.years or 0) * _MONTHS + self.months

    def first(self, today: date) -> Term:
        """A term that begins today."""
        return self._term(today, today, today)

    def after(self, former: Term, today: date, *, in_force: bool = False) -> Term:
        """One that goes on from the end of the former, or from today where that has passed.

        `in_force`: nothing was interrupted since that end, so that it goes on from there.
        """
        end = former.expires_on
        if in_force and end is not None and months_after(end, self.length) > today:
            return self._term(former.valid_from, end, today)
        if end is None or end <= today:
            return self._term(today, today, today)
        return self._term(former.valid_from, end, today)

    def _term(self, valid_from: date, begins: date, today: date) -> Term:
        if not self.length:
            return Term(valid_from, None, None, None)
        end = months_after(begins, self.length)
        lapses_after = self.lapses_after_months
        return Term(
            valid_from=valid_from,
            expires_on=end,
            renewal_opens_on=end - timedelta(days=self.renewal_opens_days),
            lapses_on=None if lapses_after is None else months_after(end, lapses_after),
            reminders=tuple(self._ahead(end, today)),
        )

    def _ahead(self, end: date, today: date) -> list[int]:
        """The reminders that are still to come, the earliest first."""
        return sorted({days for days in self.reminder_days if days < (end - today).days})[::-1]


@dataclass(frozen=True)
class Term:
    """Valid from `valid_from` until the day before `expires_on`, by the terms of its beginning.

    `expires_on` is the first day on which it is good no longer; what people read is the last on
    which it is, `valid_through`. From `lapses_on` on it is deemed closed. `reminders` are the days
    before the end at which its holder is to be reminded, the earliest first. A licence without end
    has none of these days.
    """

    valid_from: date
    expires_on: date | None
    renewal_opens_on: date | None
    lapses_on: date | None
    reminders: tuple[int, ...] = ()

    @property
    def valid_through(self) -> date | None:
        """The last day on which it is good: this day, and no other, is printed and told."""
        return None if self.expires_on is None else self.expires_on - timedelta(days=1)

    def must_be_open_for_renewal(self, day: date) -> None:
        """Raises `NothingToRenew`, `RenewalNotOpen`, or `LicenceEnded` when it has lapsed."""
        if self.renewal_opens_on is None:
            raise NothingToRenew()
        if day < self.renewal_opens_on:
            raise RenewalNotOpen(opens_on=self.renewal_opens_on.isoformat())
        if self.lapses_on is not None and day >= self.lapses_on:
            raise LicenceEnded()


def months_after(day: date, months: int) -> date:
    """The same day so many months later; where that month has no such day, the first of the next,
    so that nobody loses a day."""
    years, month = divmod(day.month - 1 + months, _MONTHS)
    try:
        return date(day.year + years, month + 1, day.day)
    except ValueError:
        return months_after(day.replace(day=1), months + 1)
