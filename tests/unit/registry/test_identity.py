"""A national number that does not fit only warns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.registry.domain.persons.identity import SEX_DIFFERS, YEAR_DIFFERS, Identity, doubts


@pytest.mark.parametrize(
    ("number", "birth_year", "sex", "expected"),
    [
        ("9571012345", 1957, "male", ()),
        ("9572012345", 1957, "female", ()),
        ("9571012345", 1958, "male", (YEAR_DIFFERS,)),
        ("9571012345", 1957, "female", (SEX_DIFFERS,)),
        ("9571012345", 1985, "female", (YEAR_DIFFERS, SEX_DIFFERS)),
        ("9571012345", None, "male", ()),
        ("2000112345", 2004, "male", ()),
        ("2000212345", 2004, "female", ()),
        ("2000112345", 1999, "male", (YEAR_DIFFERS,)),
        ("2000112345", 2004, "female", (SEX_DIFFERS,)),
        ("5551234567", 1985, "female", ()),
    ],
)
def test_year_and_sex_digits_are_compared(
    number: str, birth_year: int | None, sex: str, expected: tuple[str, ...]
) -> None:
    assert doubts(number, birth_year, sex) == expected


@given(
    st.from_regex(r"[0-9]{10}", fullmatch=True),
    st.none() | st.integers(1900, 2099),
    st.sampled_from(["female", "male"]),
)
def test_every_number_can_be_looked_at(number: str, birth_year: int | None, sex: str) -> None:
    assert set(doubts(number, birth_year, sex)) <= {YEAR_DIFFERS, SEX_DIFFERS}


def test_only_a_national_number_is_one() -> None:
    assert Identity("national_number", "9571012345").national_number == "9571012345"
    assert Identity("unhcr", "9571012345").national_number is None
    assert Identity("none", None).national_number is None
