"""Files as people send them are understood, or say why not; in memory and on MongoDB."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from services.registry.app.application import Registry
from tests.support.importing import ARABIC, as_csv, as_xlsx, begin, check, family, load, row
from tests.support.registry import listed, national_number


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1256"])
def test_arabic_headings_and_words_are_understood_in_every_encoding(
    registry: Registry, encoding: str
) -> None:
    import_id = begin(registry, as_csv(family("١"), ARABIC, encoding) if encoding != "windows-1256"
                      else as_csv(family("1"), ARABIC, encoding))  # fmt: skip
    assert check(registry, import_id)["checked"]["households"] == 1


def test_a_spreadsheet_is_understood_with_numbers_where_texts_should_be(
    registry: Registry,
) -> None:
    rows = family("1", {"number": int(national_number()), "mobile": 791234567, "birth": 1985})
    import_id = begin(registry, as_xlsx(rows), "xlsx")
    assert check(registry, import_id)["checked"]["persons"] == 3
    assert load(registry, import_id)["loaded"]["persons"] == 3


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_what_stands_between_the_cells_is_found_out(registry: Registry, delimiter: str) -> None:
    text = as_csv(family("1"), ARABIC).decode().replace(",", delimiter)
    import_id = begin(registry, text.encode())
    assert check(registry, import_id)["checked"]["households"] == 1


def test_dates_are_understood_as_people_write_them(registry: Registry) -> None:
    written = {"17/3/1985": "1985-03-17", "1985/3/17": "1985-03-17", "1985-3-7": "1985-03-07",
               "٣/١٩٨٥": "1985-03", "۱۹۸۵": "1985"}  # fmt: skip
    numbers = {each: national_number() for each in written}
    rows = [row(birth=each, number=numbers[each]) for each in written]
    import_id = begin(registry, as_csv(rows))
    check(registry, import_id)
    load(registry, import_id)
    for each, kept in written.items():
        assert listed(registry, national_number=numbers[each])[0]["birth_date"] == kept


def test_the_sub_district_comes_in_with_the_address(registry: Registry) -> None:
    number = national_number()
    import_id = begin(
        registry, as_csv([(*row(number=number), "قضاء أم الرصاص")], (*ARABIC, "القضاء"))
    )
    check(registry, import_id)
    load(registry, import_id)
    (person,) = listed(registry, national_number=number)
    assert person["address"]["subdistrict"] == "قضاء أم الرصاص"


def test_a_workbook_that_misstates_its_size_loses_no_row(registry: Registry) -> None:
    data = as_xlsx(family("1"))
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(packed, "w") as after:
        for name in before.namelist():
            said = re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:J2"', before.read(name))
            after.writestr(name, said)
    import_id = begin(registry, packed.getvalue(), "xlsx")
    assert check(registry, import_id)["checked"]["persons"] == 3


@pytest.mark.parametrize(
    ("data", "format_", "encoding", "code"),
    [
        (b"first,family\n", "csv", None, "import_columns_missing"),
        (as_csv([]).replace(b"birth date", b"sex"), "csv", None, "import_column_twice"),
        (b"\x00\x01\x02", "csv", None, "import_malformed"),
        (as_csv([row()], ARABIC, "windows-1256"), "csv", "utf-8", "import_encoding_differs"),
        (b"not a workbook", "xlsx", None, "import_malformed"),
        (as_csv([("x" * 20_000,) * 10]), "csv", None, "import_malformed"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(
    registry: Registry, data: bytes, format_: str, encoding: str | None, code: str
) -> None:
    answer = check(registry, begin(registry, data, format_, encoding))
    assert (answer["status"], answer["unreadable"]) == ("unreadable", code)
    assert answer["problem"]["ar"]["detail"] != answer["problem"]["en"]["detail"]


def test_a_file_without_a_required_column_says_which(registry: Registry) -> None:
    answer = check(registry, begin(registry, "الاسم,العائلة,الجنس\n".encode()))
    assert answer["problem"]["ar"]["detail"].endswith("المحافظة (governorate).")
    assert answer["problem"]["en"]["detail"].endswith(": المحافظة (governorate).")


def test_a_packed_bomb_is_not_unpacked(registry: Registry) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("xl/worksheets/sheet1.xml", b"0" * 50_000_000)
    answer = check(registry, begin(registry, packed.getvalue(), "xlsx"))
    assert answer["unreadable"] == "import_too_large"
