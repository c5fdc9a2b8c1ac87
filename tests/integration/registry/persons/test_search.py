"""People are found by whatever is known of them, however it is written."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from chassis.clock import FixedClock
from services.registry.app.application import Registry
from services.registry.app.persons.queries import FindPersons
from services.registry.entrypoints.reading.persons import find_persons
from tests.support.registry import AUDITOR, CLERK, arabic, found, refused, register

MOHAMMAD = arabic("محمد", "عبد الله", "سليم", "الزعبي")


def latin(first: str, father: str | None, family: str) -> dict[str, Any]:
    parts = {"first": first, "father": father, "grandfather": None, "family": family}
    return {"arabic": None, "latin": parts}


@pytest.mark.parametrize(
    "asked",
    [
        "محمد الزعبي",
        "زعبي محمد",
        "محمد عبدالله",
        "محمد عبد الله سليم الزعبي",
        "Mohammad Al-Zoubi",
        "muhammed zubi",
        "محمد الزعبى",
        "مهمد الزعبي",
        "محمد الزغبي",
        "محم",
    ],
)
def test_a_name_is_found_across_scripts_and_misspellings(registry: Registry, asked: str) -> None:
    wanted = register(registry, name=MOHAMMAD)
    register(registry, name=arabic("ليلى", "زيد", None, "حداد"))
    assert found(registry, name=asked) == [wanted["id"]]


def test_somebody_known_in_latin_letters_is_found_in_arabic(registry: Registry) -> None:
    wanted = register(registry, name=latin("Khaled", "Yousef", "Al-Khatib"))
    assert found(registry, name="خالد الخطيب") == [wanted["id"]]


def test_who_has_the_name_as_asked_comes_before_who_has_one_like_it(
    registry: Registry, clock: FixedClock
) -> None:
    exact = register(registry, name=arabic("حسن", None, None, "عمري"))["id"]
    clock.advance(timedelta(hours=1))
    alike = register(registry, name=arabic("حسان", None, None, "عمري"))["id"]
    assert found(registry, name="حسن عمري") == [exact, alike]
    assert found(registry, name="حسان عمري") == [alike, exact]


def test_pages_of_a_search_go_on_from_the_exact_to_the_alike_without_gap_or_repetition(
    registry: Registry, clock: FixedClock
) -> None:
    names = [arabic("حسن", None, None, "عمري"), arabic("حسان", None, None, "عمري")] * 4
    for name in names:
        register(registry, name=name)
        clock.advance(timedelta(seconds=1))
    for limit in (1, 3, 4, 5):
        seen: list[str] = []
        after: str | None = None
        while not seen or after:
            query = FindPersons(name="حسن عمري", after=after, limit=limit)
            page = registry.person_queries.find_persons(query, CLERK)
            seen += [each["name"]["arabic"]["first"] for each in page["items"]]
            after = page["next"]
        assert seen == ["حسن"] * 4 + ["حسان"] * 4


@pytest.mark.parametrize("limit", [1, 2, 3, 5, 20])
def test_who_is_named_most_alike_comes_before_who_is_less_so_and_nobody_twice(
    registry: Registry, clock: FixedClock, limit: int
) -> None:
    firsts = ["سليمان", "سلطان", "سليم", "سمعان", "سلماز", "سليمات", "سلماز"]
    # The last one is as like by his father's name as he is unlike by his own.
    for first, father in zip(firsts, [*[None] * 6, "سليمان"], strict=True):
        register(registry, name=arabic(first, father, None, "حداد"))
        clock.advance(timedelta(seconds=1))
    seen: list[tuple[str, str | None]] = []
    after: str | None = None
    while not seen or after:
        query = FindPersons(name="سليمن حداد", after=after, limit=limit)
        page = registry.person_queries.find_persons(query, AUDITOR)
        names = [each["name"]["arabic"] for each in page["items"]]
        seen += [(each["first"], each["father"]) for each in names]
        after = page["next"]
    nearest = ["سليمات", "سليم", "سلطان", "سليمان"]
    assert seen == [
        ("سلماز", "سليمان"),
        *((each, None) for each in nearest),
        *((each, None) for each in ("سلماز", "سمعان")),
    ]


@pytest.mark.parametrize("asked", ["سعيد الدعة", "سعيد دجعة", "سعيد الدعبة", "سعيد النعجة"])
def test_a_family_with_few_consonants_is_found_misspelled(registry: Registry, asked: str) -> None:
    wanted = register(registry, name=arabic("سعيد", None, None, "الدعجة"))
    assert found(registry, name=asked) == [wanted["id"]]


def test_many_who_sound_as_it_was_typed_do_not_hide_who_is_meant(registry: Registry) -> None:
    wanted = register(registry, name=arabic("سعيد", None, None, "الصمادي"))
    for sounds_so in ("سامي", "سماء", "سمية", "سيم", "ساسم", "سصام", "سواعم", "صامي"):
        register(registry, name=arabic(sounds_so, None, None, "حداد"))
    assert found(registry, AUDITOR, name="سعيد الصماي") == [wanted["id"]]


def test_a_name_with_the_same_sound_twice_is_found(registry: Registry) -> None:
    wanted = register(registry, name=arabic("محمد", "محمد", None, "محمود"))
    assert found(registry, name="محمد محمد محمود") == [wanted["id"]]


@pytest.mark.parametrize("asked", ["محمد خالد مح", "محمد خالد محمد حد", "حداد خالد محمد"])
def test_a_name_that_comes_twice_in_a_name_is_found_while_it_is_typed(
    registry: Registry, asked: str
) -> None:
    wanted = register(registry, name=arabic("محمد", "خالد", "محمد", "حداد"))
    assert found(registry, name=asked) == [wanted["id"]]


@pytest.mark.parametrize("asked", ["245-14C01234", "24514c01234", "٢٤٥ 14C ٠١٢٣٤"])
def test_a_person_is_found_by_any_document(registry: Registry, asked: str) -> None:
    documents = [{"kind": "unhcr", "number": "٢٤٥-14c01234"}]
    wanted = register(registry, other_documents=documents)
    register(registry)
    assert wanted["other_documents"] == [{"kind": "unhcr", "number": "245-14c01234"}]
    query = find_persons({"document": asked})
    page = registry.person_queries.find_persons(query, CLERK)
    assert [each["id"] for each in page["items"]] == [wanted["id"]]


def test_filters_add_up(registry: Registry) -> None:
    home = {"governorate": "JO-AM", "district": "لواء ماركا", "details": None}
    young = register(registry, name=MOHAMMAD, birth_date="2015", sex="male", address=home)["id"]
    elder = register(registry, name=MOHAMMAD, birth_date="1950-02", sex="male", address=home)["id"]
    assert found(registry, name="محمد", age_to=18) == [young]
    assert found(registry, name="محمد", age_from=60, sex="male") == [elder]
    assert found(registry, name="محمد", sex="female") == []
    assert found(registry, district="لواء ماركا", age_from=60, status="active") == [elder]
    assert found(registry, mobile="+962791234567", age_from=60) == [elder]


def test_an_auditor_finds_by_name_everywhere(registry: Registry) -> None:
    wanted = register(registry, name=MOHAMMAD)
    assert found(registry, AUDITOR, name="محمد زعبي") == [wanted["id"]]


def test_a_cursor_of_no_search_is_refused(registry: Registry) -> None:
    with refused("cursor_invalid"):
        found(registry, after="7.x")
