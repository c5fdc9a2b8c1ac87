"""The rules of programmes on one day; kept as dated data, never in code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from services.registry.domain.households.life import CORRECTION
from services.registry.domain.programmes.refusals import (
    KindNotOfPillar,
    SuspendedTooLong,
    UnknownBody,
    UnknownReason,
)
from services.registry.domain.programmes.words import Pillar, ProgrammeKind, Reason

Reasons = Mapping[str, Reason]

ANEW, AS_KNOWN, NO_REVIEW = "anew", "as_known", "none"
"""A benefit is reviewed by facts that are stated afterwards, by those that are known, or not."""


@dataclass(frozen=True)
class SuspensionRule:
    """How long a suspension for this reason lasts at most, and what follows when nobody acts."""

    reason: Reason
    longest_days: int
    then: str


@dataclass(frozen=True)
class GrievanceRules:
    """Calendar days to file, working days to answer."""

    filing_days: int
    answer_working_days: int


@dataclass(frozen=True)
class ProgrammeRules:
    """What the ministry may change about programmes without new software."""

    kinds_of_pillar: Mapping[Pillar, frozenset[ProgrammeKind]]
    money_kinds: frozenset[ProgrammeKind]
    paying_kinds: frozenset[ProgrammeKind]
    place_kinds: frozenset[ProgrammeKind]
    review_reminder_days: int
    bodies: Reasons
    rejections: Reasons
    suspensions: Mapping[str, SuspensionRule]
    exits: Reasons
    graduations: Reasons
    grievances: GrievanceRules
    approval_days: int
    """For how many days a recomputation that was previewed can be approved."""
    oldest_months: int
    """How old a cross-check or visit may be when it is recorded."""
    reviews_after: Mapping[str, str]
    """What becomes of running benefits when persons come or go, by what happened."""

    def review_after(self, happened: str) -> str:
        """`ANEW`, `AS_KNOWN` or `NO_REVIEW`; what has no name of its own is a correction."""
        return self.reviews_after.get(happened, self.reviews_after[CORRECTION])

    def must_fit(self, pillar: Pillar, kind: ProgrammeKind) -> None:
        """Raises `KindNotOfPillar`."""
        if kind not in self.kinds_of_pillar[pillar]:
            raise KindNotOfPillar(pillar=pillar.value, kind=kind.value)

    def must_know_body(self, body: str) -> Reason:
        """The body with its names; raises `UnknownBody`."""
        if body not in self.bodies:
            raise UnknownBody(choices=", ".join(sorted(self.bodies)))
        return self.bodies[body]

    def earliest(self, today: date) -> date:
        """The first day of which a cross-check or visit can still be recorded."""
        return months_after(today, -self.oldest_months)

    def suspension(self, code: str, today: date, until: date | None) -> tuple[SuspensionRule, date]:
        """The rule and the last day; raises `UnknownReason`, `SuspendedTooLong`."""
        if code not in self.suspensions:
            raise UnknownReason(choices=", ".join(sorted(self.suspensions)))
        rule = self.suspensions[code]
        latest = today + timedelta(days=rule.longest_days)
        if until is not None and not today <= until <= latest:
            raise SuspendedTooLong(latest=latest.isoformat())
        return rule, until or latest


def one_of(reasons: Reasons, code: str) -> Reason:
    """The reason with its words; raises `UnknownReason`."""
    if code not in reasons:
        raise UnknownReason(choices=", ".join(sorted(reasons)))
    return reasons[code]


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last of that month when it is shorter."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    first_of_next = date(year + month // 12, month % 12 + 1, 1)
    return min(
        date(year, month, 1) + timedelta(days=day.day - 1), first_of_next - timedelta(days=1)
    )
