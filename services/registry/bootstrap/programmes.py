"""Wires programmes."""

from __future__ import annotations

from typing import Any

from chassis.documents.kind import Kind
from services.registry.app.programmes.area import Programmes
from services.registry.bootstrap.house import House

KINDS: tuple[Kind[Any], ...] = ()


def wire(house: House) -> Programmes:
    """The area on this ground."""
    return Programmes()
