"""Wires surveys."""

from __future__ import annotations

from typing import Any

from chassis.documents.kind import Kind
from services.registry.app.surveys.area import Surveys
from services.registry.bootstrap.house import House

KINDS: tuple[Kind[Any], ...] = ()


def wire(house: House) -> Surveys:
    """The area on this ground."""
    return Surveys()
