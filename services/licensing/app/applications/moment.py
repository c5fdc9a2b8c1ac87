"""Now, with the way in which offices count days."""

from __future__ import annotations

from dataclasses import dataclass

from services.licensing.app.ports import Calendar
from services.licensing.domain.applications.application import Moment
from services.licensing.domain.applications.deadline import Office


@dataclass(frozen=True)
class Now:
    calendar: Calendar
    office: Office

    def __call__(self) -> Moment:
        return Moment(self.calendar.now(), self.calendar.today(), self.office)
