"""Licensing's nameko class: the methods of every area under one name."""

from __future__ import annotations

from typing import ClassVar

from services.licensing.entrypoints.applications import ApplicationMethods
from services.licensing.entrypoints.associations import AssociationMethods
from services.licensing.entrypoints.camera_room import CameraRoomMethods
from services.licensing.entrypoints.cameras import CameraMethods
from services.licensing.entrypoints.documents import DocumentMethods
from services.licensing.entrypoints.elections import ElectionMethods
from services.licensing.entrypoints.fees import FeeMethods
from services.licensing.entrypoints.grants import GrantMethods
from services.licensing.entrypoints.holidays import HolidayMethods
from services.licensing.entrypoints.inspections import InspectionMethods
from services.licensing.entrypoints.licensed import LicenceMethods
from services.licensing.entrypoints.oversight import OversightMethods
from services.licensing.entrypoints.practitioners import PractitionerMethods


class LicensingService(
    ApplicationMethods,
    LicenceMethods,
    DocumentMethods,
    FeeMethods,
    InspectionMethods,
    OversightMethods,
    AssociationMethods,
    PractitionerMethods,
    ElectionMethods,
    GrantMethods,
    CameraMethods,
    CameraRoomMethods,
    HolidayMethods,
):
    """What the gateway calls; one class an area."""

    name: ClassVar[str] = "licensing"
