"""Whether a benefit still rests on somebody's data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from chassis.documents.kind import Criteria, Store
from services.registry.domain.programmes.words import LIVING


@dataclass(frozen=True)
class NeededForBenefits:
    """By the enrolments of the person, and of the household they live in."""

    enrolments: Store[Any]
    households: Store[Any]

    def __call__(self, person_id: str) -> bool:
        living = {"status": sorted(each.value for each in LIVING)}
        homes = self.households.find(Criteria(equals={"person": person_id}), None, 1).items
        wanted = [{"person": person_id}, *({"household": each["id"]} for each in homes)]
        return any(
            self.enrolments.find(Criteria(equals=each, any_of=living), None, 1).items
            for each in wanted
        )
