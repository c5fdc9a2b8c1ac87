"""A household: persons who live together under one head (رب الأسرة)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from services.registry.domain.households.events import Event, HouseholdAmended, HouseholdRegistered
from services.registry.domain.households.refusals import (
    HeadCannotLeave,
    HeadIsMember,
    HouseholdTooLarge,
    MemberTwice,
    NotAMember,
)
from services.registry.domain.persons.facts import Address
from services.registry.domain.persons.person import Origin

LARGEST = 100
"""Members a household can have beside its head: a bound against mistakes, not a rule of law."""


@dataclass(frozen=True)
class Member:
    """A person of the household and what they are to its head."""

    person_id: str
    relation: str


@dataclass
class Household:
    """A household as registered. This constructor restores; `register` makes a new one."""

    id: str
    head_id: str
    members: tuple[Member, ...]
    address: Address
    origin: Origin
    version: int = 0
    events: list[Event] = field(default_factory=list)

    @classmethod
    def register(
        cls,
        household_id: str,
        *,
        head_id: str,
        members: Sequence[Member],
        address: Address,
        origin: Origin,
        imported: bool = False,
    ) -> Household:
        """Register persons as one household; `imported` with a file of many.

        Raises `HeadIsMember`, `MemberTwice`, `HouseholdTooLarge`.
        """
        household = cls(household_id, head_id, (), address, origin)
        household._take_in(members)
        household.events.append(
            HouseholdRegistered(household_id, head_id, household.person_ids, address, imported)
        )
        return household

    def amend(
        self, *, join: Sequence[Member] = (), leave: Sequence[str] = (), address: Address | None
    ) -> None:
        """Let members leave, then join (who does both gets a new relation), then move.

        Raises `HeadCannotLeave`, `NotAMember`, `HeadIsMember`, `MemberTwice`,
        `HouseholdTooLarge`. What already is so changes nothing.
        """
        members_before, address_before = self.members, self.address
        self._let_go(leave)
        self._take_in(join)
        self.address = address or self.address
        fields = (
            *(("address",) if self.address != address_before else ()),
            *(("members",) if set(self.members) != set(members_before) else ()),
        )
        if fields:
            before = {each.person_id for each in members_before}
            after = {each.person_id for each in self.members}
            self.events.append(
                HouseholdAmended(
                    self.id, tuple(sorted(after - before)), tuple(sorted(before - after)), fields
                )
            )

    @property
    def person_ids(self) -> tuple[str, ...]:
        """Everybody who belongs to it, the head first."""
        return (self.head_id, *(each.person_id for each in self.members))

    def _let_go(self, leaving: Sequence[str]) -> None:
        if self.head_id in leaving:
            raise HeadCannotLeave()
        if not set(leaving) <= set(self.person_ids):
            raise NotAMember()
        self.members = tuple(each for each in self.members if each.person_id not in leaving)

    def _take_in(self, joining: Sequence[Member]) -> None:
        members = (*self.members, *joining)
        ids = [each.person_id for each in members]
        if self.head_id in ids:
            raise HeadIsMember()
        if len(set(ids)) < len(ids):
            raise MemberTwice()
        if len(ids) > LARGEST:
            raise HouseholdTooLarge(maximum=LARGEST)
        self.members = members
