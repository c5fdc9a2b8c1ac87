"""What the registry tells about eligibility: identifiers and plain facts, never names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from contracts.envelope import PROTECTED
from contracts.events.base import Count, Event, Id, Line, Word


@dataclass(frozen=True)
class FactsRecorded(Event):
    """Facts about a household were recorded: which indicators, by which kind of source."""

    TYPE: ClassVar[str] = "kanaf.registry.profile.facts_recorded.v1"
    AGGREGATE: ClassVar[str] = "profile"

    household_id: Id
    indicators: tuple[Word, ...]
    source: Word


@dataclass(frozen=True)
class FactsWithdrawn(Event):
    """Facts about a household do not stand any more: of which indicators, of which kind of source.

    A visit was set aside for another one, or something was recorded wrongly.
    """

    TYPE: ClassVar[str] = "kanaf.registry.profile.facts_withdrawn.v1"
    AGGREGATE: ClassVar[str] = "profile"

    household_id: Id
    indicators: tuple[Word, ...]
    source: Word


@dataclass(frozen=True)
class ProfileHouseholdChanged(Event):
    """Somebody came to live in a household, or left: what is known of it was said of others, and is
    to be stated anew."""

    TYPE: ClassVar[str] = "kanaf.registry.profile.household_changed.v1"
    AGGREGATE: ClassVar[str] = "profile"

    household_id: Id


@dataclass(frozen=True)
class DisregardEnded(Event):
    """What was disregarded of a household for a time counts from now on.

    Earnings are, for a year; a declaration is, while a checked word goes before it. Or something
    that counted was withdrawn.
    """

    TYPE: ClassVar[str] = "kanaf.registry.profile.disregard_ended.v1"
    AGGREGATE: ClassVar[str] = "profile"

    household_id: Id


@dataclass(frozen=True)
class RecomputationStarted(Event):
    """Somebody asked what the rules say anew of a programme's households; nothing changed yet."""

    TYPE: ClassVar[str] = "kanaf.registry.recomputation.started.v1"
    AGGREGATE: ClassVar[str] = "recomputation"

    recomputation_id: Id
    programme_id: Id
    rules: Line


@dataclass(frozen=True)
class RecomputationPreviewed(Event):
    """How many households would lose, get more, get less, stay, and could gain if they applied."""

    TYPE: ClassVar[str] = "kanaf.registry.recomputation.previewed.v2"
    AGGREGATE: ClassVar[str] = "recomputation"
    CLASSIFICATION: ClassVar[str] = PROTECTED

    recomputation_id: Id
    loses: Count
    raised: Count
    lowered: Count
    unchanged: Count
    could_gain: Count


@dataclass(frozen=True)
class RecomputationApproved(Event):
    """Another person approved the changes; they are being made."""

    TYPE: ClassVar[str] = "kanaf.registry.recomputation.approved.v1"
    AGGREGATE: ClassVar[str] = "recomputation"

    recomputation_id: Id


@dataclass(frozen=True)
class RecomputationCancelled(Event):
    """Nothing will be changed."""

    TYPE: ClassVar[str] = "kanaf.registry.recomputation.cancelled.v1"
    AGGREGATE: ClassVar[str] = "recomputation"

    recomputation_id: Id


@dataclass(frozen=True)
class RecomputationApplied(Event):
    """Every change is made; `skipped` ones had ended or were not as approved any more."""

    TYPE: ClassVar[str] = "kanaf.registry.recomputation.applied.v2"
    AGGREGATE: ClassVar[str] = "recomputation"
    CLASSIFICATION: ClassVar[str] = PROTECTED

    recomputation_id: Id
    changed: Count
    skipped: Count
