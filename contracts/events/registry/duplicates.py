"""What the registry tells about duplicates: identifiers and plain facts, never names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from contracts.events.base import Event, GovernorateCode, Id, Line, Word
from contracts.rpc import fields

Many = Annotated[int, lambda **k: fields.Whole(least=0, most=2**53, **k)]


@dataclass(frozen=True)
class DuplicateSuggested(Event):
    """Two records look like one person; a person will decide."""

    TYPE: ClassVar[str] = "kanaf.registry.duplicate.suggested.v1"
    AGGREGATE: ClassVar[str] = "duplicate"

    duplicate_id: Id
    person_ids: tuple[Id, ...]


@dataclass(frozen=True)
class DuplicateDecided(Event):
    """A pair was `merged` or `rejected`, or is `open` again because a merge was undone; it is
    `superseded` while a merge with a third answers it, and `no_longer_alike` while what the two
    say of themselves makes them no pair."""

    TYPE: ClassVar[str] = "kanaf.registry.duplicate.decided.v1"
    AGGREGATE: ClassVar[str] = "duplicate"

    duplicate_id: Id
    status: Word


@dataclass(frozen=True)
class DuplicateMoved(Event):
    """One of the two lives in another governorate: the pair is in the queue of others now."""

    TYPE: ClassVar[str] = "kanaf.registry.duplicate.moved.v1"
    AGGREGATE: ClassVar[str] = "duplicate"

    duplicate_id: Id


@dataclass(frozen=True)
class DuplicateWeighed(Event):
    """One of the two was amended: what speaks for one person is other than it was."""

    TYPE: ClassVar[str] = "kanaf.registry.duplicate.weighed.v1"
    AGGREGATE: ClassVar[str] = "duplicate"

    duplicate_id: Id
    advice: Word


@dataclass(frozen=True)
class PersonMerged(Event):
    """A record ended: the person is known by the survivor's. Told of the record that ended.

    `governorate` is that record's; events from before it was told have none.
    """

    TYPE: ClassVar[str] = "kanaf.registry.person.merged.v1"
    AGGREGATE: ClassVar[str] = "person"

    survivor_id: Id
    merged_id: Id
    governorate: GovernorateCode | None = None


@dataclass(frozen=True)
class PersonUnmerged(Event):
    """A merge was undone: the record is a person's own again."""

    TYPE: ClassVar[str] = "kanaf.registry.person.unmerged.v1"
    AGGREGATE: ClassVar[str] = "person"

    survivor_id: Id
    merged_id: Id
    governorate: GovernorateCode | None = None


@dataclass(frozen=True)
class MatchingStarted(Event):
    """Somebody has the registry looked through for duplicates; everywhere without governorates."""

    TYPE: ClassVar[str] = "kanaf.registry.matching.started.v1"
    AGGREGATE: ClassVar[str] = "matching"

    matching_id: Id
    governorates: tuple[GovernorateCode, ...]
    model: Line


@dataclass(frozen=True)
class MatchingFinished(Event):
    """Everything was looked at; so many new pairs wait for a reviewer."""

    TYPE: ClassVar[str] = "kanaf.registry.matching.finished.v1"
    AGGREGATE: ClassVar[str] = "matching"

    matching_id: Id
    persons: Many
    suggested: Many
    large_blocks: Many


@dataclass(frozen=True)
class MatchingCancelled(Event):
    """It was ended before everything was looked at; what was found stays in the queue."""

    TYPE: ClassVar[str] = "kanaf.registry.matching.cancelled.v1"
    AGGREGATE: ClassVar[str] = "matching"

    matching_id: Id
