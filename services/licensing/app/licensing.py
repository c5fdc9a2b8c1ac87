"""All that licensing can be told and asked, in one place for its entrypoints."""

from __future__ import annotations

from dataclasses import dataclass

from services.licensing.app.applications.area import ApplicationsArea
from services.licensing.app.holidays import HolidayTable


@dataclass(frozen=True)
class Licensing:
    """Every area, as the bootstrap wired it."""

    holidays: HolidayTable
    applications: ApplicationsArea
