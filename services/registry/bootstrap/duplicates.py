"""Wires duplicates."""

from __future__ import annotations

from typing import Any

from chassis.documents.kind import Kind
from services.registry.app.duplicates.area import Duplicates
from services.registry.bootstrap.house import House

KINDS: tuple[Kind[Any], ...] = ()


def wire(house: House) -> Duplicates:
    """The area on this ground."""
    return Duplicates()
