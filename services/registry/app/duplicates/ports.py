"""What duplicates needs from outside."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import date
from typing import Protocol

from services.registry.app.ports import View
from services.registry.domain.access import Actor
from services.registry.domain.duplicates.deaths import HouseholdDeath
from services.registry.domain.duplicates.duplicate import Duplicate
from services.registry.domain.duplicates.homes import SharedHome
from services.registry.domain.duplicates.model import Model, Score
from services.registry.domain.duplicates.siblings import Siblings
from services.registry.domain.households.life import Succession
from services.registry.domain.persons.changes import Changes
from services.registry.domain.persons.identity import Identity
from services.registry.domain.persons.person import Person
from services.registry.domain.privacy.protection import Protection

Record = Mapping[str, str | None]


class Duplicates(Protocol):
    """Where pairs are kept, each once."""

    def get(self, duplicate_id: str, admit: Callable[[Duplicate], None]) -> Duplicate: ...

    def load(self, duplicate_id: str) -> Duplicate: ...

    def knows(self, duplicate_id: str) -> bool:
        """Whether the pair was ever put into the queue."""
        ...

    def told_apart(self, one_id: str, two_id: str) -> bool:
        """Whether a person has said that these two are two, by any record merged into them."""
        ...

    def naming(self, person_id: str) -> list[Duplicate]:
        """Every pair of this record, whatever was decided."""
        ...

    def add(self, duplicate: Duplicate) -> View: ...

    def add_many(self, duplicates: Sequence[Duplicate]) -> object:
        """Each by itself; what somebody was faster with is left as it is."""
        ...

    def save(self, duplicate: Duplicate) -> View: ...

    def show(self, duplicate: Duplicate) -> View: ...

    def search(
        self,
        *,
        equals: Mapping[str, str | None],
        governorates: Collection[str] | None,
        after: str | None,
        limit: int,
    ) -> View:
        """A page of pairs, newest first, whose `status`, `person`, `advice` and `found_by` are
        these; `None` is any."""
        ...


class Persons(Protocol):
    """The persons who are compared and merged."""

    def load(self, person_id: str) -> Person: ...

    def missing(self, person_ids: Collection[str]) -> list[str]:
        """Those of whom there is no record."""
        ...

    def save(self, person: Person, why: str | None = None) -> View: ...

    def holder_of(self, national_number: str) -> Person | None:
        """Whose number it is, whoever they are."""
        ...

    def claim_if_hidden(self, person: Person, known: Callable[[Protection | None], bool]) -> None:
        """Let the number be claimed where its holder is not `known` to the actor: see ADR 20."""
        ...


class Candidates(Protocol):
    """Who may be the same."""

    def __call__(
        self, blocks: Sequence[str], documents: Sequence[Identity], mobile: str | None
    ) -> list[Person]:
        """Persons of these blocks, with one of these numbers or this phone; of each a bounded
        number, and nobody whose record was merged, or who is protected or restricted."""
        ...


class Scorer(Protocol):
    """Compares a record with others by the weights in force."""

    @property
    def model(self) -> Model: ...

    def __call__(self, one: Record) -> Callable[[Record], Score]: ...


class Homes(Protocol):
    """The households of the two."""

    def must_fit(self, merged_id: str, survivor_id: str) -> None:
        """Raises `TwoHouseholds`: nobody is in two, by any of their records."""
        ...

    def of_both(self, one_id: str, two_id: str) -> SharedHome | None:
        """The household in which one of them lives, or both do; of one that is hidden, nothing."""
        ...


class Deaths(Protocol):
    """Deaths in households of which a merge tells."""

    def record(
        self,
        dead: Collection[str],
        on: date | None,
        successor: Succession | None,
        actor: Actor,
    ) -> HouseholdDeath | None:
        """Let the two records leave the household they are in, as by any death; nothing without
        a day of death, or without a household.

        Raises `HouseholdNotYours`, `DuplicateNotFound`, `SuccessorMissing`, `SuccessionUnfit`.
        """
        ...

    def take_back(self, death: HouseholdDeath, alive: Collection[str], why: str) -> None:
        """These did not die: they are back, where they are in no household."""
        ...


class Families(Protocol):
    """What a household says of its people."""

    def must_fit_merged(
        self, merged: Person, survivor: Person, changes: Changes, actor: Actor
    ) -> None:
        """Raises `SpousesOfOneSex`, `TooYoungToMarry`, `BornBeforeParent`, `ParentTooYoung`, which
        say what is to be corrected first."""
        ...


class SiblingsOf(Protocol):
    """Who are children of one household."""

    def __call__(self, one_id: str, two_id: str) -> Siblings | None:
        """What their household says of the two; `None` when they are not children of one."""
        ...


class Follower(Protocol):
    """One kind of record that names persons."""

    def follow(self, merged_id: str, survivor_id: str) -> None:
        """Let everything that names the one name the other; doing it again changes nothing."""
        ...

    def come_back(self, merged_id: str, survivor_id: str) -> None:
        """Let what followed, and nothing else, name the first again; once."""
        ...


Together = Callable[[], AbstractContextManager[None]]
"""Changes that happen together or not at all."""
