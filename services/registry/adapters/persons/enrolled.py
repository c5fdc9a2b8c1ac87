"""Persons are found by the programmes that they apply for or are in, themselves or as a household:
each is labelled with them. See ADR 11.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping

from chassis.documents.kind import Criteria, Store
from services.registry.domain.households.household import Household
from services.registry.domain.persons.person import Person
from services.registry.domain.programmes.enrolment import Enrolment
from services.registry.domain.programmes.words import LIVING

PROGRAMMES = "programmes"


class FoundByProgramme:
    """Keeps the label as enrolments and households are; see `app.programmes.ports.Findable`."""

    def __init__(
        self, persons: Store[Person], households: Store[Household], enrolments: Store[Enrolment]
    ) -> None:
        self._persons = persons
        self._households = households
        self._enrolments = enrolments

    def __call__(self, person_ids: Collection[str]) -> None:
        # Looked at again after each writing: somebody who follows an earlier event may have
        # written in between what was so before a later one.
        while changed := self._outdated(person_ids):
            self._persons.label(PROGRAMMES, changed)

    def _outdated(self, person_ids: Collection[str]) -> Mapping[str, list[str]]:
        labelled = self._persons.labels(PROGRAMMES, person_ids)
        programmes = self._programmes(person_ids)
        return {
            each: programmes[each]
            for each in person_ids
            if programmes[each] != labelled.get(each, [])
        }

    def _programmes(self, person_ids: Collection[str]) -> Mapping[str, list[str]]:
        homes = self._homes(person_ids)
        of_whom: dict[str, set[str]] = defaultdict(set)
        for wanted in (
            Criteria(any_of={"household": sorted(set(homes.values()))}),
            Criteria(any_of={"person": sorted(person_ids)}),
        ):
            for each in self._enrolments.each(wanted):
                if each.status in LIVING:
                    of_whom[each.person_id or each.household_id].add(each.programme.id)
        return {each: sorted(of_whom[each] | of_whom[homes.get(each, each)]) for each in person_ids}

    def _homes(self, person_ids: Collection[str]) -> dict[str, str]:
        """Person to household, for those who have one."""
        living = self._households.each(Criteria(any_of={"person": sorted(person_ids)}))
        return {member: home.id for home in living for member in home.person_ids}
