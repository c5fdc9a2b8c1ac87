"""Places as the contracts know them."""

from __future__ import annotations

from contracts.events.base import Place
from services.registry.domain.persons.facts import Address


def place_of(address: Address) -> Place:
    """What everybody may know of an address."""
    return Place(address.governorate, address.district)
