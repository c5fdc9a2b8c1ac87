"""Licensing's nameko class: the methods of every area under one name."""

from __future__ import annotations

from typing import ClassVar

from services.licensing.entrypoints.applications import ApplicationMethods
from services.licensing.entrypoints.holidays import HolidayMethods


class LicensingService(
    ApplicationMethods,
    HolidayMethods,
):
    """What the gateway calls; one class an area."""

    name: ClassVar[str] = "licensing"
