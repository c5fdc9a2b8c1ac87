"""What copying, pasting and spreadsheets leave in cells and encodings, and what is said of it."""

from __future__ import annotations

import pytest

from contracts.refusals import say
from tests.support.importing import ARABIC, ENGLISH, as_csv, row
from tests.support.tables import rows_in, unread, wrong

NUMBER = "9851012345"
GOOD = as_csv([row(), row(), row()], ARABIC)
NO_UTF_8 = "سارة".encode("windows-1256")


@pytest.mark.parametrize(
    "written",
    [f"{NUMBER}\u200f", f"\u202b{NUMBER}\u202c", f"\u2066{NUMBER}\u2069", f"\ufeff{NUMBER}"],
)
def test_marks_of_direction_that_nobody_sees_are_no_part_of_a_cell(written: str) -> None:
    (person,) = rows_in(as_csv([row(number=written, first="\u200fآمال")]))
    assert person.request["identity"]["number"] == NUMBER
    assert person.request["name"]["arabic"]["first"] == "آمال"


@pytest.mark.parametrize("written", ["9.90E+09", "9,85101E+09", "٩٫٩E+٠٩"])
def test_a_number_that_a_spreadsheet_shortened_is_called_so(written: str) -> None:
    (person,) = rows_in(as_csv([row(number=written)]))
    assert wrong(person) == [("identity_number", "import_scientific_number")]
    assert "نسّق العمود نصًا" in say("import_scientific_number", "ar").detail


def test_households_whose_numbers_were_shortened_do_not_become_one() -> None:
    for person in rows_in(as_csv([row("1.0E+10", "head"), row("1.0E+10", "head")])):
        assert wrong(person) == [("household", "import_scientific_number")]
        assert person.household is None


def test_cells_beyond_the_headings_are_a_mistake_of_the_row() -> None:
    (person,) = rows_in(as_csv([(*row()[2:], "x")], ENGLISH[2:]))
    assert wrong(person) == [("row", "import_row_too_long")]


@pytest.mark.parametrize("headings", [ARABIC, ENGLISH])
@pytest.mark.parametrize("declared", [None, "utf-8"])
def test_one_line_in_another_encoding_is_found(
    headings: tuple[str, ...], declared: str | None
) -> None:
    data = as_csv([row(), row(first="سارة"), row(), row()], headings)
    reason = unread(data.replace("سارة".encode(), NO_UTF_8), "csv", declared)
    assert reason is not None
    assert (reason.code, reason.params) == ("import_encoding_broken", {"line": "3"})
    assert "line 3" in say(reason.code, "en", reason.params).detail


def test_a_line_that_is_cut_within_a_letter_is_found() -> None:
    reason = unread(GOOD[: GOOD.rindex("آ".encode()) + 1])
    assert reason is not None
    assert (reason.code, reason.params) == ("import_encoding_broken", {"line": "4"})


@pytest.mark.parametrize(
    ("data", "declared"),
    [
        (GOOD, "windows-1256"),
        (GOOD.decode().encode("utf-16"), "windows-1256"),
        (GOOD.decode().encode("windows-1256"), "utf-8"),
    ],
)
def test_a_file_that_is_in_another_encoding_than_announced_is_told_so(
    data: bytes, declared: str
) -> None:
    reason = unread(data, "csv", declared)
    assert reason is not None
    assert reason.code == "import_encoding_differs"


@pytest.mark.parametrize("declared", [None, "utf-8", "windows-1256"])
def test_a_file_without_any_letter_beyond_ascii_is_in_every_encoding(declared: str | None) -> None:
    plain = b"first,family,sex,governorate\nAmal,Khatib,f,JO-AM\n"
    assert unread(plain, "csv", declared) is None


@pytest.mark.parametrize("declared", [None, "windows-1256"])
def test_windows_1256_is_understood_whether_it_is_said_or_not(declared: str | None) -> None:
    (person,) = rows_in(as_csv([row()], ARABIC, "windows-1256"), "csv", declared)
    assert person.request["name"]["arabic"]["first"] == "آمال"
