"""What licensing hears of the ministry's holidays."""

from __future__ import annotations

from datetime import date

from chassis.events.entrypoint import Event
from chassis.rpc.server import Application
from contracts.events.registry.holidays import HolidaysRecorded
from services.licensing.app.licensing import Licensing
from services.licensing.entrypoints.events import holidays


class HolidayMethods:
    """Part of `LicensingService`: `application` is what the bootstrap wired."""

    application: Licensing = Application()

    @holidays.handles(HolidaysRecorded)
    def holidays_recorded(self, event: Event[HolidaysRecorded]) -> None:
        told, sequence = event.data, event.envelope.sequence
        days = None if told.dates is None else [*map(date.fromisoformat, told.dates)]
        self.application.holidays.hear(told.year, days, sequence)
