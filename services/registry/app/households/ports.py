"""What the handlers of households need from outside."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Protocol

from services.registry.app.ports import View
from services.registry.domain.households.household import Household


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
