"""Registering, amending and finding persons, on stores in memory."""

from __future__ import annotations

import pytest

from chassis.documents.errors import AlreadyDone
from chassis.documents.memory import MemoryDatabase
from contracts.rpc.registry import persons as contract
from services.registry.app.application import Registry
from services.registry.app.persons.queries import FindPersons
from tests.support.registry import (
    CLERK,
    HELPER,
    amend,
    arabic,
    found,
    national_number,
    protect,
    refused,
    register,
    settle,
)

BORNE = "document_borne_by_another"


def test_a_registered_person_is_shown_as_the_contract_says(registry: Registry) -> None:
    view = register(registry, number="9852012345")
    assert contract.Person().validate(view) == {}
    assert view["registered_by"] == "clerk-17"
    assert view["centre"] == "amman-1"
    assert view["contact"]["mobile"] == "+962791234567"
    assert view["warnings"] == []
    assert registry.person_queries.person(view["id"], CLERK) == view


def test_the_day_is_the_one_at_the_counter(registry: Registry) -> None:
    assert register(registry)["registered_on"] == "2026-11-22"


def test_a_number_that_does_not_fit_is_registered_with_warnings(registry: Registry) -> None:
    view = register(registry, number="9571012345")
    assert view["warnings"] == ["national_number_year_differs", "national_number_sex_differs"]


def test_what_is_told_to_everybody_names_nobody(
    registry: Registry, database: MemoryDatabase
) -> None:
    number = national_number()
    view = register(registry, number=number)
    settle(registry, view["id"])
    documents = [each for kept in database.collections.values() for each in kept.values()]
    events = [event for document in documents for event in document["pending"]]
    everybody = [each for each in events if each["dataclassification"] != "personal"]
    assert len(everybody) == 2
    assert all(secret not in str(everybody) for secret in (number, "آمال", "0791234567", "+962"))
    (personal,) = (each for each in events if each["dataclassification"] == "personal")
    assert personal["data"]["name"] == "آمال الخطيب"
    assert number not in str(personal)


def test_a_national_number_is_registered_once(registry: Registry) -> None:
    number = national_number()
    register(registry, number=number)
    with refused("national_number_taken"):
        register(registry, number=number)


def test_a_number_in_other_digits_is_the_same_number(registry: Registry) -> None:
    register(registry, number="9852012345")
    with refused("national_number_taken"):
        register(registry, number="٩٨٥٢٠١٢٣٤٥")


def test_a_national_number_cannot_be_amended_into_somebody_elses(registry: Registry) -> None:
    number = national_number()
    register(registry, number=number)
    foundling = register(registry, identity={"kind": "none", "number": None})
    with refused("national_number_taken"):
        amend(registry, foundling["id"], identity={"kind": "national_number", "number": number})


def test_a_foundling_gets_a_number_later(registry: Registry) -> None:
    number = national_number()
    foundling = register(registry, identity={"kind": "none", "number": None})
    amend(registry, foundling["id"], identity={"kind": "national_number", "number": number})
    assert found(registry, national_number=number) == [foundling["id"]]


def test_a_corrected_number_is_free_again(registry: Registry) -> None:
    wrong, right = national_number(), national_number()
    first = register(registry, number=wrong)
    amend(registry, first["id"], identity={"kind": "national_number", "number": right})
    assert register(registry, number=wrong)["id"] != first["id"]


def test_the_same_number_of_other_documents_is_no_conflict(registry: Registry) -> None:
    card = {"kind": "unhcr", "number": "123-45C00001"}
    assert register(registry, identity=card)["id"] != register(registry, identity=card)["id"]


def test_a_repeated_registration_is_answered_as_the_first(registry: Registry) -> None:
    number = national_number()
    first = register(registry, key="k-1", number=number)
    with pytest.raises(AlreadyDone) as repeated:
        register(registry, key="k-1", number=number)
    assert repeated.value.answer == first


def test_an_amendment_names_only_what_it_changes(registry: Registry) -> None:
    before = register(registry)
    after = amend(registry, before["id"], name=arabic(first="أمل"))
    assert after == {**before, "version": after["version"], "name": arabic(first="أمل")}
    assert after["version"] == before["version"] + 2


@pytest.mark.parametrize(
    "asked",
    ["آمال", "امال", "امال الخطيب", "الخطيب آمال", "خطيب", "عبدالله", "عبد الله", "آما", "عبد"],
)
def test_a_person_is_found_by_the_name_in_any_spelling(registry: Registry, asked: str) -> None:
    view = register(registry)
    register(registry, name=arabic("سمر", "زيد", None, "حداد"))
    assert found(registry, name=asked) == [view["id"]]


@pytest.mark.parametrize("asked", ["سما الخطيب", "آمال حداد", "- ."])
def test_all_words_of_a_name_must_be_there(registry: Registry, asked: str) -> None:
    register(registry)
    assert found(registry, name=asked) == []


def test_a_person_is_found_by_a_latin_name(registry: Registry) -> None:
    latin = {"first": "José", "father": None, "grandfather": None, "family": "Al-Khatib"}
    view = register(registry, name={"arabic": None, "latin": latin})
    assert found(registry, name="jose khatib") == [view["id"]]


def test_filters_add_up(registry: Registry) -> None:
    number = national_number()
    view = register(registry, number=number)
    assert found(registry, national_number=number, name="آمال", governorate="JO-AM") == [view["id"]]
    assert found(registry, national_number=number, name="سمر") == []


def test_a_list_goes_on_where_the_page_ended(registry: Registry) -> None:
    ids = [register(registry)["id"] for _ in range(5)]
    seen: list[str] = []
    after = None
    while True:
        page = registry.person_queries.find_persons(FindPersons(after=after, limit=2), CLERK)
        seen += [each["id"] for each in page["items"]]
        after = page["next"]
        if after is None:
            break
    assert sorted(seen) == sorted(ids)


def test_a_number_that_somebody_else_bears_is_warned_of(registry: Registry) -> None:
    document = {"kind": "personal_number", "number": "200011"}
    written = {"kind": "personal_number", "number": "2000-11"}
    national = national_number()
    first = register(registry, identity=document)
    assert first["warnings"] == []
    assert register(registry, identity=written, sex="male")["warnings"] == [BORNE]
    other = register(registry, number=national)
    assert other["warnings"] == []
    borrowed = {"kind": "personal_number", "number": national}
    assert register(registry, identity=borrowed)["warnings"] == [BORNE]
    changed = amend(registry, other["id"], other_documents=[document])
    assert changed["warnings"] == [BORNE]
    renamed = amend(registry, other["id"], name=arabic(first="أمل"))
    assert renamed["warnings"] == []


def test_the_number_of_somebody_protected_is_warned_of_to_who_knows_them_alone(
    registry: Registry,
) -> None:
    document = {"kind": "unhcr", "number": "742-1234"}
    protect(registry, register(registry, identity=document)["id"], HELPER)
    assert register(registry, HELPER, identity=document)["warnings"] == [BORNE]
    other = {"kind": "unhcr", "number": "742-5678"}
    protect(registry, register(registry, identity=other)["id"], HELPER)
    assert register(registry, identity=other)["warnings"] == []
