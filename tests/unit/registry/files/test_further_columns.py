"""Columns that most files do not have: what their cells say, and what is wrong with them."""

from __future__ import annotations

from typing import Any

import pytest

from chassis.clock import SystemClock
from chassis.documents.memory import MemoryDatabase
from contracts.rpc.problems import read
from contracts.rpc.registry.households import DWELLINGS, TENURES
from contracts.rpc.registry.person_facts import DEGREES, DISABILITIES, GUARDIAN_RELATIONS
from contracts.rpc.registry.persons import RegisterPerson
from services.registry.adapters.files.columns import column_at, columns, headed
from services.registry.adapters.files.further import has_further
from services.registry.adapters.files.tables import people
from services.registry.bootstrap import in_memory
from services.registry.domain.files.rows import Row
from tests.support.importing import ENGLISH, as_csv, begin, check, refused
from tests.support.importing import row as cells_of

AMAL = {"identity_number": "9851012345", "first": "آمال", "family": "الخطيب", "sex": "أنثى",
        "governorate": "العاصمة"}  # fmt: skip


def row_of(**cells: Any) -> Row:
    """The only row of a file with Amal in it and these cells."""
    said = {**AMAL, **cells}
    row = people(list(said)).row(2, list(said.values()))
    assert row is not None
    return row


def wrong(row: Row) -> list[tuple[str, str]]:
    return [(each.column, each.code) for each in row.problems]


@pytest.mark.parametrize(
    ("cell", "understood"),
    [
        ("حركية (شديدة)؛ سمعية", [("mobility", "severe"), ("hearing", None)]),
        ("hearing: mild, Visual (moderate)", [("hearing", "mild"), ("visual", "moderate")]),
        ("إعاقة حركية: بسيطة، توحد", [("mobility", "mild"), ("autism", None)]),
        ("autism;", [("autism", None)]),
    ],
)
def test_disabilities_of_one_cell_are_understood_in_both_languages(
    cell: str, understood: list[tuple[str, str | None]]
) -> None:
    facts = read(RegisterPerson, row_of(disabilities=cell).request)
    assert [(each["kind"], each["degree"]) for each in facts["disabilities"]] == understood


def test_a_cell_that_names_one_kind_of_disability_twice_is_told_of() -> None:
    registry = in_memory(MemoryDatabase(), SystemClock())
    rows = [(*cells_of(), "hearing: mild, hearing: severe"), (*cells_of(), "hearing: mild")]
    sent = begin(registry, as_csv(rows, (*ENGLISH, "disabilities")))
    check(registry, sent)
    assert refused(registry, sent) == [(2, "disabilities", "disability_twice")]


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("disabilities", DISABILITIES),
        ("guardian_relation", GUARDIAN_RELATIONS),
        ("dwelling_kind", DWELLINGS),
        ("dwelling_tenure", TENURES),
    ],
)
def test_every_value_can_be_written_in_both_languages(name: str, values: tuple[str, ...]) -> None:
    column = columns()[name]
    for value in values:
        for language in ("ar", "en"):
            said = column.value(str(column.word(value, language)))
            assert said == ([{"kind": value, "degree": None}] if name == "disabilities" else value)
    assert set(column.degrees.values()) == (set(DEGREES) if name == "disabilities" else set())


def test_further_documents_come_from_pairs_of_columns() -> None:
    row = row_of(
        second_document_kind="مفوضية", second_document_number="٢٤٥-14C01234",
        fourth_document_kind="بطاقة خدمة", fourth_document_number="77",
    )  # fmt: skip
    assert read(RegisterPerson, row.request)["other_documents"] == [
        {"kind": "unhcr", "number": "245-14C01234"},
        {"kind": "service_card", "number": "77"},
    ]
    assert row.documents == (0, 2)


def test_a_guardian_is_named_by_a_number_and_what_they_are() -> None:
    row = row_of(guardian_number="٩٨٥١٠١٢٣٤٦", guardian_relation="أم")
    assert row.guardian == {"number": "9851012346", "relation": "parent"}
    assert "guardian" not in row.request


def test_a_dwelling_is_told_in_words_and_dinars() -> None:
    row = row_of(household="1", relation="رب الأسرة", dwelling_kind="شقة", dwelling_tenure="إيجار",
                 rooms="٣", rent="١٢٠٫٥")  # fmt: skip
    assert row.dwelling == {
        "kind": "apartment", "tenure": "rented", "rooms": 3, "rent_fils": 120_500,
    }  # fmt: skip
    assert row.problems == ()


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        ({"guardian_number": "77"}, [("guardian_relation", "required")]),
        ({"guardian_relation": "أم"}, [("guardian_number", "required")]),
        (
            {"guardian_number": "#", "guardian_relation": "boss"},
            [("guardian_number", "malformed_text"), ("guardian_relation", "unknown_choice")],
        ),
        ({"rooms": "3"}, [("dwelling_kind", "required"), ("dwelling_tenure", "required")]),
        (
            {"dwelling_kind": "شقة", "dwelling_tenure": "ملك", "rooms": "many", "rent": "1,200"},
            [("rooms", "not_a_whole_number"), ("rent", "import_amount_malformed")],
        ),
        ({"dwelling_kind": "قصر", "dwelling_tenure": "ملك"}, [("dwelling_kind", "unknown_choice")]),
        ({"died": "2026-11-20"}, [("died", "import_of_deceased")]),
    ],
)
def test_what_is_wrong_is_told_of_its_column(
    cells: dict[str, str], found: list[tuple[str, str]]
) -> None:
    assert wrong(row_of(household="1", relation="head", **cells)) == found


def test_a_dwelling_is_a_households() -> None:
    assert wrong(row_of(dwelling_kind="شقة", dwelling_tenure="ملك")) == [
        ("household", "import_dwelling_without_household")
    ]


@pytest.mark.parametrize(
    ("pointer", "column"),
    [
        ("/other_documents/1/number", "third_document_number"),
        ("/other_documents/0", "second_document_kind"),
        ("/disabilities/0/kind", "disabilities"),
        ("/name/latin/family", "latin_family"),
        ("/identity", "identity_kind"),
        ("/shoe_size", "row"),
    ],
)
def test_a_place_in_a_request_is_that_of_a_column(pointer: str, column: str) -> None:
    assert column_at(pointer) == column


def test_headings_are_understood_in_both_languages_and_each_names_one_column() -> None:
    said = [heading for each in columns().values() for heading in each.headings]
    assert len(said) == len(set(said))
    read = [each for each in columns().values() if each.read]
    for language in ("ar", "en"):
        found = headed([each.said[language] for each in read])
        assert found == read


def test_a_text_that_we_have_made_harmless_comes_back_as_it_was() -> None:
    row = row_of(details="'=1+1", mobile="'+963 944 567 890", email="o'neil@example.jo")
    assert row.request["address"]["details"] == "=1+1"
    assert row.request["contact"] == {"mobile": "+963944567890", "email": "o'neil@example.jo"}


def test_a_file_without_such_columns_does_no_more_than_before() -> None:
    assert not has_further(headed(list(AMAL)))
    assert not has_further(headed([*AMAL, "disabilities", "latin first", "sub-district"]))
    assert has_further(headed([*AMAL, "guardian number"]))
    row = row_of()
    assert (row.guardian, row.dwelling, row.documents) == (None, None, ())
