"""Where the two of a pair live: the record that lives in a household keeps the household's place.

Else those who serve the household could not change its member, nor those who serve the member the
household: nobody could record what happens to them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from services.registry.domain.persons.facts import Address
from services.registry.domain.persons.person import Person


@dataclass(frozen=True)
class SharedHome:
    """The household of the two, and which of them live in it: one, or both."""

    address: Address
    lives_here: frozenset[str]

    def knows_better(self, merged: Person, survivor: Person) -> bool | None:
        """Whether the record that ends is the one that lives here; `None` if that decides nothing:
        both do."""
        if self.lives_here >= {merged.id, survivor.id}:
            return None
        return merged.id in self.lives_here

    def kept(self, chosen: Address, people: Sequence[Person]) -> Address:
        """The address of who stays: the chosen one, but of a place within the household's
        governorate if who lives here had one. Who lived elsewhere before does so still."""
        own = [each.address for each in people if each.id in self.lives_here]
        here = [each for each in own if each.governorate == self.address.governorate]
        return chosen if not here or chosen.governorate == self.address.governorate else here[0]


def moved_along(person: Person, then: Address, now: Address) -> Address:
    """Where somebody lives who goes back into a household that had `then` when they left it: where
    it lives `now`, but for who lived elsewhere within the same governorate."""
    own = person.address
    left_behind = own.governorate == then.governorate != now.governorate
    return now if then != now and (left_behind or own.is_that_of(then)) else own
