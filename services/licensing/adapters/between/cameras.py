"""What the camera room needs of licences and inspections."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from chassis.documents.kind import Store
from chassis.errors import NotFound
from services.licensing.app.inspections.planning import InspectionDesk, Planning
from services.licensing.domain.cameras.place import LicensedPlace
from services.licensing.domain.inspections.words import LICENCE, About, Purpose
from services.licensing.domain.licences.checking import state_on
from services.licensing.domain.licences.licence import Licence
from services.licensing.domain.places import Place

BY = "system:cameras"


@dataclass(frozen=True)
class CameraPlaces:
    """See `app.cameras.ports.Places`."""

    store: Store[Licence]
    today: Callable[[], date]

    def known(self, licence_id: str) -> LicensedPlace | None:
        try:
            licence = self.store.load(licence_id)
        except NotFound:
            return None
        return place_of(licence, self.today())


@dataclass(frozen=True)
class IncidentInspections:
    """See `app.cameras.ports.Inspecting`: what was seen is looked at on the spot."""

    planning: Callable[[], Planning]
    desk: Callable[[], InspectionDesk]

    def open(
        self, about_licence_id: str, place: Place, purpose: str, due_on: date, because_id: str
    ) -> str | None:
        desk = self.desk()
        licensed = desk.licences.known(about_licence_id)
        holders = tuple(sorted(licensed.owners))
        return self.planning().open(
            About(LICENCE, licensed.id, licensed.number, holders),
            desk.checklist_of(licensed),
            Purpose(purpose),
            Place(licensed.governorate, licensed.district, licensed.details),
            due_on,
            f"camera_incident/{because_id}",
            by=BY,
        )

    def call_off(self, inspection_id: str, reason: str) -> bool:
        return self.planning().cancel(inspection_id, reason, BY)


def place_of(licence: Licence, today: date) -> LicensedPlace:
    """The place as its licence has it."""
    return LicensedPlace(
        id=licence.id,
        number=licence.number,
        service=licence.grant.service,
        governorate=licence.governorate,
        district=licence.grant.licensed.place.district,
        owners=licence.owners,
        state=state_on(licence, today).value,
    )
