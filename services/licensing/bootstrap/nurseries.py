"""Wires nurseries' applications and licences."""

from __future__ import annotations

from typing import Any

from chassis.documents.kind import Kind
from chassis.documents.listing import listing
from services.licensing.adapters import nursery_applications as applications
from services.licensing.adapters import nursery_licences as licences
from services.licensing.adapters import rules
from services.licensing.app.nurseries import Nurseries
from services.licensing.app.nursery_applications import ApplicationDesk
from services.licensing.app.nursery_licences import LicenceDesk
from services.licensing.app.queries import Reading
from services.licensing.bootstrap.house import House

KINDS: tuple[Kind[Any], ...] = (applications.APPLICATIONS, licences.LICENCES)


def wire(house: House) -> Nurseries:
    """The area on this ground. Raises `SettingError` for rules that are wrong."""
    law = rules.load(house.settings.rules)
    kept_applications = house.store(applications.APPLICATIONS)
    kept_licences = house.store(licences.LICENCES)
    return Nurseries(
        applications=ApplicationDesk(
            kept_applications, law.on, house.calendar, house.new_id("application")
        ),
        licences=LicenceDesk(
            kept_applications,
            kept_licences,
            house.numbers,
            house.together,
            law.on,
            house.calendar,
            house.new_id("licence"),
        ),
        reading=Reading(
            kept_applications,
            kept_licences,
            applications.show,
            licences.show,
            listing(kept_applications),
            listing(kept_licences),
        ),
    )
