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
from services.licensing.app.licensed.ports import Led, WhenMoved, WhenParted, WhenPassedOn
from services.licensing.app.licensed.reading import PublicReading, Reading
from services.licensing.app.licensed.renewing import Renewing
from services.licensing.bootstrap.house import House
from services.licensing.domain.licences.course import LicenceState
from services.licensing.domain.licences.licence import Licence

KINDS: tuple[Kind[Any], ...] = (licences.LICENCES,)

_CODE_BYTES = 18
"""144 bits: 24 letters that nobody guesses."""


def nothing_follows(licence: Licence) -> None:
    """No other area waits for it."""


def nobody_leads(licence: Licence, wanted: LicenceState) -> None:
    """It is its own record."""


def wire(
    house: House,
    parted: WhenParted = nothing_follows,
    passed_on: WhenPassedOn = nothing_follows,
    moved: WhenMoved = nothing_follows,
    led: Led = nobody_leads,
) -> Licences:
    """The area on this ground. Raises `SettingError` for rules that are wrong.

    `parted`, `passed_on`, `moved`: what stops, or follows, elsewhere; `led`: whose record decides.
    """
    law = rules.load(house.settings.rules)
    kept = house.store(licences.LICENCES)
    keys = LicenceKeys(house.settings.licence_keys)
    printing = Printing(house.settings.fonts, house.settings.public_address, Signing(keys))
    new_code = partial(secrets.token_urlsafe, _CODE_BYTES)
    return Licences(
        issuing=Issuing(kept, house.numbers, house.calendar, new_code, parted, passed_on, moved),
        renewing=Renewing(kept, house.calendar, parted),
        oversight=Oversight(kept, house.calendar),
        desk=LicenceDesk(kept, law.on, house.calendar, parted, led, house.together),
        reading=Reading(kept, licences.show, listing(kept), printing, house.calendar, house.audit),
        public=PublicReading(
            register.by_code(kept),
            register.register(kept, house.calendar.today),
            keys.published,
            house.calendar,
        ),
    )
