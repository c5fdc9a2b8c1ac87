"""What a call says: for what, how much, to whom, how proposals are weighed and grants are paid."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from services.licensing.domain.grants.refusals import (
    AmountOutOfRange,
    AmountsWrong,
    CallDatesWrong,
    CriteriaWrong,
    InstalmentsWrong,
)
from services.licensing.domain.words import Words

WHOLE = 100


@dataclass(frozen=True)
class Criterion:
    """What reviewers score, and how much it weighs beside the others."""

    code: str
    words: Words
    weight: int


@dataclass(frozen=True)
class Society:
    """What is known of a society: where it works, in which field, registered since when, whether
    it was dissolved."""

    governorate: str
    sector: str
    registered_on: date
    dissolved: bool = False


@dataclass(frozen=True)
class Standing:
    """Whether a society is in good standing on a day and, where not, why."""

    good: bool
    because: tuple[Words, ...] = ()


@dataclass(frozen=True)
class Unmet:
    """One thing the call asks that a society does not meet; `because` explains its standing."""

    criterion: str
    because: tuple[Words, ...] = ()


DISSOLVED = Unmet("dissolved", (Words("حُلّت الجمعية", "The association was dissolved"),))
"""No appeal waives that there is nobody to give money to."""


@dataclass(frozen=True)
class Eligibility:
    """Who may apply: in these governorates and sectors (none named: all), registered for so many
    years when proposals close, and always in good standing."""

    governorates: tuple[str, ...]
    sectors: tuple[str, ...]
    least_years: int

    def unmet(self, society: Society, standing: Standing, day: date) -> tuple[Unmet, ...]:
        """What is not met, in a fixed order; nothing for a society that is eligible."""
        found = [] if standing.good else [Unmet("standing", standing.because)]
        if self.governorates and society.governorate not in self.governorates:
            found.append(Unmet("governorate"))
        if self.sectors and society.sector not in self.sectors:
            found.append(Unmet("sector"))
        if _years_before(day, self.least_years) < society.registered_on:
            found.append(Unmet("years"))
        if society.dissolved:
            found.append(DISSOLVED)
        return tuple(found)


@dataclass(frozen=True)
class PlannedInstalment:
    """A part of every grant, in hundredths. `report_days`: so long after it is paid a report on it
    is due. `after_report`: it waits until all reports before it are accepted."""

    percent: int
    report_days: int
    after_report: bool


@dataclass(frozen=True)
class Terms:
    """Everything that a call fixes before it is published. `scale`: the best score of a criterion.
    `threshold`: hundredths that the mean must reach. `keeps_distance`: nobody reviews what comes
    from their own governorate or society."""

    title: Words
    text: Words
    goals: tuple[Words, ...]
    budget_fils: int
    least_fils: int
    most_fils: int
    opens_at: datetime
    closes_at: datetime
    eligibility: Eligibility
    criteria: tuple[Criterion, ...]
    scale: int
    reviewers_each: int
    threshold: int
    keeps_distance: bool
    instalments: tuple[PlannedInstalment, ...]

    def must_hold(self, now: datetime) -> None:
        """Raises what of the terms contradicts itself."""
        if not self.opens_at < self.closes_at or self.closes_at <= now:
            raise CallDatesWrong(pointer="/terms/closes_at")
        if not self.least_fils <= self.most_fils <= self.budget_fils:
            raise AmountsWrong(pointer="/terms/most_fils")
        if len({each.code for each in self.criteria}) != len(self.criteria):
            raise CriteriaWrong(pointer="/terms/criteria")
        percents = [each.percent for each in self.instalments]
        if sum(percents) != WHOLE or self.instalments[0].after_report:
            raise InstalmentsWrong(pointer="/terms/instalments")

    def must_give(self, fils: int) -> None:
        """Raises `AmountOutOfRange` for what is less or more than a grant of this call."""
        if not self.least_fils <= fils <= self.most_fils:
            raise AmountOutOfRange(self.least_fils, self.most_fils)

    def total(self, points: Mapping[str, int]) -> Fraction:
        """The weighted score, from 0 to 100, exactly."""
        weights = sum(each.weight for each in self.criteria)
        got = sum(each.weight * points[each.code] for each in self.criteria)
        return Fraction(WHOLE * got, weights * self.scale)


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 2, 28)
