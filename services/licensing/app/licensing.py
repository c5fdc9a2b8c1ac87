"""All that licensing can be asked, in one place for its entrypoints."""

from __future__ import annotations

from dataclasses import dataclass

from services.licensing.app.applications import ApplicationDesk
from services.licensing.app.licences import LicenceDesk
from services.licensing.app.queries import Reading


@dataclass(frozen=True)
class Licensing:
    """The desks that answer commands, and the reading room."""

    applications: ApplicationDesk
    licences: LicenceDesk
    reading: Reading
