"""Wires privacy."""

from __future__ import annotations

from typing import Any

from chassis.documents.kind import Kind
from services.registry.app.privacy.area import Privacy
from services.registry.bootstrap.house import House

KINDS: tuple[Kind[Any], ...] = ()


def wire(house: House) -> Privacy:
    """The area on this ground."""
    return Privacy()
