"""What the registry's handlers need from outside."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date
from typing import Any, Protocol

from services.registry.domain.household import Household
from services.registry.domain.person import Person

View = dict[str, Any]


class Persons(Protocol):
    """Where persons are kept. A national number is kept once, whatever the concurrency."""

    def get(self, person_id: str, admit: Callable[[Person], None]) -> Person:
        """The person whom the command at hand changes.

        `admit` raises for actors who may not know them, before they are told anything.
        """
        ...

    def add(self, person: Person) -> View: ...

    def save(self, person: Person) -> View: ...

    def view(self, person_id: str) -> View:
        """How the person is shown. Raises when there is none."""
        ...

    def missing(self, person_ids: Collection[str]) -> list[str]:
        """Those of these ids that are no person of the registry."""
        ...

    def search(
        self,
        *,
        national_number: str | None,
        words: list[str],
        governorates: Collection[str] | None,
        after: str | None,
        limit: int,
    ) -> View:
        """A page (`items`, `next`) of the persons who have this number, all these words in their
        names (the last may be a beginning) and live in one of these governorates."""
        ...


class Households(Protocol):
    """Where households are kept. A person is in one household at most."""

    def get(self, household_id: str, admit: Callable[[Household], None]) -> Household: ...

    def add(self, household: Household) -> View: ...

    def save(self, household: Household) -> View: ...

    def view(self, household_id: str) -> View: ...

    def search(
        self,
        *,
        person_id: str | None,
        governorates: Collection[str] | None,
        after: str | None,
        limit: int,
    ) -> View:
        """A page (`items`, `next`) of the households with this person in these governorates."""
        ...


class NewId(Protocol):
    """Gives the identifier of what the command at hand creates."""

    def __call__(self) -> str: ...


class Today(Protocol):
    """Tells the date at the ministry."""

    def __call__(self) -> date: ...
