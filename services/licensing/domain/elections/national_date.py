"""The one date on which all unions vote."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from services.licensing.domain.access import Actor
from services.licensing.domain.elections import refusals
from services.licensing.domain.elections.events import (
    DateAnnounced,
    DateEvent,
    DateHeld,
    DatePostponed,
)
from services.licensing.domain.elections.rules import WEEKDAYS, Schedule

ANNOUNCED, HELD = "announced", "held"


@dataclass(frozen=True)
class Postponement:
    """From which polling day it was moved, when, by whom and why."""

    polling_on: date
    reason: str
    by: str
    on: date


@dataclass
class ElectionDate:
    """The aggregate. This constructor restores; `announce` makes a new one."""

    id: str
    version: int
    schedule: Schedule
    announced_by: str
    announced_on: date
    elections: tuple[str, ...]
    state: str = ANNOUNCED
    postponements: tuple[Postponement, ...] = ()
    events: list[DateEvent] = field(default_factory=list)

    @classmethod
    def announce(
        cls,
        date_id: str,
        schedule: Schedule,
        elections: tuple[str, ...],
        by: Actor,
        today: date,
    ) -> ElectionDate:
        """All unions vote on this day; that there is one date only is the store's to see to."""
        made = cls(date_id, 0, schedule, by.subject, today, elections)
        made.events.append(DateAnnounced(date_id, schedule.polling_on, schedule.cut_off))
        return made

    @property
    def running(self) -> str | None:
        """One date for the whole country at a time."""
        return "national" if self.state == ANNOUNCED else None

    def postpone(self, schedule: Schedule, reason: str, by: Actor, today: date) -> None:
        """To a later day, as long as nobody was listed. Raises `CutOffPassed`."""
        if self.state != ANNOUNCED or today > self.schedule.cut_off:
            raise refusals.CutOffPassed(date=self.schedule.cut_off.isoformat())
        if schedule.polling_on <= self.schedule.polling_on:
            held_on = self.schedule.polling_on
            raise refusals.PollingDayUnfit(
                earliest=(held_on + timedelta(days=7)).isoformat(),
                weekday=WEEKDAYS[held_on.weekday()],
            )
        former = Postponement(self.schedule.polling_on, reason, by.subject, today)
        self.postponements = (*self.postponements, former)
        self.schedule = schedule
        self.events.append(DatePostponed(self.id, schedule.polling_on, schedule.cut_off))

    def hold(self, today: date) -> None:
        """The polling day is over; noted once."""
        if self.state == ANNOUNCED and today > self.schedule.polling_on:
            self.state = HELD
            self.events.append(DateHeld(self.id, self.schedule.polling_on))
