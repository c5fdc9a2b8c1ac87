"""The clock of the running system, and when it has done all that the day has brought."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, timedelta
from typing import Any

from chassis.calendar import day_of, start_of
from chassis.working_days import working_days_after, working_days_between
from operations.commands.clock import clock
from services.licensing.domain.catalogue.steps import Term
from tests.faults.system import System, eventually
from tests.support.service_window import now
from tests.support.window import Visitor

OPENS_AT = timedelta(hours=9)
SETTLED_WITHIN = 240.0
YEARS = 5
"""So long do cases take at most."""


class Clockwork:
    """See `agenda.Time`. Offices are closed on the holidays that the running system has."""

    def __init__(self, system: System) -> None:
        self.system, year = system, day_of(now()).year
        self.administrator = Visitor("administrator")
        self.holidays = frozenset().union(*map(self._holidays, range(year, year + YEARS)))

    def today(self) -> date:
        return day_of(now())

    def move_to(self, day: date) -> None:
        """To the morning of that day."""
        seconds = (start_of(day) + OPENS_AT - now()).total_seconds()
        if seconds > 0:
            clock.main(["advance", f"{round(seconds)}s"], standalone_mode=False)

    def close_on(self, day: date) -> None:
        """One holiday more, which nobody knew when this was released."""
        path = f"/v1/holidays/{day.year}"
        seen = self.administrator.get(path)
        days = [*seen.json()["days"], {"day": day.isoformat(), "ar": "عطلة", "en": "Holiday"}]
        recorded = self.administrator.put(path, {"days": days}, based_on=seen.headers["ETag"])
        assert recorded.ok, recorded.text
        years = self.system.mongo["kanaf_licensing"]["holiday_years"]
        known = {"_id": day.year, "days": day.isoformat()}
        eventually(lambda: years.count_documents(known) == 1, "licensing knows of the holiday")
        self.holidays |= {day}

    def _holidays(self, year: int) -> frozenset[date]:
        days = self.administrator.get(f"/v1/holidays/{year}").json()["days"]
        return frozenset(date.fromisoformat(each["day"]) for each in days)

    def first_day(self, day: date) -> date:
        """The first from this one on, on which offices are open."""
        return working_days_after(day - timedelta(days=1), 1, self.holidays.__contains__)

    def settle(self) -> None:
        eventually(lambda: not self._pending(), "all that is due has happened", SETTLED_WITHIN)

    def after(self, term: Term, day: date, number: int | None = None) -> date:
        """The last day of a term that began on a day, or of so many of its days."""
        days = term.days if number is None else number
        if term.working:
            return working_days_after(day, days, self.holidays.__contains__)
        return day + timedelta(days=days)

    def passed(self, term: Term, first: date, last: date) -> int:
        """How many of the term's days have passed between these."""
        if term.working:
            return working_days_between(first, last, self.holidays.__contains__)
        return (last - first).days

    def _pending(self) -> Counter[str]:
        """What waits: timers that are due, events that were not published, messages on their way.

        A timer that fires to no effect would be due for ever: that is a defect, too.
        """
        found: Counter[str] = Counter()
        moment = now()
        licensing = self.system.mongo["kanaf_licensing"]
        for name in licensing.list_collection_names():
            due = {"timers": {"$elemMatch": {"due": {"$lte": moment}}}}
            for kept in licensing[name].find(due, {"timers": 1}).limit(1000):
                names = [each["name"] for each in kept["timers"] if _due(each, moment)]
                found.update(f"{name} {each}" for each in names)
        if not self.system.outbox_is_empty():
            found["events"] += 1
        on_their_way = {"state": {"$in": ["queued", "sending"]}}
        messages = self.system.mongo["kanaf_notifications"]["messages"]
        found["messages"] += messages.count_documents(on_their_way)
        self.pending = +found
        return self.pending


def _due(timer: dict[str, Any], moment: datetime) -> bool:
    due: datetime = timer["due"]
    return due <= moment
