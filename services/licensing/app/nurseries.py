"""Applications for nursery licences, and the licences."""

from __future__ import annotations

from dataclasses import dataclass

from services.licensing.app.nursery_applications import ApplicationDesk
from services.licensing.app.nursery_licences import LicenceDesk
from services.licensing.app.queries import Reading


@dataclass(frozen=True)
class Nurseries:
    """The desks that answer commands, and the reading room."""

    applications: ApplicationDesk
    licences: LicenceDesk
    reading: Reading
