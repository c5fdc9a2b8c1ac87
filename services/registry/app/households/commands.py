"""What the registry can be told of households."""

from __future__ import annotations

from dataclasses import dataclass

from services.registry.domain.households.household import Member
from services.registry.domain.persons.facts import Address


@dataclass(frozen=True)
class RegisterHousehold:
    """Register persons as one household."""

    head_id: str
    members: tuple[Member, ...]
    address: Address


@dataclass(frozen=True)
class AmendHousehold:
    """Let members leave and join a household, or move it."""

    household_id: str
    join: tuple[Member, ...] = ()
    leave: tuple[str, ...] = ()
    address: Address | None = None
