"""Rows of a spreadsheet as requests: whatever digits somebody typed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from contracts.refusals import say
from contracts.rpc.problems import InvalidRequest, read
from contracts.rpc.registry.persons import RegisterPerson
from services.registry.adapters.files.columns import spoken
from services.registry.adapters.files.tables import people
from services.registry.domain.files.rows import Row
from services.registry.entrypoints.row_views import rows_page

ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
IN_OTHER_DIGITS = pytest.mark.parametrize("digits", [ARABIC_DIGITS, PERSIAN_DIGITS])

AMAL = {
    "household": "17",
    "relation": "head",
    "identity_number": "9851012345",
    "first": "آمال",
    "family": "الخطيب",
    "birth_date": "17/3/1985",
    "sex": "أنثى",
    "mobile": "079 123 4567",
    "governorate": "العاصمة",
}


def row_of(cells: dict[str, Any]) -> Row:
    """The only row of a file with these columns."""
    row = people(list(cells)).row(2, list(cells.values()))
    assert row is not None
    return row


@IN_OTHER_DIGITS
def test_a_row_is_understood_alike_in_every_script_of_digits(digits: dict[int, int]) -> None:
    other = row_of({column: text.translate(digits) for column, text in AMAL.items()})
    latin = row_of(AMAL)
    assert read(RegisterPerson, other.request) == read(RegisterPerson, latin.request)
    assert (other.household, other.problems) == ("17", ())


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("عمان", "JO-AM"), ("عمّان", "JO-AM"), ("محافظة العاصمة", "JO-AM"), ("Amman", "JO-AM"),
        ("Capital Governorate", "JO-AM"), ("محافظة إربد", "JO-IR"), ("اربد", "JO-IR"),
        ("الزرقاء", "JO-AZ"), ("Al-Zarqa", "JO-AZ"), ("محافظة البلقاء", "JO-BA"),
        ("المفرق", "JO-MA"), ("Mafraq Governorate", "JO-MA"), ("الكرك", "JO-KA"),
        ("kerak", "JO-KA"),
        ("مأدبا", "JO-MD"), ("محافظة مادبا", "JO-MD"), ("جرش", "JO-JA"), ("Jarash", "JO-JA"),
        ("عجلون", "JO-AJ"), ("Ajlun", "JO-AJ"), ("معان", "JO-MN"), ("Maan", "JO-MN"),
        ("محافظة العقبة", "JO-AQ"), ("Aqaba", "JO-AQ"), ("الطفيلة", "JO-AT"), ("Tafila", "JO-AT"),
        ("jo-am", "JO-AM"),
    ],
)  # fmt: skip
def test_a_governorate_is_understood_by_its_usual_names(written: str, code: str) -> None:
    row = row_of({**AMAL, "governorate": written})
    assert read(RegisterPerson, row.request)["address"]["governorate"] == code


def test_a_mobile_that_a_spreadsheet_took_the_plus_from_is_understood() -> None:
    for written in ("962791234567", "00962791234567", 962791234567):
        row = row_of({**AMAL, "mobile": written})
        assert read(RegisterPerson, row.request)["contact"]["mobile"] == "+962791234567"


def test_what_may_stand_in_a_cell_is_said_in_its_own_words() -> None:
    with pytest.raises(InvalidRequest) as refused:
        read(RegisterPerson, row_of({**AMAL, "sex": "س", "governorate": "حلب"}).request)
    said = {each.pointer: each for each in refused.value.errors}
    sex = spoken("sex", said["/sex"].params)
    assert "أنثى، ذكر" in say("unknown_choice", "ar", sex).detail
    assert "female, male" in say("unknown_choice", "en", sex).detail
    place = spoken("governorate", said["/address/governorate"].params)
    assert "العاصمة (JO-AM)، إربد (JO-IR)" in say("unknown_governorate", "ar", place).detail
    assert "Amman (JO-AM), Irbid (JO-IR)" in say("unknown_governorate", "en", place).detail


def test_a_row_shows_of_a_guardian_what_the_file_says_of_one() -> None:
    found = {"relation": "parent", "row": 7, "group": "h:17", "apart": False}
    (shown,) = rows_page([replace(row_of(AMAL), guardian=found)], 5, "ar")["items"]
    cells = {each["column"] for each in shown["cells"]}
    assert {each for each in cells if each.startswith("guardian")} == {"guardian.relation"}
