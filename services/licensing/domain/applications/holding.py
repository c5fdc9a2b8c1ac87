"""The licence that an application is about, as far as the application must know it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from services.licensing.domain.applications.refusals import LicenceNotFit
from services.licensing.domain.catalogue.form import Named
from services.licensing.domain.catalogue.service import About
from services.licensing.domain.licences.course import LicenceState
from services.licensing.domain.licences.term import months_after
from services.licensing.domain.places import Place

NOT_THEIRS, NO_SUCH = "unknown", "no_such_licence"
"""There is none of the applicant's, and there is none of anybody's."""
NOT_HELD, NOT_ACTED_FOR = "not_held_by", "not_acted_for"
"""It is held by somebody else than was said, and by a body for which the applicant does not act."""


@dataclass(frozen=True)
class Holding:
    """A licence on one day: what it is, whose, since when, until when, and in which state.

    `person`: the national number of who holds it, where that is a person and no body.
    `registers`: with it a society or union is registered.
    """

    licence_id: str
    number: str
    service: str
    variant: str | None
    state: str
    owners: frozenset[str]
    holder: str
    name_ar: str
    name_en: str | None
    place: Place
    issued_on: date
    expires_on: date | None
    person: str | None = None
    registers: bool = False


def must_be_in_force(holding: Holding | None, named: Named) -> None:
    """Raises `LicenceNotFit` unless it is a valid licence of one of the services asked for.

    Any that is valid may be named: a union is joined, and founded, by others than its holder.
    """
    if holding is None or holding.service not in named.services:
        raise LicenceNotFit(pointer=named.pointer, fault=NO_SUCH)
    if holding.state != LicenceState.VALID:
        raise LicenceNotFit(pointer=named.pointer, fault=f"state_{holding.state}")


def must_be_theirs(
    about: About, holding: Holding | None, person: str, governorate: str, today: date
) -> Holding:
    """What somebody else has asked about a licence that this person is said to hold, when it is to
    be granted. Raises `LicenceNotFit` unless they hold it, there, and the service can be about it.
    """
    found = must_fit(about, holding, frozenset(), today)
    if found.person != person:
        raise LicenceNotFit(pointer=f"/answers/{about.held_by}", fault=NOT_HELD)
    if found.place.governorate != governorate:
        raise LicenceNotFit(pointer="/governorate", fault="elsewhere")
    return found


def must_fit(about: About, holding: Holding | None, marks: frozenset[str], today: date) -> Holding:
    """Raises `LicenceNotFit` unless the service can be about this licence today.

    `marks`: of whose it must be, one of them. Who does not hold the licence, and who acts for
    somebody without an authorisation, is told no more than of one that does not exist.
    """
    pointer = f"/answers/{about.field}"
    known = holding is not None and (not about.holders_only or not marks.isdisjoint(holding.owners))
    if holding is None or not known or holding.service not in about.services:
        fault = NOT_THEIRS if about.holders_only else NO_SUCH
        raise LicenceNotFit(pointer=pointer, fault=fault)
    if holding.state not in about.states:
        raise LicenceNotFit(pointer=pointer, fault=f"state_{holding.state}")
    if about.opens_days is not None and holding.expires_on is not None:
        opens_on = holding.expires_on - timedelta(days=about.opens_days)
        if today < opens_on:
            raise LicenceNotFit(pointer=pointer, fault="too_early")
    if months_after(holding.issued_on, 12 * about.years_held) > today:
        raise LicenceNotFit(pointer=pointer, fault="too_young")
    return holding
