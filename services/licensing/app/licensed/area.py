"""Licences of every service."""

from __future__ import annotations

from dataclasses import dataclass

from services.licensing.app.licensed.desk import LicenceDesk
from services.licensing.app.licensed.issuing import Issuing, Oversight
from services.licensing.app.licensed.reading import PublicReading, Reading
from services.licensing.app.licensed.renewing import Renewing


@dataclass(frozen=True)
class Licences:
    """The desk, the reading rooms, and what other areas decide by."""

    issuing: Issuing
    renewing: Renewing
    oversight: Oversight
    desk: LicenceDesk
    reading: Reading
    public: PublicReading
