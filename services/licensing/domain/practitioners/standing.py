"""How a practitioner stands: by their licence, never by anything written beside it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum

from services.licensing.domain.licences.course import LicenceState


class Standing(StrEnum):
    """`left` gave it up by their own wish; from `struck_off` it was taken."""

    ACTIVE = "active"
    SUSPENDED = "suspended"
    LAPSED = "lapsed"
    LEFT = "left"
    STRUCK_OFF = "struck_off"


_OF_STATE: Mapping[LicenceState, Standing] = {
    LicenceState.VALID: Standing.ACTIVE,
    LicenceState.SUSPENDED: Standing.SUSPENDED,
    LicenceState.EXPIRED: Standing.LAPSED,
    LicenceState.LAPSED: Standing.LAPSED,
    LicenceState.SURRENDERED: Standing.LEFT,
    LicenceState.REVOKED: Standing.STRUCK_OFF,
}


def standing_of(
    state: LicenceState, ended_because: str | None, leaving: Collection[str]
) -> Standing:
    """By the state of the licence, and for which reason it was ended. `leaving`: the reasons of who
    ends it by their own wish."""
    if state is LicenceState.REVOKED and ended_because in leaving:
        return Standing.LEFT
    return _OF_STATE[state]


def states_of(standing: Standing) -> Sequence[LicenceState]:
    """Of which states a licence of that standing is."""
    wanted = {standing, Standing.STRUCK_OFF} if standing is Standing.LEFT else {standing}
    return [state for state, each in _OF_STATE.items() if each in wanted]
