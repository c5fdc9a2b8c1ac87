"""Rows of a spreadsheet as requests: whatever digits somebody typed."""

from __future__ import annotations

from typing import Any

import pytest

from contracts.rpc.problems import read
from contracts.rpc.registry.persons import RegisterPerson
from services.registry.adapters.files.tables import people
from services.registry.domain.files.rows import Row

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
    row = people(list(cells))(2, list(cells.values()))
    assert row is not None
    return row


@IN_OTHER_DIGITS
def test_a_row_is_understood_alike_in_every_script_of_digits(digits: dict[int, int]) -> None:
    other = row_of({column: text.translate(digits) for column, text in AMAL.items()})
    latin = row_of(AMAL)
    assert read(RegisterPerson, other.request) == read(RegisterPerson, latin.request)
    assert (other.household, other.problems) == ("17", ())
