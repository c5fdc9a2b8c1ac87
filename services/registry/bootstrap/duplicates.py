"""Wires duplicates."""

from __future__ import annotations

from typing import Any

from chassis.documents.kind import Kind
from services.registry.adapters.duplicates import weights
from services.registry.adapters.duplicates.candidates import BlockCandidates, WeightedScorer
from services.registry.adapters.duplicates.references import HouseholdReferences
from services.registry.adapters.duplicates.store import DUPLICATES, KeptDuplicates
from services.registry.adapters.households.store import HOUSEHOLDS
from services.registry.adapters.persons.store import PERSONS, KeptPersons
from services.registry.app.duplicates.area import Duplicates
from services.registry.app.duplicates.detection import Detection
from services.registry.app.duplicates.following import Following
from services.registry.app.duplicates.review import Review
from services.registry.bootstrap.house import House

KINDS: tuple[Kind[Any], ...] = (DUPLICATES,)


def wire(house: House, persons: KeptPersons) -> Duplicates:
    """The area on this ground."""
    pairs = KeptDuplicates(house.store(DUPLICATES))
    references = HouseholdReferences(house.store(HOUSEHOLDS))
    today, law = house.calendar.today, weights.load(house.settings.rules / weights.PATH.name)
    return Duplicates(
        detection=Detection(
            pairs,
            persons,
            BlockCandidates(house.store(PERSONS)),
            lambda: WeightedScorer(law.on(today())),
            today,
        ),
        review=Review(pairs, persons, references, house.together, today),
        following=Following(pairs, persons, references),
    )
