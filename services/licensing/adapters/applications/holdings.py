"""Licences as applications know them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from chassis.documents.kind import Criteria, Store
from chassis.errors import NotFound
from services.licensing.domain.applications.application import Application
from services.licensing.domain.applications.holding import Holding
from services.licensing.domain.licences.checking import state_on
from services.licensing.domain.licences.grant import GrantKind, HolderKind
from services.licensing.domain.licences.licence import Licence

MOST = 1000
"""More than are ever made about one licence."""


class LicenceHoldings:
    """See `services.licensing.app.applications.ports.Holdings`."""

    def __init__(self, store: Store[Licence], today: Callable[[], date]) -> None:
        self._store = store
        self._today = today

    def by_number(self, number: str) -> Holding | None:
        found = self._store.newest(Criteria(equals={"number": number}), 1)
        return self._holding(found[0]) if found else None

    def by_id(self, licence_id: str) -> Holding | None:
        try:
            return self._holding(self._store.load(licence_id))
        except NotFound:
            return None

    def _holding(self, licence: Licence) -> Holding:
        licensed, holder = licence.grant.licensed, licence.grant.holder
        return Holding(
            licence_id=licence.id,
            number=licence.number,
            service=licence.grant.service,
            variant=licence.grant.variant,
            state=state_on(licence, self._today()).value,
            owners=licence.owners,
            holder=holder.name,
            name_ar=licensed.name_ar,
            name_en=licensed.name_en,
            place=licensed.place,
            issued_on=licence.issued_on,
            expires_on=licence.term.expires_on,
            person=holder.national_number if holder.kind is HolderKind.PERSON else None,
            registers=licence.grant.kind is GrantKind.REGISTRATION,
        )


def applications_about(licence: Licence, store: Store[Application]) -> list[str]:
    """Those that asked for something with this licence, and those by which it is what it is."""
    asked = store.newest(Criteria(equals={"licence": licence.id}), MOST)
    granted = (each.application_id for each in licence.course if each.application_id is not None)
    return list(dict.fromkeys([*(each.id for each in asked), *granted]))
