"""The records of an export, row by row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from chassis.documents.kind import Criteria, Store
from contracts import reference
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


class StoredRecords:
    """See `services.registry.app.files.exports.Records`."""

    def __init__(self, persons: Store[Person], households: Store[Household]) -> None:
        self._persons = persons
        self._households = households

    def count(self, of: str, governorates: frozenset[str] | None) -> int:
        store: Store[Any] = self._persons if of == "persons" else self._households
        return store.count(_within(governorates))

    def rows(
        self, of: str, governorates: frozenset[str] | None, language: str
    ) -> Iterator[list[Any]]:
        if of == "persons":
            yield _PERSON_HEADINGS[language]
            for person in self._persons.each(_within(governorates)):
                if person.status != "merged":
                    yield _person(person, language)
        else:
            yield _HOUSEHOLD_HEADINGS[language]
            for household in self._households.each(_within(governorates)):
                if household.status == ACTIVE:
                    yield _household(household, language)


def _within(governorates: frozenset[str] | None) -> Criteria:
    places = {} if governorates is None else {"governorate": sorted(governorates)}
    return Criteria(any_of={**places, "protected": OPEN})


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
