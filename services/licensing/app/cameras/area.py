"""The camera room, as the bootstrap wired it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from services.licensing.app.cameras.cameras import CameraDesk
from services.licensing.app.cameras.consents import ConsentDesk
from services.licensing.app.cameras.incidents import IncidentDesk
from services.licensing.app.cameras.passing import Passing
from services.licensing.app.cameras.queries import Reading
from services.licensing.app.cameras.viewings import ViewingDesk


@dataclass(frozen=True)
class CameraRoom:
    """Every desk. `consents_id` names a place's consents by its licence."""

    cameras: CameraDesk
    consents: ConsentDesk
    viewings: ViewingDesk
    incidents: IncidentDesk
    passing: Passing
    reading: Reading
    consents_id: Callable[[str], str]
