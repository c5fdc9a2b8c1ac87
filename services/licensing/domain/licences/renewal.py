"""A renewal that was handed in in time: while it is decided or contested, nothing lapses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum


class Meanwhile(StrEnum):
    """What a licence is between its end and the decision; its renewal's service says which."""

    IN_FORCE = "in_force"
    EXPIRED = "expired"


class Stage(StrEnum):
    """Where it stands. `refused`: it can still be contested; `over`: it never comes to anything."""

    UNDER_WAY = "under_way"
    REFUSED = "refused"
    CONTESTED = "contested"
    OVER = "over"


@dataclass(frozen=True)
class Renewal:
    """One application for the renewal of a licence, as the licence must know it.

    `decided_on`: since when nobody decides on it for the first time; `over_on`: since when it is
    final that nothing comes of it. `contest_until` is the last day on which it can be contested.
    """

    application_id: str
    since: date
    meanwhile: Meanwhile
    stage: Stage = Stage.UNDER_WAY
    decided_on: date | None = None
    contest_until: date | None = None
    over_on: date | None = None

    @property
    def is_open(self) -> bool:
        """Somebody has to decide on it, for the first time or after it was contested."""
        return self.stage in (Stage.UNDER_WAY, Stage.CONTESTED)

    def kept_in_force(self, end: date) -> bool:
        """Whether the licence goes on beyond this end: who came after it revives nothing."""
        return self.meanwhile is Meanwhile.IN_FORCE and self.since < end

    def refused(self, contest_until: date, today: date) -> Renewal:
        decided_on = self.decided_on or today
        return replace(
            self, stage=Stage.REFUSED, decided_on=decided_on, contest_until=contest_until
        )

    def contested(self) -> Renewal:
        return replace(self, stage=Stage.CONTESTED)

    def over(self, today: date) -> Renewal:
        decided_on = self.decided_on or today
        return replace(self, stage=Stage.OVER, decided_on=decided_on, over_on=today)

    @property
    def holds_until(self) -> date | None:
        """The first day on which it keeps nothing from lapsing; none while it is open."""
        if self.stage is Stage.REFUSED and self.contest_until is not None:
            return self.contest_until + timedelta(days=1)
        return self.over_on


Renewals = Sequence[Renewal]


def expiry_day(end: date | None, renewals: Renewals) -> date | None:
    """When a licence with this end is no longer in force, as things stand; none: not by itself.

    A refusal ends what was kept in force, also where it can be contested: from then on the licence
    is what its date says, and only its lapse waits.
    """
    if end is None:
        return None
    kept = [each for each in renewals if each.kept_in_force(end)]
    if any(each.stage is Stage.UNDER_WAY for each in kept):
        return None
    return max([end, *(each.decided_on for each in kept if each.decided_on is not None)])


def lapse_day(day: date | None, renewals: Renewals) -> date | None:
    """When a licence that would lapse on this day does, as things stand; none: not by itself."""
    if day is None or any(each.is_open for each in renewals):
        return None
    held = (each.holds_until for each in renewals)
    return max([day, *(each for each in held if each is not None)])
