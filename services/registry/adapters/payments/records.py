"""Which records are of one person, since merges, as those who are paid are asked for."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from chassis.documents.kind import Criteria, Store
from services.registry.adapters.documents import Documents
from services.registry.adapters.persons.keys import merged_place
from services.registry.domain.persons.person import Person


class RecordsOfPersons:
    """Which records are of one person: up to the one that stays, and down to all merged into it."""

    def __init__(self, documents: Documents, persons: Store[Person]) -> None:
        self._documents = documents
        self._persons = persons

    def __call__(self, person_ids: Collection[str]) -> Mapping[str, tuple[str, ...]]:
        stays = self.staying(person_ids)
        records = self._absorbed(set(stays.values()))
        return {
            each: tuple(record for record in records[found] if record != each)
            for each, found in stays.items()
        }

    def staying(self, person_ids: Collection[str]) -> dict[str, str]:
        stays = {each: each for each in person_ids}
        asked = set(stays)
        while ended := merged(self._documents, asked):
            stays = {each: ended.get(found, found) for each, found in stays.items()}
            asked = set(ended.values())
        return stays

    def _absorbed(self, staying: Collection[str]) -> dict[str, list[str]]:
        whose = {each: each for each in staying}
        level = list(staying)
        while level:
            places = [merged_place(each) for each in level]
            found = list(self._persons.each(Criteria(any_of={"places": places})))
            whose |= {each.id: whose[each.merged_into or ""] for each in found}
            level = [each.id for each in found]
        records: dict[str, list[str]] = {}
        for record, stays in whose.items():
            records.setdefault(stays, []).append(record)
        return records


def merged(documents: Documents, person_ids: Collection[str]) -> dict[str, str]:
    """Those of these whose record ended, and the record it was merged into."""
    found = documents.some("persons", sorted(person_ids), ("merged_into",))
    return {each: state["merged_into"] for each, state in found.items() if state.get("merged_into")}
