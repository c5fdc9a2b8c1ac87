"""What may be read is taken out as a spreadsheet, in the language of who reads it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.support.benefits import done, reached
from tests.support.long import english
from tests.support.registry import another_person, arabic, household, national_number
from tests.support.window import Visitor

PLACE = "JO-MD"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def spreadsheet(of: str, language: str) -> Sequence[Sequence[Any]]:
    """The rows of an export, as a spreadsheet program reads them."""
    supervisor = Visitor("supervisor", PLACE)
    asked = {"of": of, "purpose": "service_planning", "format": "xlsx", "language": language}
    path = f"/v1/exports/{done(supervisor.post('/v1/exports', asked))['id']}"
    told = reached(supervisor, path, "ready")
    file = supervisor.get(f"{path}/file")
    assert file.headers["Content-Type"] == XLSX
    assert f"{of}.xlsx" in file.headers["Content-Disposition"]
    sheet = load_workbook(io.BytesIO(file.content), read_only=True).worksheets[0]
    read = list(sheet.iter_rows(values_only=True))
    # A row that ends with empty cells is shorter than the headings.
    rows = [(*row, *[None] * (len(read[0]) - len(row))) for row in read]
    assert told["rows"] == len(rows) - 1
    return rows


@pytest.mark.parametrize(
    ("language", "number", "sex", "female", "place"),
    [
        ("ar", "رقم الوثيقة", "الجنس", "أنثى", "مادبا"),
        english("en", "identity number", "sex", "female", "Madaba"),
    ],
)
def test_persons_are_taken_out_as_a_spreadsheet(
    language: str, number: str, sex: str, female: str, place: str
) -> None:
    address = {"governorate": PLACE, "district": None, "details": "=1+1"}
    clerk, own = Visitor("clerk", PLACE), national_number()
    done(clerk.post("/v1/persons", another_person(own, address=address, name=arabic("لمى"))))
    headings, *rows = spreadsheet("persons", language)
    found = [dict(zip(headings, row, strict=True)) for row in rows]
    (mine,) = (each for each in found if each[number] == own)
    assert mine[sex] == female
    assert "لمى" in mine.values()
    assert place in mine.values()
    assert "'=1+1" in mine.values(), "a text, and no formula"


@pytest.mark.parametrize("language", ["ar", english("en")])
def test_households_are_taken_out_as_a_spreadsheet(language: str) -> None:
    address = {"governorate": PLACE, "district": None, "details": None}
    clerk = Visitor("clerk", PLACE)
    people = [done(clerk.post("/v1/persons", another_person(address=address))) for _ in range(2)]
    head, child = (each["id"] for each in people)
    home = done(clerk.post("/v1/households", household(head, child, address=address)))["id"]
    headings, *rows = spreadsheet("households", language)
    (mine,) = (row for row in rows if row[0] == home)
    assert mine[:5] == (home, head, child, 2, {"ar": "مادبا", "en": "Madaba"}[language])
    assert headings[4] == {"ar": "المحافظة", "en": "governorate"}[language]
