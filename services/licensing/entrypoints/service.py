"""Licensing's nameko class: the methods of every area under one name."""

from __future__ import annotations

from typing import ClassVar

from services.licensing.entrypoints.documents import DocumentMethods
from services.licensing.entrypoints.holidays import HolidayMethods
from services.licensing.entrypoints.nurseries import NurseryMethods


class LicensingService(
    DocumentMethods,
    NurseryMethods,
    HolidayMethods,
):
    """What the gateway calls; one class an area."""

    name: ClassVar[str] = "licensing"
