"""Licensing's nameko class: the methods of every area under one name."""

from __future__ import annotations

from typing import ClassVar

from services.licensing.entrypoints.holidays import HolidayMethods
from services.licensing.entrypoints.inspections import InspectionMethods
from services.licensing.entrypoints.nurseries import NurseryMethods
from services.licensing.entrypoints.oversight import OversightMethods


class LicensingService(
    NurseryMethods,
    HolidayMethods,
    InspectionMethods,
    OversightMethods,
):
    """What the gateway calls; one class an area."""

    name: ClassVar[str] = "licensing"
