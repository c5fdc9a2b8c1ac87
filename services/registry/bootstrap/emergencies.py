"""Wires emergencies."""

from __future__ import annotations

from typing import Any

from chassis.documents.kind import Kind
from services.registry.app.emergencies.area import Emergencies
from services.registry.bootstrap.house import House

KINDS: tuple[Kind[Any], ...] = ()


def wire(house: House) -> Emergencies:
    """The area on this ground."""
    return Emergencies()
