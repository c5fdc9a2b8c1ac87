"""What the handlers of households need from outside."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from typing import Protocol

from services.registry.app.ports import View
from services.registry.domain.households.household import Household


class Households(Protocol):
    """Where households are kept. A person is in one household at most."""

    def get(self, household_id: str, admit: Callable[[Household], None]) -> Household: ...

    def get_companion(self, household_id: str) -> Household:
        """A household that changes along with the command's own."""
        ...

    def add(self, household: Household) -> View: ...

    def save(self, household: Household, why: str | None = None) -> View: ...

    def hold(self, household: Household) -> None:
        """Nobody changes it until this change, which relies on it, is stored."""
        ...

    def view(self, household_id: str) -> View: ...

    def view_at(self, household_id: str, moment: datetime) -> View:
        """How it was shown at that moment. Raises `NotFound`, also when it was not there yet."""
        ...

    def history(self, household_id: str) -> list[View]:
        """Every state it was in, oldest first: `version`, `at`, `actor`, `why`, `note`,
        `household`."""
        ...

    def states(self, household_id: str) -> list[Household]:
        """Every state it was in, oldest first, as `history` has them."""
        ...

    def home_of(self, person_id: str) -> str | None:
        """The household that the person is in."""
        ...

    def search(
        self,
        *,
        person_id: str | None,
        governorates: Collection[str] | None,
        known_to: Sequence[str | None] | None,
        after: str | None,
        limit: int,
    ) -> View:
        """A page (`items`, `next`) of the households with this person in these governorates;
        of the protected ones, those for whom `known_to` holds (`None`: all)."""
        ...
