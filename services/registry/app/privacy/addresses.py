"""The address of a household in which nobody else lives is that person's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from services.registry.app.privacy.ports import Homes
from services.registry.domain.households.household import ACTIVE, Household


@dataclass(frozen=True)
class OwnAddresses:
    """Forgets the details of addresses where a person lives, or was the last to live, alone.

    Where others live the address is theirs, too, and stays with the household's record.
    """

    homes: Homes

    def forget_present(self, person_id: str, why: str) -> None:
        """Of the household they are in."""
        home_id = self.homes.home_of(person_id)
        if home_id is None:
            return
        home = self.homes.get_companion(home_id)
        if home.person_ids == (person_id,):
            self._forget(home, why)

    def forget_former(self, person_id: str, household_ids: Sequence[str], why: str) -> None:
        """Of those of these dissolved households in which they were the last."""
        for each in household_ids:
            lived_in = [state for state in self.homes.states(each) if state.status == ACTIVE]
            if lived_in and lived_in[-1].person_ids == (person_id,):
                self._forget(self.homes.get_companion(each), why)

    def _forget(self, home: Household, why: str) -> None:
        home.forget_details()
        self.homes.save(home, why)
        self.homes.forget_former(home.id)
