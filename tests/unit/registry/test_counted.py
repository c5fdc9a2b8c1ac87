"""Numbers with what they count, in the form that Arabic and English have for them."""

from __future__ import annotations

import pytest
from babel import Locale

from services.registry.domain.counted import counted, money


@pytest.mark.parametrize(
    ("value", "arabic", "english"),
    [
        (0, "0 نقطة", "0 points"),
        (1, "نقطة واحدة", "1 point"),
        (2, "نقطتان", "2 points"),
        (9, "9 نقاط", "9 points"),
        (11, "11 نقطة", "11 points"),
        (100, "100 نقطة", "100 points"),
        (9.5, "9.5 نقطة", "9.5 points"),
    ],
)
def test_points_agree_with_their_number(value: float, arabic: str, english: str) -> None:
    assert (counted(value, "points", "ar"), counted(value, "points", "en")) == (arabic, english)


@pytest.mark.parametrize(
    ("fils", "arabic", "english"),
    [
        (68_000, "68 دينارًا", "JD 68"),
        (5_000, "5 دنانير", "JD 5"),
        (1_000, "دينار واحد", "JD 1"),
        (700_000, "700 دينار", "JD 700"),
        (9_999, "9 دنانير و999 فلسًا", "JD 9.999"),
        (250, "250 فلسًا", "JD 0.250"),
        (0, "0 دينار", "JD 0"),
        (1_450_500, "1,450 دينارًا و500 فلس", "JD 1,450.500"),
    ],
)
def test_money_is_said_in_dinars_and_fils(fils: int, arabic: str, english: str) -> None:
    assert (money(fils, "ar"), money(fils, "en")) == (arabic, english)


def test_the_forms_are_those_of_the_unicode_consortium() -> None:
    forms = {"one": "دينار واحد", "two": "ديناران", "few": "دنانير", "many": "دينارًا"}
    category = Locale("ar").plural_form
    for value in range(400):
        said = counted(value, "dinars", "ar").rpartition(f"{value} ")[2]
        assert said == forms.get(category(value), "دينار"), value
