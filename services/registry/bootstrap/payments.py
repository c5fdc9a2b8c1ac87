"""Wires payments."""

from __future__ import annotations

from typing import Any

from chassis.documents.kind import Kind
from services.registry.app.payments.area import Payments
from services.registry.bootstrap.house import House

KINDS: tuple[Kind[Any], ...] = ()


def wire(house: House) -> Payments:
    """The area on this ground."""
    return Payments()
