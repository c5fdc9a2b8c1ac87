"""What becomes of a renewal, told to its licence in the transaction of who decides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from services.licensing.app.licensed.ports import Licences, WhenParted
from services.licensing.app.ports import Calendar
from services.licensing.domain.licences import renewing
from services.licensing.domain.licences.course import ENDED
from services.licensing.domain.licences.licence import Licence
from services.licensing.domain.licences.renewal import Meanwhile


@dataclass(frozen=True)
class Renewing:
    """For applications. Every method stores what it changes; the caller opens the transaction."""

    licences: Licences
    calendar: Calendar
    parted: WhenParted

    def begin(self, licence_id: str, application_id: str, meanwhile: Meanwhile) -> None:
        """It was handed in: one that was too late is refused, and changes nothing."""
        today = self.calendar.today()
        self._change(
            licence_id, lambda licence: renewing.begin(licence, application_id, meanwhile, today)
        )

    def refuse(self, licence_id: str, application_id: str, contest_until: date) -> None:
        today = self.calendar.today()
        self._change(
            licence_id,
            lambda licence: renewing.refuse(licence, application_id, contest_until, today),
        )

    def contest(self, licence_id: str, application_id: str) -> None:
        today = self.calendar.today()
        self._change(licence_id, lambda licence: renewing.contest(licence, application_id, today))

    def end(self, licence_id: str, application_id: str) -> None:
        """Nothing comes of it: what waited for it happens now."""
        today = self.calendar.today()
        self._change(licence_id, lambda licence: renewing.end(licence, application_id, today))

    def _change(self, licence_id: str, change: Callable[[Licence], None]) -> None:
        licence = self.licences.get_companion(licence_id)
        before = licence.standing
        change(licence)
        if licence.standing in ENDED and before not in ENDED:
            self.parted(licence)
        self.licences.save(licence)
