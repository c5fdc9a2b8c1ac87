"""What happens around eligibility, as the registry's own facts."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class FactsRecorded:
    """Facts about a household were recorded; which, never what."""

    household_id: str
    indicators: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class FactsWithdrawn:
    """Facts about a household do not stand any more; which, never what."""

    household_id: str
    indicators: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class HouseholdChanged:
    """Somebody came to live in a household, or left: what is known of it was said of others."""

    household_id: str


@dataclass(frozen=True)
class DisregardEnded:
    """What was disregarded of a household for a time counts from now on, or no more."""

    household_id: str


@dataclass(frozen=True)
class RecomputationStarted:
    """Somebody asked what the rules say of all households today."""

    recomputation_id: str
    programme_id: str
    rules: str


@dataclass(frozen=True)
class RecomputationPreviewed:
    """Who would gain and lose is known; `outcomes` counts households by outcome."""

    recomputation_id: str
    outcomes: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class RecomputationApproved:
    """A second person approved it."""

    recomputation_id: str


@dataclass(frozen=True)
class RecomputationCancelled:
    """It is not to be applied."""

    recomputation_id: str


@dataclass(frozen=True)
class RecomputationApplied:
    """Every approved change is made, but for `skipped` ones: ended, or other facts since."""

    recomputation_id: str
    changed: int
    skipped: int


Event = (
    FactsRecorded
    | FactsWithdrawn
    | HouseholdChanged
    | DisregardEnded
    | RecomputationStarted
    | RecomputationPreviewed
    | RecomputationApproved
    | RecomputationCancelled
    | RecomputationApplied
)
