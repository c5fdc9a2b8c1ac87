"""The registry as its entrypoints see it."""

from __future__ import annotations

from dataclasses import dataclass

from services.registry.app.households.handlers import HouseholdHandlers
from services.registry.app.households.queries import HouseholdQueries
from services.registry.app.persons.handlers import PersonHandlers
from services.registry.app.persons.queries import PersonQueries


@dataclass(frozen=True)
class Registry:
    """Everything the registry can be told and asked; each area is wired by its bootstrap."""

    persons: PersonHandlers
    person_queries: PersonQueries
    households: HouseholdHandlers
    household_queries: HouseholdQueries
