"""A pair reaches the same levels in Python as in DuckDB, and skeletons cross scripts."""

from __future__ import annotations

import pytest

from bench.matching.families import Row, rows
from services.registry.adapters.duplicates import scoring, sql, weights
from services.registry.adapters.duplicates.linkage import Linkage, Record
from services.registry.domain.duplicates.comparisons import comparisons
from services.registry.domain.duplicates.features import features
from services.registry.domain.duplicates.persons import FIELDS
from services.registry.domain.persons.skeletons import skeleton


@pytest.mark.parametrize(
    "spellings",
    [
        "محمد Mohammad Muhammed Mohamed",
        "عبدالله Abdullah Abdallah",
        "عبدالرحمن Abdelrahman Abdurrahman",
        "خالد Khaled Khalid",
        "الخطيب Al-Khatib Alkhateeb Khatib",
        "فاطمة Fatima Fatimah",
        "صالح Saleh Salih",
        "يوسف Yousef Youssef Yusuf",
    ],
)
def test_one_name_has_one_skeleton_in_every_spelling(spellings: str) -> None:
    assert len({skeleton(each) for each in spellings.split()}) == 1


def a_row(first: str, date: str | None, document: str | None) -> Row:
    """Of one family; names in both scripts divided by a stroke."""
    names = {"father": "معن", "grandfather": None, "family": "الأتاسي\nAtassi"}
    values = {**names, "first": first.replace("/", "\n"), "birth_date": date, "sex": "male"}
    return Row("", {**values, "document": document, "governorate": "JO-AM"})


AWKWARD = [
    a_row("حسن/Hasan", "2001-05-06", "unhcr\t827"), a_row("حسين", "2001-05-06", "unhcr\t828"),
    a_row("Hussein", "2001-01-01", "service_card\t827"), a_row("Husain/حسين", "2002", None),
    a_row("Hoda", "2003-01-01", "unhcr\t9000\nservice_card\t827"), a_row("Huda", "2003-02", "827"),
    a_row("عبد الرحمن", "2004-05-06", None), a_row("عبد الرحيم/Abdul Rahim", "2004-05-06", None),
    a_row("Abdulrahman", "2004-05-06", None), a_row("Abd al-Rahim", "2004-05-06", None),
    a_row("أبو زيد", "2004", None), a_row("Abu Zuhair", "2004", None), a_row("عبد", "2004", None),
]  # fmt: skip


def test_python_and_duckdb_decide_alike() -> None:
    made = [*rows(110, seed=3), *AWKWARD]
    linkage = Linkage((Record(str(n), row.values) for n, row in enumerate(made)), FIELDS)
    levels = ", ".join(_case(sql.comparison(each)) for each in linkage.comparisons)
    columns = [each[0] for each in linkage.connection.execute("DESCRIBE records").fetchall()]
    sides = ", ".join(f'{side}."{each}" AS "{each}_{side}"' for side in "lr" for each in columns)
    found = linkage.connection.execute(
        f"SELECT unique_id_l, unique_id_r, {levels} FROM "  # noqa: S608  (made of our own names)
        f"(SELECT {sides} FROM records l JOIN records r ON l.unique_id < r.unique_id)"
    ).fetchall()
    known = [features(row.values, FIELDS) for row in made]
    assert len(found) > 10_000
    for left, right, *told in found:
        decided = scoring.levels(comparisons(FIELDS), known[int(left)], known[int(right)])
        weighed = [
            level if level is None else each.weighs_as(level)
            for each, level in zip(comparisons(FIELDS), decided.values(), strict=True)
        ]
        assert weighed == told


def _case(comparison: dict[str, object]) -> str:
    levels = comparison["comparison_levels"]
    assert isinstance(levels, list)
    null, *rest, other = levels
    cases = "".join(
        f" WHEN {each['sql_condition']} THEN '{each['label_for_charts']}'" for each in rest
    )
    return (
        f"CASE WHEN {null['sql_condition']} THEN NULL{cases} ELSE '{other['label_for_charts']}' END"
    )


def test_likeness_speaks_for_one_person_and_difference_against() -> None:
    for model in (each for _, each in weights.load().versions):
        for field in model.fields.values():
            assert field.of("same") > 0 > field.of("different")
