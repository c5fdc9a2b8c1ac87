"""What may be done with a person, and what is told of it."""

from __future__ import annotations

from datetime import date

import pytest

from services.registry.domain.persons.events import ContactRecorded, PersonAmended, PersonRegistered
from services.registry.domain.persons.facts import Address, BirthDate, Contact, Name, NameParts
from services.registry.domain.persons.identity import Identity
from services.registry.domain.persons.origin import Origin
from services.registry.domain.persons.person import Person
from services.registry.domain.persons.refusals import BornInFuture
from services.registry.domain.privacy.protection import Protection

TODAY = date(2026, 11, 22)
NAME = Name(NameParts("آمال", "عبد الله", None, "الخطيب"), None)
BOTH = Name(NAME.arabic, NameParts("Amal", "Abdullah", None, "Al-Khatib"))
REACHED = Contact("+962791234567", None, "ar")
HOME = Address("JO-AM", "لواء ماركا", None)


def amal(birth_date: str | None = "1985-03-17", name: Name = NAME) -> Person:
    return Person.register(
        "p-1",
        identity=Identity("national_number", "9852012345"),
        name=name,
        birth_date=None if birth_date is None else BirthDate(birth_date),
        sex="female",
        contact=REACHED,
        address=HOME,
        origin=Origin("amman-1", "clerk-17", TODAY),
    )


def test_registering_tells_the_facts_and_how_she_is_reached() -> None:
    assert amal().events == [
        ContactRecorded("p-1", NAME, REACHED),
        PersonRegistered("p-1", "national_number", 1985, HOME, TODAY),
    ]


def test_a_foundling_is_registered_without_document_or_birth_date() -> None:
    child = Person.register(
        "p-2",
        identity=Identity("none", None),
        name=NAME,
        birth_date=None,
        sex="male",
        contact=Contact(None, None, "ar"),
        address=HOME,
        origin=Origin(None, "clerk-17", TODAY),
    )
    assert child.birth_year is None
    assert child.warnings == ()


@pytest.mark.parametrize("text", ["2026-11-23", "2026-12", "2027", "2027-01-01"])
def test_nobody_is_born_in_the_future(text: str) -> None:
    with pytest.raises(BornInFuture):
        amal(text)


@pytest.mark.parametrize("text", ["2026-11-22", "2026-11", "2026", "1900"])
def test_a_birth_date_is_taken_as_far_as_it_is_known(text: str) -> None:
    assert amal(text).birth_year == int(text[:4])


@pytest.mark.parametrize(
    ("text", "precision"), [("1985", "year"), ("1985-03", "month"), ("1985-03-17", "day")]
)
def test_a_birth_date_says_how_precisely_it_is_known(text: str, precision: str) -> None:
    assert BirthDate(text).precision == precision


def test_an_amendment_names_what_changed_and_only_that() -> None:
    person = amal()
    person.events.clear()
    person.amend({"sex": "female", "address": Address("JO-IR", None, None)}, TODAY)
    assert person.events == [PersonAmended("p-1", ("address",))]
    assert person.address.governorate == "JO-IR"
    assert person.name == NAME


def test_an_amendment_that_changes_nothing_tells_nothing() -> None:
    person = amal()
    person.events.clear()
    person.amend({"name": NAME, "contact": REACHED}, TODAY)
    assert person.events == []


def test_a_new_name_is_told_with_the_contact() -> None:
    person = amal()
    person.events.clear()
    person.amend({"name": BOTH}, TODAY)
    assert person.events == [PersonAmended("p-1", ("name",)), ContactRecorded("p-1", BOTH, REACHED)]


def test_who_is_protected_is_reached_by_what_is_recorded_since_then_alone() -> None:
    """The phone she gave before may be her husband's."""
    person = amal()
    person.events.clear()
    protection = Protection("violence", ("caseworker-3",), "shelter-1")
    person.protect(protection)
    person.protect(Protection("violence", ("caseworker-3", "caseworker-4"), "shelter-1"))
    person.amend({"name": BOTH}, TODAY)
    told = [each for each in person.events if isinstance(each, ContactRecorded)]
    assert told == [ContactRecorded("p-1", NAME, Contact(None, None, "ar"), confidential=True)]
    assert person.contact == REACHED

    new = Contact("+962780000001", None, "ar")
    person.amend({"contact": new}, TODAY)
    assert person.events[-1] == ContactRecorded("p-1", BOTH, new, confidential=True)
    person.protect(None)
    assert person.events[-1] == ContactRecorded("p-1", BOTH, new)


def test_a_refused_amendment_changes_nothing() -> None:
    person = amal()
    person.events.clear()
    with pytest.raises(BornInFuture):
        person.amend({"sex": "male", "birth_date": BirthDate("2027")}, TODAY)
    assert (person.sex, person.events) == ("female", [])


def test_a_birth_date_can_turn_out_to_be_unknown() -> None:
    person = amal()
    person.amend({"birth_date": None}, TODAY)
    assert person.birth_date is None


@pytest.mark.parametrize(
    ("name", "language", "spoken"),
    [
        (NAME, "ar", "آمال الخطيب"),
        (NAME, "en", "آمال الخطيب"),
        (BOTH, "en", "Amal Al-Khatib"),
        (Name(None, BOTH.latin), "ar", "Amal Al-Khatib"),
    ],
)
def test_a_person_is_addressed_in_their_language_where_the_name_allows(
    name: Name, language: str, spoken: str
) -> None:
    assert name.spoken(language) == spoken
