"""What happens in the life of a household."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from services.registry.domain.privacy.protection import Protection

SPLIT, JOIN, MOVE = "split", "join", "move"
DEATH, MARRIAGE, DIVORCE, BIRTH = "death", "marriage", "divorce", "birth"
CORRECTION = "correction"
"""Who belongs to a household was put right: nothing happened in its life."""


@dataclass(frozen=True)
class Member:
    """A person of the household and what they are to its head."""

    person_id: str
    relation: str


@dataclass(frozen=True)
class Dwelling:
    """What the household lives in; the rent is by the month, in fils."""

    kind: str
    tenure: str
    rooms: int | None
    rent_fils: int | None


@dataclass(frozen=True)
class TakenPlace:
    """A place that the record which stays after a merge took: what the two were until then.

    `merged` and `survivor` are `head`, a relation to the head, or nothing.
    """

    merged_id: str
    survivor_id: str
    merged: str
    survivor: str | None


@dataclass(frozen=True)
class CourtPermission:
    """إذن القاضي: that a court lets somebody marry who is not of age yet."""

    number: str
    date: date


@dataclass(frozen=True)
class LifeEvent:
    """What happened, on which day, to whom; `other_household_id` is where they came from or went.

    That stays unsaid when the other household is protected. `court_permission` is what a marriage
    rests on; `protection` that under which the household recorded it.
    """

    kind: str
    on: date
    person_ids: tuple[str, ...] = ()
    other_household_id: str | None = None
    note: str | None = None
    court_permission: CourtPermission | None = None
    protection: Protection | None = None

    def is_that_of(self, other: LifeEvent | None) -> bool:
        """Whether another household tells of the same coming and going."""
        if other is None:
            return False
        return (self.kind, self.on, self.person_ids) == (other.kind, other.on, other.person_ids)


@dataclass(frozen=True)
class Succession:
    """Who heads the household when its head is gone, and what all others are to the new head."""

    head_id: str
    members: tuple[Member, ...]

    @property
    def person_ids(self) -> Sequence[str]:
        return [self.head_id, *(each.person_id for each in self.members)]
