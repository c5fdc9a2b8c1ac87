"""What happens to households, as the registry's own facts."""

from __future__ import annotations

from dataclasses import dataclass

from services.registry.domain.persons.facts import Address


@dataclass(frozen=True)
class HouseholdRegistered:
    """Persons were registered as one household; `protected` with them, or one of them."""

    household_id: str
    head_id: str
    member_ids: tuple[str, ...]
    address: Address
    imported: bool = False
    protected: bool = False


@dataclass(frozen=True)
class HouseholdAmended:
    """Who belongs to a household, or where it lives, changed; `reason` names the life event.

    `protected` is whether the household is, now that this has happened.
    """

    household_id: str
    joined: tuple[str, ...]
    left: tuple[str, ...]
    fields: tuple[str, ...]
    reason: str | None = None
    protected: bool = False


@dataclass(frozen=True)
class HouseholdDissolved:
    """The last person has left a household."""

    household_id: str


Event = HouseholdRegistered | HouseholdAmended | HouseholdDissolved
