"""Wires licences of every service."""

from __future__ import annotations

import secrets
from functools import partial
from typing import Any

from chassis.documents.kind import Kind
from chassis.documents.listing import listing
from services.licensing.adapters.licensed import licences, register, rules
from services.licensing.adapters.licensed.keys import LicenceKeys
from services.licensing.adapters.licensed.paper.certificate import Printing
from services.licensing.adapters.licensed.signing import Signing
from services.licensing.app.licensed.area import Licences
from services.licensing.app.licensed.desk import LicenceDesk
from services.licensing.app.licensed.issuing import Issuing, Oversight
from services.licensing.app.licensed.reading import PublicReading, Reading
from services.licensing.bootstrap.house import House

KINDS: tuple[Kind[Any], ...] = (licences.LICENCES,)

_CODE_BYTES = 18
"""144 bits: 24 letters that nobody guesses."""


def wire(house: House) -> Licences:
    """The area on this ground. Raises `SettingError` for rules that are wrong."""
    law = rules.load(house.settings.rules)
    kept = house.store(licences.LICENCES)
    keys = LicenceKeys(house.settings.licence_keys)
    printing = Printing(house.settings.fonts, house.settings.public_address, Signing(keys))
    new_code = partial(secrets.token_urlsafe, _CODE_BYTES)
    return Licences(
        issuing=Issuing(kept, house.numbers, house.calendar, new_code),
        oversight=Oversight(kept, house.calendar),
        desk=LicenceDesk(kept, law.on, house.calendar),
        reading=Reading(kept, licences.show, listing(kept), printing, house.calendar, house.audit),
        public=PublicReading(
            register.by_code(kept), register.register(kept), keys.published, house.calendar
        ),
    )
