"""What the registry tells about duplicates: identifiers and plain facts, never names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from contracts.events.base import Event, GovernorateCode, Id, Word


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
    `superseded` while one of the two is merged with a third."""

    TYPE: ClassVar[str] = "kanaf.registry.duplicate.decided.v1"
    AGGREGATE: ClassVar[str] = "duplicate"

    duplicate_id: Id
    status: Word


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
