"""A sub-district is one place, however it is written."""

from __future__ import annotations

import pytest

from services.registry.domain.persons.place_names import place_key

WRITTEN = [
    "قضاء أم الرصاص",
    "أم الرصاص",
    "ام الرصاص",
    "أُمّ  الرَّصاص",
    "قضاء أمالرصاص",
    "ناحية ام الرصاص",
    "لواء أم الرصاص",
    "أم\u00a0الرصـاص",
]


@pytest.mark.parametrize("written", WRITTEN)
def test_every_way_to_write_a_place_is_one(written: str) -> None:
    assert place_key(written) == place_key("قضاء أم الرصاص")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("قضاء المصطبة", "المصطبه"),
        ("ناحية القويسمة", "قويسمة"),
        ("قضاء إرحاب", "ارحاب"),
        ("عيرا ويرقى", "قضاء عيرا ويرقي"),
        ("Um Al-Rasas", "um al rasas"),
    ],
)
def test_letters_that_are_taken_for_each_other_are_one(one: str, other: str) -> None:
    assert place_key(one) == place_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("أم الرصاص", "أم القطين"), ("الحسا", "الحسينية"), ("قضاء", "أم الرصاص"), ("-", ".")],
)
def test_other_places_stay_others(one: str, other: str) -> None:
    assert place_key(one) != place_key(other)
