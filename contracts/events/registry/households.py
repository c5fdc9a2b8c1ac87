"""What the registry tells about households: by identifier, never by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from contracts.envelope import PROTECTED
from contracts.events.base import Event, Id, Place, Word


@dataclass(frozen=True)
class HouseholdRegistered(Event):
    """A household was registered. `member_ids` includes the head."""

    TYPE: ClassVar[str] = "kanaf.registry.household.registered.v1"
    AGGREGATE: ClassVar[str] = "household"

    household_id: Id
    head_id: Id
    member_ids: tuple[Id, ...]
    place: Place
    imported: bool = False
    """Whether the record came with a file, and nobody to the counter."""


@dataclass(frozen=True)
class HouseholdAmended(Event):
    """Members joined or left a household, or other facts of it changed; `fields` names those.

    `reason` is the life event behind it, where one is told: split, join, move, death, marriage,
    divorce, birth.
    """

    TYPE: ClassVar[str] = "kanaf.registry.household.amended.v1"
    AGGREGATE: ClassVar[str] = "household"

    household_id: Id
    joined: tuple[Id, ...]
    left: tuple[Id, ...]
    fields: tuple[Word, ...]
    reason: Word | None = None


@dataclass(frozen=True)
class HouseholdAmendedInConfidence(HouseholdAmended):
    """The same of a household that is protected, also when it is new: who lives there `joined`.

    Protected, and without place and reason: feeds of everything about households do not have it.
    """

    TYPE: ClassVar[str] = "kanaf.registry.household.amended_in_confidence.v1"
    CLASSIFICATION: ClassVar[str] = PROTECTED


@dataclass(frozen=True)
class HouseholdDissolved(Event):
    """The last person left a household, or all of it joined another."""

    TYPE: ClassVar[str] = "kanaf.registry.household.dissolved.v1"
    AGGREGATE: ClassVar[str] = "household"

    household_id: Id
