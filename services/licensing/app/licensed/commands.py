"""What can be done with a licence at a counter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.licensing.domain.licences.course import Reason


@dataclass(frozen=True)
class SuspendLicence:
    licence_id: str
    reason: Reason
    until: date | None


@dataclass(frozen=True)
class ReinstateLicence:
    licence_id: str
    reason: Reason


@dataclass(frozen=True)
class RevokeLicence:
    licence_id: str
    reason: Reason
