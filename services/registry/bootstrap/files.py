"""Wires files."""

from __future__ import annotations

from typing import Any

from chassis.documents.kind import Kind
from services.registry.app.files.area import Files
from services.registry.bootstrap.house import House

KINDS: tuple[Kind[Any], ...] = ()


def wire(house: House) -> Files:
    """The area on this ground."""
    return Files()
