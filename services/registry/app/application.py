"""The registry as its entrypoints see it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from services.registry.app.duplicates.area import Duplicates
from services.registry.app.eligibility.area import Eligibility
from services.registry.app.emergencies.area import Emergencies
from services.registry.app.files.area import Files
from services.registry.app.households.handlers import HouseholdHandlers
from services.registry.app.households.life import HouseholdLife
from services.registry.app.households.queries import HouseholdQueries
from services.registry.app.payments.area import Payments
from services.registry.app.persons.handlers import PersonHandlers
from services.registry.app.persons.queries import PersonQueries
from services.registry.app.ports import Run
from services.registry.app.privacy.area import Privacy
from services.registry.app.programmes.area import Programmes
from services.registry.app.surveys.area import Surveys

Work = Callable[[str, Run], None]


@dataclass(frozen=True)
class Registry:
    """Everything the registry can be told and asked; each area is wired by its bootstrap."""

    persons: PersonHandlers
    person_queries: PersonQueries
    households: HouseholdHandlers
    household_queries: HouseholdQueries
    household_life: HouseholdLife
    duplicates: Duplicates
    surveys: Surveys
    eligibility: Eligibility
    programmes: Programmes
    payments: Payments
    emergencies: Emergencies
    files: Files
    privacy: Privacy
    work: Mapping[str, Work] = field(default_factory=dict)
    """`<kind>.<work>` → what does it in the background, given the aggregate's id."""
