"""Whom a search finds, and in which order."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from chassis.context import Actor
from services.registry.app.application import Registry
from services.registry.app.persons.queries import FindPersons
from services.registry.domain.persons.facts import Name, NameParts, years_before
from services.registry.entrypoints.reading.persons import find_persons
from tests.support.registry import AUDITOR, CLERK, amend, arabic, found, register


def named(registry: Registry, first: str, family: str, **changes: Any) -> str:
    view = register(registry, name=arabic(first, None, None, family), **changes)
    return str(view["id"])


def latin(registry: Registry, first: str, family: str) -> str:
    parts = {"first": first, "father": None, "grandfather": None, "family": family}
    return str(register(registry, name={"arabic": None, "latin": parts})["id"])


@pytest.mark.parametrize(
    "asked", ["محمد الخطيب", "Mohammad Khatib", "Muhammed al-Khateeb", "Moh'd"]
)
def test_a_name_is_found_across_scripts_and_spellings(registry: Registry, asked: str) -> None:
    wanted = [named(registry, "محمد", "الخطيب"), latin(registry, "Mohamad", "Al Khatib")]
    named(registry, "سليمان", "العبادي")
    assert set(found(registry, name=asked)) == set(wanted)


@pytest.mark.parametrize("asked", ["هيثم العبدي", "هيتم العبادي", "هيثم عبابدي", "هيشم العبادي"])
def test_a_misspelled_name_is_found(registry: Registry, asked: str) -> None:
    wanted = named(registry, "هيثم", "العبادي")
    named(registry, "رانيا", "الزعبي")
    assert found(registry, name=asked) == [wanted]


def test_who_has_the_name_as_asked_comes_before_who_has_one_like_it(registry: Registry) -> None:
    exact = named(registry, "سمير", "حداد")
    alike = named(registry, "سامر", "حداد")
    assert found(registry, name="سمير حداد") == [exact, alike]
    assert found(registry, name="سامر حداد") == [alike, exact]


def test_pages_go_on_from_exact_names_to_those_alike(registry: Registry) -> None:
    exact = {named(registry, "سمير", "حداد") for _ in range(3)}
    alike = {named(registry, "سامر", "حداد") for _ in range(3)}
    seen: list[str] = []
    after: str | None = None
    while not seen or after:
        query = FindPersons(name="سمير حداد", after=after, limit=2)
        page = registry.person_queries.find_persons(query, CLERK)
        seen += [each["id"] for each in page["items"]]
        after = page["next"]
    assert (set(seen[:3]), set(seen[3:])) == (exact, alike)


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"age_from": 41, "age_to": 41}, {"grown"}),
        ({"age_from": 30}, {"grown", "old"}),
        ({"age_from": 90}, {"old"}),
        ({"age_to": 10}, {"young"}),
        ({"district": "لواء ماركا"}, {"grown", "old"}),
        ({"subdistrict": "قضاء ناعور"}, {"young"}),
        ({"subdistrict": "ناعُور"}, {"young"}),
        ({"subdistrict": "ماركا"}, set()),
        ({"district": "لواء ماركا", "age_from": 90, "age_to": 95}, {"old"}),
        ({"sex": "male", "age_to": 10}, {"young"}),
        ({"status": "deceased"}, set()),
        ({"status": "active", "age_from": 90}, {"old"}),
    ],
)
@pytest.mark.parametrize("name", [None, "آمال"])
def test_filters_leave_those_who_fit(
    registry: Registry, filters: dict[str, Any], expected: set[str], name: str | None
) -> None:
    naour = {"governorate": "JO-AM", "district": None, "details": None, "subdistrict": "قضاء ناعور"}
    known = {
        register(registry, birth_date="1985-03-17")["id"]: "grown",
        register(registry, birth_date="1933")["id"]: "old",
        register(registry, birth_date="2020", sex="male", address=naour)["id"]: "young",
    }
    for actor in (CLERK, AUDITOR):
        assert {known[each] for each in found(registry, actor, name=name, **filters)} == expected


def test_the_dead_are_found_as_such(registry: Registry) -> None:
    died, alive = register(registry)["id"], register(registry)["id"]
    amend(registry, died, died_on="2026-11-20")
    assert found(registry, status="deceased") == [died]
    assert found(registry, status="active") == [alive]
    amend(registry, died, died_on=None, reason={"kind": "correction", "note": "خطأ"})
    assert found(registry, status="deceased") == []


@pytest.mark.parametrize("asked", ["245-14C01234", "245 14c 01234", "٢٤٥-١٤C٠١٢٣٤", "24514C01234"])
def test_a_person_is_found_by_any_document(registry: Registry, asked: str) -> None:
    documents = [{"kind": "unhcr", "number": "245-14C01234"}]
    wanted = register(registry, other_documents=documents)["id"]
    register(registry)
    query = find_persons({"document": asked})
    page = registry.person_queries.find_persons(query, CLERK)
    assert [each["id"] for each in page["items"]] == [wanted]


def test_a_name_made_of_single_letters_does_not_fill_the_index() -> None:
    letters = " ".join("ابتثجحخدذرزسشصضطظعغفقكلمنهوي")
    name = Name(NameParts(letters, f"ك{letters}", None, letters), None)
    assert len(name.terms) > 20
    assert len(name.places) < 300


@pytest.mark.parametrize(
    ("born", "ages"),
    [
        ("2008-11-22", {18}),
        ("2008-11-23", {17}),
        ("2007-11-22", {19}),
        ("2008-12-31", {17}),
        ("2008-10", {18}),
        ("2008-11", {17, 18}),
        ("2008", {17, 18}),
    ],
)
def test_an_age_is_that_of_today_as_far_as_the_birth_is_known(
    registry: Registry, born: str, ages: set[int]
) -> None:
    young = register(registry, birth_date=born)["id"]
    assert {
        age for age in range(15, 22) if young in found(registry, age_from=age, age_to=age)
    } == ages
    assert (young in found(registry, age_from=18)) == bool(ages & {18, 19})
    assert (young in found(registry, age_to=17)) == (17 in ages)


@pytest.mark.parametrize(
    ("today", "years", "then"),
    [("2026-11-22", 18, "2008-11-22"), ("2028-02-29", 18, "2010-02-28")],
)
def test_so_many_years_ago_is_a_day_there_was(today: str, years: int, then: str) -> None:
    assert years_before(date.fromisoformat(today), years).isoformat() == then


def test_a_short_sound_alone_makes_no_name_like_another(registry: Registry) -> None:
    wanted = named(registry, "سلمى", "الحياري")
    named(registry, "حر", "الحر")
    misspelled = named(registry, "سلمى", "الحيارى")
    assert set(found(registry, name="الحياري")) == {wanted, misspelled}
    assert found(registry, name="حر الحر") != []


_BORN = ("1931", "1939-12-31", "1940-01-01", "1944-12", "1945-01-01", "1949-06-30", "1950",
         "1959", "1960-02-29", "1985-03-17", "1989-11-22", "1989-11-23", "2016-12-31",
         "2021")  # fmt: skip
_AGES = ((86, 86), (85, 150), (83, 84), (80, 81), (76, 87), (66, 75), (66, 76), (66, 77), (41, 41),
         (37, 37), (36, 36), (0, 9), (0, 5), (10, 60), (0, 150), (99, 120))  # fmt: skip


@pytest.mark.parametrize(
    "asked",
    ["سمير حداد", "حداد سمير", "سمير حد", "سامر حدد", "Samir Haddad", "سمير خالد حداد",
     "سمير خالد علي حداد", "سمير خالد علي حد", "سمير", "حداد لؤي سمير"],
)  # fmt: skip
def test_with_an_age_those_are_found_who_are_found_without_and_are_so_old(
    registry: Registry, asked: str
) -> None:
    """In the same order, however many turns and pages it takes."""
    for first in ("سمير", "سامر"):
        for born in _BORN:
            register(registry, name=arabic(first, "خالد", "علي", "حداد"), birth_date=born)
    everybody = paged(registry, name=asked)
    assert len(everybody) == 2 * len(_BORN)
    for youngest, oldest in _AGES:
        so_old = set(found(registry, age_from=youngest, age_to=oldest, limit=100))
        wanted = [each for each in everybody if each in so_old]
        for actor in (CLERK, AUDITOR):
            assert paged(registry, actor, name=asked, age_from=youngest, age_to=oldest) == wanted


def paged(registry: Registry, actor: Actor = CLERK, **wanted: Any) -> list[str]:
    """The ids of the persons found on all pages of three."""
    ids: list[str] = []
    after: str | None = None
    while True:
        query = FindPersons(**wanted, after=after, limit=3)
        page = registry.person_queries.find_persons(query, actor)
        ids += [each["id"] for each in page["items"]]
        after = page["next"]
        if after is None:
            return ids
