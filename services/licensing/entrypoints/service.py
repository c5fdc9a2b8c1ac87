"""Licensing's nameko class: the methods of every area under one name."""

from __future__ import annotations

from typing import ClassVar

from services.licensing.entrypoints.associations import AssociationMethods
from services.licensing.entrypoints.elections import ElectionMethods
from services.licensing.entrypoints.holidays import HolidayMethods
from services.licensing.entrypoints.nurseries import NurseryMethods


class LicensingService(
    NurseryMethods,
    AssociationMethods,
    ElectionMethods,
    HolidayMethods,
):
    """What the gateway calls; one class an area."""

    name: ClassVar[str] = "licensing"
