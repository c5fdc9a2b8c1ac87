"""The records of an export, row by row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from chassis.documents.kind import Criteria, Store
from contracts import reference
from services.registry.app.files.exports import Extent
from services.registry.domain.households.household import ACTIVE, Household
from services.registry.domain.persons.person import Person
from services.registry.domain.privacy.protection import OPEN

_PERSON_HEADINGS = {
    "en": [
        "id", "document", "number", "first", "father", "grandfather", "family", "latin name",
        "birth date", "sex", "mobile", "email", "governorate", "district", "address", "registered",
        "sub-district", "died",
    ],
    "ar": [
        "المعرّف", "نوع الوثيقة", "رقم الوثيقة", "الاسم الأول", "اسم الأب", "اسم الجد",
        "اسم العائلة", "الاسم بالإنجليزية", "تاريخ الميلاد", "الجنس", "الهاتف",
        "البريد الإلكتروني", "المحافظة", "اللواء", "العنوان", "تاريخ التسجيل", "القضاء",
        "تاريخ الوفاة",
    ],
}  # fmt: skip
_HOUSEHOLD_HEADINGS = {
    "en": ["id", "head", "members", "persons", "governorate", "district", "address", "registered"],
    "ar": ["المعرّف", "رب الأسرة", "الأفراد", "عدد الأفراد", "المحافظة", "اللواء", "العنوان",
           "تاريخ التسجيل"],
}  # fmt: skip
_SEXES = {"ar": {"female": "أنثى", "male": "ذكر"}, "en": {"female": "female", "male": "male"}}


_PERSON_CATEGORIES = (
    None, "identity", "identity", "name", "name", "name", "name", "latin_name", "birth_and_sex",
    "birth_and_sex", "contact", "contact", "place", "place", "address_details", None,
    "place", "birth_and_sex",
)  # fmt: skip
"""To which category each column belongs: one that the purpose does not have stays empty."""
_HOUSEHOLD_CATEGORIES = (None, None, None, None, "place", "place", "address_details", None)


class StoredRecords:
    """See `services.registry.app.files.exports.Records`."""

    def __init__(self, persons: Store[Person], households: Store[Household]) -> None:
        self._persons = persons
        self._households = households

    def count(self, of: str, governorates: frozenset[str] | None, extent: Extent) -> int:
        if extent.only is not None:
            return len(extent.only)
        store: Store[Any] = self._persons if of == "persons" else self._households
        return store.count(_within(governorates))

    def rows(
        self, of: str, governorates: frozenset[str] | None, language: str, extent: Extent
    ) -> Iterator[list[Any]]:
        if of == "persons":
            yield _PERSON_HEADINGS[language]
            for person in self._people(governorates, extent):
                if person.status != "merged" and person.id not in extent.without:
                    row = _person(person, language)
                    yield _limited(row, _PERSON_CATEGORIES, extent)
        else:
            yield _HOUSEHOLD_HEADINGS[language]
            for household in self._households.each(_within(governorates)):
                if household.status == ACTIVE and extent.without.isdisjoint(household.person_ids):
                    row = _household(household, language)
                    yield _limited(row, _HOUSEHOLD_CATEGORIES, extent)

    def _people(self, governorates: frozenset[str] | None, extent: Extent) -> Iterator[Person]:
        if extent.only is None:
            yield from self._persons.each(_within(governorates))
            return
        for person_id in sorted(extent.only):
            person = self._persons.load(person_id)
            open_to_all = person.protection is None and person.restriction is None
            if open_to_all and (governorates is None or person.address.governorate in governorates):
                yield person


def _within(governorates: frozenset[str] | None) -> Criteria:
    places = {} if governorates is None else {"governorate": sorted(governorates)}
    return Criteria(any_of={**places, "protected": OPEN, "restricted": [None]})


def _limited(row: list[Any], categories: Sequence[str | None], extent: Extent) -> list[Any]:
    return [
        cell if category is None or category in extent.categories else None
        for cell, category in zip(row, categories, strict=True)
    ]


def _person(person: Person, language: str) -> list[Any]:
    name = person.name.arabic or person.name.latin
    latin = person.name.latin
    address = person.address
    return [
        person.id,
        person.identity.kind,
        person.identity.number,
        *(
            (None,) * 4
            if name is None
            else (name.first, name.father, name.grandfather, name.family)
        ),
        None if latin is None else " ".join(filter(None, vars(latin).values())),
        None if person.birth_date is None else person.birth_date.text,
        _SEXES[language].get(person.sex, person.sex),
        _as_dialled(person.contact.mobile),
        person.contact.email,
        reference.governorates()[address.governorate][language],
        address.district,
        address.details,
        person.origin.registered_on.isoformat(),
        address.subdistrict,
        None if person.died_on is None else person.died_on.isoformat(),
    ]


def _household(household: Household, language: str) -> list[Any]:
    address = household.address
    return [
        household.id,
        household.head_id,
        " ".join(household.person_ids[1:]),
        len(household.person_ids),
        reference.governorates()[address.governorate][language],
        address.district,
        address.details,
        household.origin.registered_on.isoformat(),
    ]


def _as_dialled(mobile: str | None) -> str | None:
    """A number of the country as people dial it: with a plus it would look like a formula."""
    return mobile if mobile is None else mobile.replace("+962", "0", 1)
