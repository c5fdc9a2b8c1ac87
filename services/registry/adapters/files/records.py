"""The records of an export, row by row."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from chassis.documents.kind import Criteria, Store
from chassis.errors import NotFound
from contracts import reference
from services.registry.adapters.documents import Documents
from services.registry.adapters.files.person_columns import PERSON_COLUMNS, Told
from services.registry.adapters.files.pseudonyms import Called, by_identifier, of_one_file
from services.registry.app.files.exports import Extent
from services.registry.domain.households.household import ACTIVE, Household
from services.registry.domain.persons.guardians import records_of
from services.registry.domain.persons.person import Person
from services.registry.domain.privacy.protection import OPEN

_HOUSEHOLD_HEADINGS = {
    "en": ["id", "head", "members", "persons", "governorate", "district", "address", "registered"],
    "ar": ["المعرّف", "رب الأسرة", "الأفراد", "عدد الأفراد", "المحافظة", "اللواء", "العنوان",
           "تاريخ التسجيل"],
}  # fmt: skip
_HOUSEHOLD_CATEGORIES = (None, None, None, None, "place", "place", "address_details", "identity")
"""To which category each column belongs: one that the purpose does not have stays empty. Days of
registration tell people apart and belong to who they are."""
_AT_ONCE = 500

Governorates = frozenset[str] | None


class StoredRecords:
    """See `services.registry.app.files.exports.Records`."""

    def __init__(
        self, persons: Store[Person], households: Store[Household], documents: Documents
    ) -> None:
        self._persons = persons
        self._households = households
        self._documents = documents

    def count(self, of: str, governorates: Governorates, extent: Extent) -> int:
        if extent.only is not None:
            return len(extent.only)
        store: Store[Any] = self._persons if of == "persons" else self._households
        return store.count(_within(governorates))

    def rows(
        self, of: str, governorates: Governorates, language: str, extent: Extent
    ) -> Iterator[list[Any]]:
        called = by_identifier if _in("identity", extent) else of_one_file()
        if of == "persons":
            yield [column.said[language] for column in PERSON_COLUMNS]
            cells = [each.of if _in(each.category, extent) else _nothing for each in PERSON_COLUMNS]
            for told in self._told(governorates, extent, called):
                yield [cell(told, language) for cell in cells]
        else:
            yield _HOUSEHOLD_HEADINGS[language]
            for household in self._homes(governorates, extent):
                row = _household(household, language, called)
                yield [
                    cell if _in(category, extent) else None
                    for cell, category in zip(row, _HOUSEHOLD_CATEGORIES, strict=True)
                ]

    def _told(self, governorates: Governorates, extent: Extent, called: Called) -> Iterator[Told]:
        people = (
            person
            for person in self._people(governorates, extent)
            if person.status != "merged" and person.id not in extent.without
        )
        while some := list(islice(people, _AT_ONCE)):
            homes = self._homes_of(some, governorates, extent)
            guardians = self._guardians_of(some, governorates, extent)
            for person in some:
                out = (each for each in person.guardians if each.person_id not in guardians)
                shown = person.as_told(records_of(out))
                guardian = shown.guardian
                number = None if guardian is None else guardians[guardian.person_id]
                home, in_latin = homes.get(person.id), _in("latin_name", extent)
                yield Told(shown, home, number, in_latin, called)

    def _people(self, governorates: Governorates, extent: Extent) -> Iterator[Person]:
        if extent.only is None:
            yield from self._persons.each(_within(governorates))
            return
        for person_id in sorted(extent.only):
            person = self._persons.load(person_id)
            if _may_be_told(person, governorates):
                yield person

    def _homes(
        self, governorates: Governorates, extent: Extent, **keys: list[str]
    ) -> Iterator[Household]:
        """Those in which nobody lives who is in no file: their row would say where."""
        homes = (
            household
            for household in self._households.each(_within(governorates, **keys))
            if household.status == ACTIVE and extent.without.isdisjoint(household.person_ids)
        )
        while some := list(islice(homes, _AT_ONCE)):
            hidden = self._protected({each for home in some for each in home.person_ids})
            yield from (home for home in some if hidden.isdisjoint(home.person_ids))

    def _protected(self, person_ids: Collection[str]) -> set[str]:
        found = self._documents.some("persons", sorted(person_ids), ("protection",))
        return {each for each, state in found.items() if state.get("protection") is not None}

    def _homes_of(
        self, people: Sequence[Person], governorates: Governorates, extent: Extent
    ) -> Mapping[str, Household]:
        """Person to household, where the purpose covers households and this one is let out."""
        if not _in("household", extent):
            return {}
        found = self._homes(governorates, extent, person=[each.id for each in people])
        return {person_id: home for home in found for person_id in home.person_ids}

    def _guardians_of(
        self, people: Iterable[Person], governorates: Governorates, extent: Extent
    ) -> Mapping[str, str]:
        """Guardian to a number of theirs, where they could be in the file themselves."""
        if not _in("identity", extent):
            return {}
        wanted = {each.person_id for person in people for each in person.guardians}
        return dict(self._numbers(wanted, governorates, extent))

    def _numbers(
        self, person_ids: Collection[str], governorates: Governorates, extent: Extent
    ) -> Iterator[tuple[str, str]]:
        for person_id in person_ids:
            try:
                person = self._persons.load(person_id)
            except NotFound:
                continue
            within = extent.only is None or person_id in extent.only
            if within and person_id not in extent.without and _may_be_told(person, governorates):
                number = next((each.number for each in person.documents if each.number), None)
                if number is not None:
                    yield person_id, number


def _nothing(told: Told, language: str) -> None:
    return None


def _in(category: str | None, extent: Extent) -> bool:
    return category is None or category in extent.categories


def _may_be_told(person: Person, governorates: Governorates) -> bool:
    open_to_all = person.protection is None and person.restriction is None
    return open_to_all and (governorates is None or person.address.governorate in governorates)


def _within(governorates: Governorates, **keys: list[str]) -> Criteria:
    places = {} if governorates is None else {"governorate": sorted(governorates)}
    return Criteria(any_of={**places, "protected": OPEN, "restricted": [None], **keys})


def _household(household: Household, language: str, called: Called) -> list[Any]:
    address = household.address
    return [
        called(household.id),
        called(household.head_id),
        " ".join(map(called, household.person_ids[1:])),
        len(household.person_ids),
        reference.governorates()[address.governorate][language],
        address.district,
        address.details,
        household.origin.registered_on.isoformat(),
    ]
