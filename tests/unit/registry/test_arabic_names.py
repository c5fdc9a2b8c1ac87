"""What people write differently is found all the same."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.registry.domain.persons.arabic_names import (
    family_words,
    match_key,
    search_words,
    words,
)

LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويأإآةىؤئء"
NAMES = st.text(LETTERS + " ", min_size=1, max_size=30)
MARKS = st.sampled_from(["\u064b", "\u064e", "\u0651", "\u0652", "\u0640", "\u200f"])


@pytest.mark.parametrize(
    ("written", "also_written"),
    [
        ("أحمد", "احمد"),
        ("إيمان", "ايمان"),
        ("آمال", "امال"),
        ("فاطمة", "فاطمه"),
        ("مصطفى", "مصطفي"),
        ("لؤي", "لوي"),
        ("وائل", "وايل"),
        ("مُحَمَّد", "محمد"),
        ("محـــمد", "محمد"),
        ("عبد الله", "عبدالله"),
        ("أبو رمان", "ابورمان"),
        ("ابن سعيد", "ابنسعيد"),
        ("علي ٢", "علي 2"),
        ("علي ۲", "علي 2"),
        ("کریم", "كريم"),
        ("Amal", "AMAL"),
        ("José", "Jose"),
        ("Al-Khatib", "al khatib"),
    ],
)
def test_two_spellings_are_one(written: str, also_written: str) -> None:
    assert words(written) == words(also_written)


@pytest.mark.parametrize(("one", "other"), [("علي", "عالي"), ("سمير", "سمر"), ("عبد الله", "الله")])
def test_different_names_stay_different(one: str, other: str) -> None:
    assert words(one) != words(other)


def test_the_article_is_dropped_in_the_family_name_only() -> None:
    assert family_words("الخطيب") == family_words("خطيب") == ["خطيب"]
    assert words("الياس") == ["الياس"]
    assert match_key("الياس", None, None, "الخطيب") == "الياس|||خطيب"


def test_a_short_family_name_keeps_its_letters() -> None:
    assert family_words("الله") == ["الله"]


@pytest.mark.parametrize("asked", ["الخطيب", "خطيب"])
@pytest.mark.parametrize("written", ["الخطيب", "خطيب", "آل خطيب"])
def test_a_family_is_found_with_and_without_its_article(asked: str, written: str) -> None:
    assert set(words(asked)) <= set(search_words("آمال", None, None, written))


def test_a_missing_grandfather_leaves_his_place_empty() -> None:
    assert match_key("آمال", "عبد الله", None, "الخطيب") == "امال|عبدالله||خطيب"


def test_only_separators_give_no_words() -> None:
    assert words(" - . ") == []


@given(NAMES)
def test_comparing_again_changes_nothing(name: str) -> None:
    once = words(name)
    assert words(" ".join(once)) == once


@given(NAMES, st.data())
def test_vowel_marks_and_stretching_change_nothing(name: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(name)))
    assert words(name[:at] + data.draw(MARKS) + name[at:]) == words(name)


@given(NAMES, NAMES, NAMES, NAMES)
def test_a_person_is_found_by_each_part_of_the_name(
    first: str, father: str, grandfather: str, family: str
) -> None:
    found = set(search_words(first, father, grandfather, family))
    for part in (first, father, grandfather, family):
        assert set(words(part)) <= found
