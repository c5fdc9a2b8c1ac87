"""The registry as its entrypoints see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from services.registry.app.duplicates.area import Duplicates
from services.registry.app.eligibility.area import Eligibility
from services.registry.app.emergencies.area import Emergencies
from services.registry.app.files.area import Files
from services.registry.app.households.handlers import HouseholdHandlers
from services.registry.app.households.queries import HouseholdQueries
from services.registry.app.payments.area import Payments
from services.registry.app.persons.handlers import PersonHandlers
from services.registry.app.persons.queries import PersonQueries
from services.registry.app.ports import WorkFunction
from services.registry.app.privacy.area import Privacy
from services.registry.app.programmes.area import Programmes
from services.registry.app.surveys.area import Surveys


@dataclass(frozen=True)
class Registry:
    """Everything the registry can be told and asked; each area is wired by its bootstrap."""

    persons: PersonHandlers
    person_queries: PersonQueries
    households: HouseholdHandlers
    household_queries: HouseholdQueries
    duplicates: Duplicates
    surveys: Surveys
    eligibility: Eligibility
    programmes: Programmes
    payments: Payments
    emergencies: Emergencies
    files: Files
    privacy: Privacy

    @property
    def work(self) -> Mapping[str, WorkFunction]:
        """`<kind>.<work>` → what does it in the background, of every area that has a `work`."""
        areas = (getattr(area, "work", {}) for area in vars(self).values())
        return {name: function for area in areas for name, function in area.items()}
