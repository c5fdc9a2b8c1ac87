"""Wires the central camera room."""

from __future__ import annotations

from typing import Any

from chassis.calendar import ZONE, start_of
from chassis.documents.kind import Kind
from chassis.documents.listing import listing
from chassis.identifiers import new_id
from services.licensing.adapters.cameras import cameras, consents, incidents, rules, viewings
from services.licensing.app.cameras.area import CameraRoom
from services.licensing.app.cameras.cameras import CameraDesk
from services.licensing.app.cameras.consents import ConsentDesk
from services.licensing.app.cameras.ending import Ending
from services.licensing.app.cameras.incidents import IncidentDesk
from services.licensing.app.cameras.passing import Passing
from services.licensing.app.cameras.ports import Inspecting, Places
from services.licensing.app.cameras.queries import Lists, Reading, Shows
from services.licensing.app.cameras.viewings import ViewingDesk
from services.licensing.bootstrap.house import House

KINDS: tuple[Kind[Any], ...] = (
    cameras.CAMERAS,
    consents.CONSENTS,
    viewings.VIEWINGS,
    incidents.INCIDENTS,
)


def wire(house: House, places: Places, inspecting: Inspecting) -> CameraRoom:
    """The area on this ground. Raises `SettingError` for rules that are wrong."""
    law = rules.load(house.settings.rules / "cameras.yaml").on
    kept_cameras = cameras.KeptCameras(house.store(cameras.CAMERAS))
    kept_consents = consents.KeptConsents(house.store(consents.CONSENTS))
    kept_viewings = viewings.KeptViewings(house.store(viewings.VIEWINGS))
    incident_store = house.store(incidents.INCIDENTS)
    kept_incidents = incidents.KeptIncidents(incident_store)
    ending = Ending(kept_viewings, house.calendar)
    reading = Reading(
        kept_cameras,
        kept_consents,
        kept_viewings,
        kept_incidents,
        Shows(cameras.show, consents.show, viewings.show, incidents.show, rules.show),
        Lists(listing(house.store(cameras.CAMERAS)), kept_viewings.list, listing(incident_store)),
        house.audit,
        law,
        house.calendar,
    )
    return CameraRoom(
        cameras=CameraDesk(
            kept_cameras,
            places,
            ending,
            house.together,
            law,
            house.calendar,
            house.new_id("camera"),
        ),
        consents=ConsentDesk(
            kept_consents,
            places,
            ending,
            consents.consents_id,
            house.together,
            law,
            house.calendar,
            house.new_id("camera_consent"),
        ),
        viewings=ViewingDesk(
            kept_viewings,
            kept_cameras,
            kept_consents,
            places,
            house.numbers,
            house.audit,
            house.together,
            law,
            house.calendar,
            lambda moment: moment.astimezone(ZONE),
            start_of,
            house.new_id("camera_viewing"),
            new_id,
        ),
        incidents=IncidentDesk(
            kept_incidents,
            kept_cameras,
            kept_viewings,
            places,
            inspecting,
            reading.may_see,
            house.audit,
            house.together,
            law,
            house.holidays.working_days_after,
            house.calendar,
            house.new_id("camera_incident"),
        ),
        passing=Passing(kept_cameras, kept_consents, ending, house.calendar),
        reading=reading,
        consents_id=consents.consents_id,
    )
