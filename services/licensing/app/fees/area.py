"""Fees as a whole."""

from __future__ import annotations

from dataclasses import dataclass

from services.licensing.app.fees.billing import Billing
from services.licensing.app.fees.queries import FeeReading
from services.licensing.app.fees.refunding import Refunding
from services.licensing.app.fees.settling import Settling


@dataclass(frozen=True)
class Fees:
    """What the bootstrap wired. `billing` is for other areas, the rest for requests."""

    billing: Billing
    settling: Settling
    refunding: Refunding
    reading: FeeReading
