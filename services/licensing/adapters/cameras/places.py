"""Nurseries' licences, as the camera room knows licensed places."""

from __future__ import annotations

from chassis.documents.kind import Store
from chassis.errors import NotFound
from services.licensing.domain.cameras.place import LicensedPlace
from services.licensing.domain.licence import Licence


class LicensedNurseries:
    """The places that have a nursery's licence."""

    def __init__(self, licences: Store[Licence]) -> None:
        self._licences = licences

    def known(self, licence_id: str) -> LicensedPlace | None:
        try:
            licence = self._licences.load(licence_id)
        except NotFound:
            return None
        return LicensedPlace(
            id=licence.id,
            number=licence.number,
            service=f"nursery.{licence.nursery.kind.value}",
            governorate=licence.governorate,
            district=licence.nursery.place.district,
            owners=licence.owners,
            state=licence.state.value,
        )
