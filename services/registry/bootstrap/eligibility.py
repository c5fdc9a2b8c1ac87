"""Wires eligibility."""

from __future__ import annotations

from typing import Any

from chassis.documents.kind import Kind
from services.registry.app.eligibility.area import Eligibility
from services.registry.bootstrap.house import House

KINDS: tuple[Kind[Any], ...] = ()


def wire(house: House) -> Eligibility:
    """The area on this ground."""
    return Eligibility()
