"""What the handlers of persons need from outside."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from services.registry.app.ports import View
from services.registry.domain.persons.person import Person
from services.registry.domain.privacy.protection import Protection


class Revision(Protocol):
    """A person as they were recorded from `at` on, who recorded it and why."""

    @property
    def version(self) -> int: ...
    @property
    def at(self) -> datetime: ...
    @property
    def actor(self) -> str: ...
    @property
    def why(self) -> str | None: ...
    @property
    def aggregate(self) -> Person: ...


Known = Callable[[Protection | None], bool]
"""Whether somebody who is protected so, or not, exists for who asks."""


class Persons(Protocol):
    """Where persons are kept. A national number is kept once, whatever the concurrency."""

    def get(self, person_id: str, admit: Callable[[Person], None]) -> Person:
        """The person whom the command at hand changes.

        `admit` raises for actors who may not know them, before they are told anything.
        """
        ...

    def add(self, person: Person, known: Known | None = None) -> View:
        """Keep a new person. A number whose holder is not `known` to the actor can be claimed."""
        ...

    def save(
        self,
        person: Person,
        why: str | None = None,
        *,
        known: Known | None = None,
    ) -> View:
        """Keep a change; `known` as for `add`."""
        ...

    def claim_if_hidden(self, person: Person, known: Known) -> None:
        """Let the number be claimed where its holder is not `known` to the actor: for changes that
        happen together, which a refusal would end. See ADR 20."""
        ...

    def shares_number(self, person: Person, known: Known) -> bool:
        """Whether somebody else bears the number of one of their documents, of whatever kind.

        Whoever is not `known` to the actor does not count: see ADR 20.
        """
        ...

    def load(self, person_id: str) -> Person:
        """The person to look at. Raises when there is none."""
        ...

    def as_of(self, person_id: str, moment: datetime) -> Person:
        """The person as they were recorded then. Raises when they were not there yet."""
        ...

    def history(self, person_id: str) -> Sequence[Revision]:
        """Everything that was ever recorded of the person, oldest first."""
        ...

    def show(self, person: Person) -> View:
        """How the person is shown: nothing sensitive."""
        ...

    def get_companion(self, person_id: str) -> Person:
        """A person who changes along with what the command is about."""
        ...

    def hold(self, person: Person) -> None:
        """Nobody changes the record until this change, which relies on it, is stored."""
        ...

    def absorbed(self, person_id: str) -> list[str]:
        """The records that were merged into this one, directly or one after the other."""
        ...

    def missing(
        self,
        person_ids: Collection[str],
        known: Known | None = None,
    ) -> list[str]:
        """Those of these ids that are no person of the registry, or none that is `known`."""
        ...


@dataclass(frozen=True)
class Wanted:
    """Whom a search is for; what is `None` or empty leaves everybody in.

    `document` is any number a person is known by; `terms` are words of the name, of which the last
    may be a beginning; `born` are the earliest and latest day of birth. Of protected persons only
    those are found that are `known_to` this actor (`privacy.protection.marks_of`).
    """

    governorates: Collection[str] | None
    national_number: str | None = None
    document: str | None = None
    mobile: str | None = None
    terms: Sequence[str] = ()
    district: str | None = None
    subdistrict: str | None = None
    sex: str | None = None
    born: tuple[date, date] | None = None
    status: str | None = None
    programme: str | None = None
    known_to: Sequence[str | None] | None = None
    held_alone: bool = False
    """Not who has the national number by their own account alone: for who signed in with it."""


class Search(Protocol):
    """Finds persons."""

    def __call__(self, wanted: Wanted, after: str | None, limit: int) -> View:
        """A page (`items`, `next`): who has the name as asked first, then who has one like it;
        the newest first among each."""
        ...
