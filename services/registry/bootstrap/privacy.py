"""Wires privacy."""

from __future__ import annotations

from typing import Any

from chassis.documents.kind import Kind
from services.registry.app.households.ports import Households
from services.registry.app.persons.ports import Persons
from services.registry.app.privacy.area import Privacy
from services.registry.app.privacy.protecting import Protecting
from services.registry.bootstrap.house import House

KINDS: tuple[Kind[Any], ...] = ()


def wire(house: House, persons: Persons, households: Households) -> Privacy:
    """The area on this ground."""
    return Privacy(protecting=Protecting(persons, households, house.together, house.audit))
