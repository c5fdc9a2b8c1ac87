"""Wires the register of practitioners."""

from __future__ import annotations

from functools import partial
from typing import Any

from chassis.documents.kind import Kind
from chassis.identifiers import derived_id
from services.licensing.adapters.between.practitioners import LinesOfLicences
from services.licensing.adapters.licensed.licences import LICENCES
from services.licensing.adapters.licensed.register import by_code
from services.licensing.adapters.practitioners import rules
from services.licensing.adapters.practitioners.store import PRACTITIONERS, KeptPractitioners
from services.licensing.app.practitioners.area import PractitionerArea
from services.licensing.app.practitioners.reading import PublicChecking, Reading
from services.licensing.app.practitioners.register import PractitionerRegister
from services.licensing.bootstrap.house import NAME, House

KINDS: tuple[Kind[Any], ...] = (PRACTITIONERS,)


def wire(house: House) -> PractitionerArea:
    """The area on this ground. Raises `SettingError` for rules that are wrong."""
    law = rules.load(house.settings.rules / "practitioners.yaml").on
    kept, licences = KeptPractitioners(house.store(PRACTITIONERS)), house.store(LICENCES)
    lines, today = LinesOfLicences(licences), house.calendar.today
    return PractitionerArea(
        register=PractitionerRegister(
            kept, lines, law, house.numbers, today, partial(derived_id, NAME, "practitioner")
        ),
        reading=Reading(kept, licences, lines, law, today, house.audit),
        public=PublicChecking(kept, licences, by_code(licences), law, today),
    )
