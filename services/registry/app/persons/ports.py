"""What the handlers of persons need from outside."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Protocol

from services.registry.app.ports import View
from services.registry.domain.persons.person import Person


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
