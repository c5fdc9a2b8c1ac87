"""The registry as its entrypoints see it."""

from __future__ import annotations

from dataclasses import dataclass

from services.registry.app.handlers import HouseholdHandlers, PersonHandlers
from services.registry.app.queries import Queries


@dataclass(frozen=True)
class Registry:
    """Everything the registry can be told and asked; wired by the bootstrap."""

    persons: PersonHandlers
    households: HouseholdHandlers
    queries: Queries
