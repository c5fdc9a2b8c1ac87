"""Workbooks as people send them: with charts, formulas, damage, or being no workbook at all."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from openpyxl import Workbook

from services.registry.adapters.files.tables import people
from services.registry.adapters.payments.confirmation_rows import confirmations
from tests.support.importing import ARABIC, as_xlsx, row
from tests.support.tables import rows_in, table_of, unread, wrong

READERS = pytest.mark.parametrize("understand", [people, confirmations])
SEED = 20261129


def packed(**parts: str) -> bytes:
    """A ZIP with these files; `__` stands for a folder."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in parts.items():
            archive.writestr("[Content_Types].xml" if name == "types" else name, text)
    return file.getvalue()


def with_formula(cell: str) -> bytes:
    """A workbook of one person, in whose cell for the national number this XML stands."""
    book = as_xlsx([row(number="9851012345")])
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as before, zipfile.ZipFile(file, "w") as after:
        for name in before.namelist():
            text = before.read(name).decode()
            start = text.find('<c r="C2"')
            if start >= 0:
                end = text.index("</c>", start) + len("</c>")
                text = text[:start] + cell + text[end:]
            after.writestr(name, text)
    return file.getvalue()


@pytest.mark.parametrize("has_drawing", [True, False])
def test_a_chart_before_the_rows_is_passed_over(has_drawing: bool) -> None:
    book, file = Workbook(), io.BytesIO()
    sheet = book.worksheets[0]
    for cells in (ARABIC, row(first="سارة")):
        sheet.append(list(cells))
    book.create_chartsheet("chart", 0)
    book.save(file)
    data = file.getvalue() if has_drawing else without(file.getvalue(), "xl/chartsheets/_rels/")
    (person,) = rows_in(data, "xlsx")
    assert person.request["name"]["arabic"]["first"] == "سارة"


def without(data: bytes, beginning: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as before, zipfile.ZipFile(file, "w") as after:
        for name in before.namelist():
            if not name.startswith(beginning):
                after.writestr(name, before.read(name))
    return file.getvalue()


@READERS
@pytest.mark.parametrize(
    "data",
    [
        packed(types="<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"),
        packed(**{"word/document.xml": "<w/>"}, types="<Types/>"),
        packed(types="no XML"),
        packed(),
        b"PK\x03\x04",
        b"",
    ],
)  # fmt: skip
def test_what_is_no_workbook_is_told_to_its_sender(understand: Any, data: bytes) -> None:
    reason = unread(data, "xlsx", understand=understand)
    assert reason is not None
    assert reason.code == "import_malformed"


def test_a_workbook_of_charts_alone_is_told_to_its_sender() -> None:
    book, file = Workbook(), io.BytesIO()
    book.create_chartsheet("chart", 0)
    book.remove(book.worksheets[0])
    book.save(file)
    reason = unread(file.getvalue(), "xlsx")
    assert reason is not None
    assert reason.code == "import_malformed"


@READERS
def test_whatever_is_broken_in_a_workbook_never_becomes_the_operators_case(understand: Any) -> None:
    for data in damaged(as_xlsx([row(), row()]), random.Random(SEED)):
        reason = unread(data, "xlsx", understand=understand)
        assert reason is None or reason.code.startswith("import_")


def damaged(data: bytes, chance: random.Random) -> Iterator[bytes]:
    """Cut off, or with bytes turned: of the packed file and, packed anew, of each part of it."""
    for _ in range(60):
        yield data[: chance.randrange(len(data))]
        yield turned(data, chance)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    spoiling: tuple[Callable[[bytes], bytes], ...] = (
        lambda part: turned(part, chance),
        lambda part: part[: chance.randrange(len(part))],
        lambda part: b"",
    )
    for name, part in parts.items():
        for spoil in spoiling:
            for _ in range(6):
                file = io.BytesIO()
                with zipfile.ZipFile(file, "w") as archive:
                    for other, said in {**parts, name: spoil(part)}.items():
                        archive.writestr(other, said)
                yield file.getvalue()


def turned(data: bytes, chance: random.Random) -> bytes:
    spoiled = bytearray(data)
    for _ in range(chance.randrange(1, 8)):
        spoiled[chance.randrange(len(data))] ^= chance.randrange(1, 256)
    return bytes(spoiled)


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="C2"><f>1+1</f></c>',
        '<c r="C2"><f>1+1</f><v></v></c>',
        '<c r="C2" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
    ],
)
def test_a_formula_without_a_value_is_no_empty_cell(cell: str) -> None:
    (person,) = rows_in(with_formula(cell), "xlsx")
    assert wrong(person) == [("identity_number", "import_formula_without_value")]


def test_the_value_of_a_formula_is_read_where_there_is_one() -> None:
    (person,) = rows_in(with_formula('<c r="C2"><f>1+1</f><v>9851054321</v></c>'), "xlsx")
    assert (person.request["identity"]["number"], wrong(person)) == ("9851054321", [])
    (nobody,) = rows_in(with_formula('<c r="C2" t="str"><f>""</f><v></v></c>'), "xlsx")
    assert (nobody.request["identity"]["kind"], wrong(nobody)) == ("none", [])


def test_a_row_of_formulas_alone_is_not_passed_over() -> None:
    book = as_xlsx([["=A9"] * len(ARABIC)])
    (person,) = rows_in(book, "xlsx")
    assert {code for _, code in wrong(person)} == {"import_formula_without_value"}


def test_a_formula_without_a_value_confirms_no_payment() -> None:
    data = as_xlsx([["=A9", "paid", "2026-11-22"]], ("payment_id", "outcome", "on"))
    (told,), _ = table_of(data, "xlsx", None, confirmations)
    assert told.line is None
    assert told.problem is not None
    assert (told.problem.column, told.problem.code) == (
        "payment_id",
        "import_formula_without_value",
    )
