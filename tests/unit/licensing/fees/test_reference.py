"""A reference notices what people mistype, and amounts are spelled as receipts spell them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.licensing.domain.fees.reference import MOST_A_YEAR, made, must_add_up
from services.licensing.domain.fees.refusals import ReferenceMistyped
from services.licensing.domain.fees.spelling import MOST_FILS, in_dinars, spelled

REFERENCES = st.builds(made, st.integers(2020, 2099), st.integers(1, MOST_A_YEAR))


def test_a_reference_is_year_running_number_and_check_digits() -> None:
    assert made(2026, 1) == "2026000000181"
    must_add_up("2026000000181")


@pytest.mark.parametrize("running", [0, MOST_A_YEAR + 1])
def test_there_are_no_more_references_than_digits(running: int) -> None:
    with pytest.raises(ValueError, match="running number"):
        made(2026, running)


@given(REFERENCES, st.integers(0, 12), st.integers(1, 9))
def test_one_wrong_digit_is_noticed(reference: str, place: int, off: int) -> None:
    wrong = str((int(reference[place]) + off) % 10)
    with pytest.raises(ReferenceMistyped):
        must_add_up(reference[:place] + wrong + reference[place + 1 :])


@given(REFERENCES, st.integers(0, 11))
def test_two_digits_that_changed_places_are_noticed(reference: str, place: int) -> None:
    one, two = reference[place], reference[place + 1]
    if one != two:
        with pytest.raises(ReferenceMistyped):
            must_add_up(reference[:place] + two + one + reference[place + 2 :])


@pytest.mark.parametrize("text", ["", "181", "20260000001810"])
def test_another_number_of_digits_is_no_reference(text: str) -> None:
    with pytest.raises(ReferenceMistyped):
        must_add_up(text)


@pytest.mark.parametrize(
    ("fils", "arabic", "english"),
    [
        (0, "صفر دينار", "zero dinars"),
        (1, "فلس واحد", "one fils"),
        (1_000, "دينار واحد", "one dinar"),
        (2_002, "ديناران وفلسان", "two dinars and two fils"),
        (3_010, "ثلاثة دنانير وعشرة فلوس", "three dinars and ten fils"),
        (11_000, "أحد عشر دينارًا", "eleven dinars"),
        (25_500, "خمسة وعشرون دينارًا وخمسمئة فلس", "twenty-five dinars and five hundred fils"),
        (100_000, "مئة دينار", "one hundred dinars"),
        (101_000, "مئة دينار ودينار واحد", "one hundred one dinars"),
        (200_000, "مئتا دينار", "two hundred dinars"),
        (202_000, "مئتا دينار وديناران", "two hundred two dinars"),
        (103_750, "مئة وثلاثة دنانير وسبعمئة وخمسون فلسًا", None),
        (1_000_000, "ألف دينار", "one thousand dinars"),
        (2_000_000, "ألفا دينار", "two thousand dinars"),
        (2_005_000, "ألفان وخمسة دنانير", None),
        (5_000_000, "خمسة آلاف دينار", "five thousand dinars"),
        (11_000_000, "أحد عشر ألف دينار", "eleven thousand dinars"),
        (12_345_000, "اثنا عشر ألفًا وثلاثمئة وخمسة وأربعون دينارًا", None),
        (100_000_000, "مئة ألف دينار", "one hundred thousand dinars"),
        (200_000_000, "مئتا ألف دينار", None),
        (MOST_FILS, "مليون دينار", "one million dinars"),
    ],
)
def test_an_amount_is_spelled(fils: int, arabic: str, english: str | None) -> None:
    assert spelled(fils).ar == arabic
    assert english is None or spelled(fils).en == english


@given(st.integers(0, MOST_FILS))
def test_every_amount_can_be_spelled_in_one_line(fils: int) -> None:
    words = spelled(fils)
    assert "  " not in words.ar + words.en
    assert words.ar == words.ar.strip()
    assert len(words.ar) < 300


def test_figures_have_three_decimals() -> None:
    assert [in_dinars(each) for each in (1, 25_500, 1_000_000)] == ["0.001", "25.500", "1000.000"]
