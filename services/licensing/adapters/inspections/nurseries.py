"""Nurseries' licences as licensed places, until the licences of every service take their place."""

from __future__ import annotations

from collections.abc import Iterator

from chassis.documents.kind import Criteria, Store
from chassis.errors import Conflict
from services.licensing.domain.access import Actor
from services.licensing.domain.inspections.checklist import ChecklistCopy
from services.licensing.domain.inspections.words import LicensedPlace
from services.licensing.domain.licence import Licence, LicenceState
from services.licensing.domain.words import Words

SERVICE = "nursery.first_licence"


class NurseryLicences:
    """See `app.inspections.ports`: `Licences`, `Places` and `Checklists`."""

    def __init__(self, store: Store[Licence]) -> None:
        self._store = store

    def known(self, licence_id: str) -> LicensedPlace:
        return _place(self._store.get_companion(licence_id))

    def to_inspect(self, governorate: str) -> Iterator[LicensedPlace]:
        wanted = {"governorate": governorate, "state": LicenceState.VALID.value}
        yield from map(_place, self._store.each(Criteria(equals=wanted)))

    def of(self, place: LicensedPlace) -> ChecklistCopy | None:
        return None

    def suspend(self, licence_id: str, reason_code: str, reason: Words, actor: Actor) -> None:
        raise Conflict("measure_licence_without_states")

    reinstate = suspend
    revoke = suspend


def _place(licence: Licence) -> LicensedPlace:
    nursery = licence.nursery
    return LicensedPlace(
        id=licence.id,
        number=licence.number,
        service=SERVICE,
        governorate=nursery.place.governorate,
        district=nursery.place.district,
        owners=licence.owners,
        state=licence.state.value,
        issued_on=licence.valid_from.isoformat(),
        children=nursery.places_under_two + nursery.places_two_to_four,
        details=nursery.place.details,
    )
