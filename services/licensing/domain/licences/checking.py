"""What a licence and its certificates are on a day, by the calendar: also while a timer is late."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from services.licensing.domain.licences.course import ENDED, LicenceState
from services.licensing.domain.licences.licence import Licence

GIVEN_BACK = "given_back"
"""Why a licence ended that its holder gave back: no code of a ministry's reasons is like it."""


class Verified(StrEnum):
    """All that is told to who checks a certificate.

    `expired` stands for everything that is no longer good: the licence ended, lapsed, was revoked,
    or a later certificate has taken the place of this one.
    """

    VALID = "valid"
    SUSPENDED = "suspended"
    EXPIRED = "expired"
    UNKNOWN = "unknown"


def state_on(licence: Licence, today: date) -> LicenceState:
    """The state, whether or not the timers have fired."""
    if licence.standing in ENDED:
        return licence.standing
    if licence.gives_back_on is not None and today >= licence.gives_back_on:
        return LicenceState.SURRENDERED
    if licence.lapses_on is not None and today >= licence.lapses_on:
        return LicenceState.LAPSED
    if licence.expires_on is not None and today >= licence.expires_on:
        return LicenceState.EXPIRED
    suspension = licence.suspension
    over = suspension is None or (suspension.until is not None and today >= suspension.until)
    return LicenceState.VALID if over else LicenceState.SUSPENDED


def awaits_renewal(licence: Licence, today: date) -> bool:
    """Whether it is in force beyond its printed end, because its renewal is being decided."""
    end = licence.term.expires_on
    return end is not None and end <= today and state_on(licence, today) is LicenceState.VALID


def ended_because(licence: Licence) -> str | None:
    """The code of the reason for which it was ended; none of one that was not, or ended by time."""
    if licence.standing is LicenceState.SURRENDERED:
        return GIVEN_BACK
    if licence.standing is not LicenceState.REVOKED:
        return None
    reasons = [each.reason for each in licence.course if each.what == "revoked"]
    return reasons[-1].code if reasons and reasons[-1] is not None else None


def verified(licence: Licence, code: str, today: date) -> Verified:
    """What is told to who shows this code of the licence."""
    seen = next((each for each in licence.certificates if each.code == code), None)
    if seen is None:
        return Verified.UNKNOWN
    if seen.ended_on is not None and today >= seen.ended_on:
        return Verified.EXPIRED
    state = state_on(licence, today)
    known = (LicenceState.VALID, LicenceState.SUSPENDED)
    return Verified(state.value) if state in known else Verified.EXPIRED
