"""Registrations that were given before there was this system."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from services.licensing.domain.licences import events, refusals
from services.licensing.domain.licences.certificate import Certificate, Edition
from services.licensing.domain.licences.course import LicenceState, Step
from services.licensing.domain.licences.grant import Grant, Represented
from services.licensing.domain.licences.licence import Licence

_OURS = re.compile("[A-Z]{2,6}-([0-9]{4})-[0-9]{6,}")
"""As this system writes a number: see `Series`."""


def record(
    number: str, grant: Grant, association_id: str, code: str, issued_on: date, today: date, by: str
) -> Licence:
    """With the number and the day that it has had until now, and a certificate of today.

    No application gave it: the grant names its own id. Raises `NumberIsOurs` for a number that a
    series may come to.
    """
    if is_ours(number, today):
        raise refusals.NumberIsOurs()
    holder = replace(grant.holder, represented=Represented(association_id, grant.application_id))
    licence = Licence(
        id=grant.application_id,
        version=0,
        number=number,
        grant=replace(grant, holder=holder),
        issued_on=issued_on,
        term=grant.terms.first(issued_on),
        standing=LicenceState.VALID,
        suspension=None,
        certificates=[Certificate(1, code, today, Edition.FIRST)],
        course=[],
    )
    term = licence.term
    told = events.LicenceRecorded(licence.about, term.valid_from, term.expires_on)
    licence.record(told, Step("recorded", today, by))
    return licence


def is_ours(number: str, today: date) -> bool:
    """Whether a series may come to it."""
    ours = _OURS.fullmatch(number)
    return ours is not None and int(ours.group(1)) >= today.year
