"""Headings that nobody knows are told before anything is loaded, with what was probably meant."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import pytest

from chassis.clock import SystemClock
from chassis.context import Context, use
from chassis.documents.memory import MemoryDatabase
from contracts.refusals import say
from services.registry.app.application import Registry
from services.registry.bootstrap import in_memory
from services.registry.entrypoints.row_views import rows_page
from tests.support.importing import ARABIC, SUPERVISOR, as_csv, begin, check, load, row
from tests.support.registry import amend, command_of, national_number, register
from tests.support.tables import headings_in, unread

PHONE = ARABIC.index("رقم الهاتف")


@pytest.fixture
def registry() -> Registry:
    return in_memory(MemoryDatabase(), SystemClock())


def headed(phone: str) -> Sequence[str]:
    """The usual headings, with this one for the telephone."""
    return (*ARABIC[:PHONE], phone, *ARABIC[PHONE + 1 :])


@pytest.mark.parametrize(
    "written", ["تلفون", "رقم الهاتف", "الجوال", "Phone Number", "رقم_الموبايل", "\u200fالهاتف"]
)
def test_a_column_is_known_by_its_usual_names(written: str) -> None:
    assert headings_in(as_csv([row()], headed(written)))[PHONE].column == "mobile"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("رقم الهتف", "mobile"),
        ("الهاتق", "mobile"),
        ("رقم الهاتف للتواصل", "mobile"),
        ("phne number", "mobile"),
        ("البريد الاكتروني", "email"),
        ("اسم الأم", None),
        ("تاريخ الزواج", None),
        ("الرقم الوطني للأب", None),
        ("الدخل", None),
    ],
)
def test_what_was_probably_meant_is_found(written: str, meant: str | None) -> None:
    heading = headings_in(as_csv([row()], headed(written)))[PHONE]
    assert (heading.text, heading.column, heading.meant) == (written, None, meant)


def test_the_preview_names_the_columns_that_it_does_not_read(registry: Registry) -> None:
    import_id = begin(registry, as_csv([(*row(), "x")], (*headed("رقم الهتف"), "الدخل")))
    checked = check(registry, import_id)
    first, second = checked["ignored_columns"]
    assert (first["heading"], first["meant"]) == ("رقم الهتف", "mobile")
    assert "لعل المقصود: الهاتف (mobile)" in first["ar"]["detail"]
    assert "Perhaps this is meant: الهاتف (mobile)" in first["en"]["detail"]
    assert (second["heading"], second["meant"]) == ("الدخل", None)
    assert load(registry, import_id)["ignored_columns"] == checked["ignored_columns"]


def test_a_file_that_was_given_up_leaves_no_headings_behind(registry: Registry) -> None:
    import_id = begin(registry, as_csv([row(), row(sex="?")], headed("رقم الهتف")))
    assert check(registry, import_id)["ignored_columns"] != []
    with command_of(SUPERVISOR):
        given_up = registry.files.imports.cancel(import_id, SUPERVISOR)
    assert (given_up["ignored_columns"], given_up["reasons"]) == ([], [])


def test_a_missing_column_is_told_with_the_heading_that_was_to_be_its_own() -> None:
    reason = unread(as_csv([row()], [each.replace("الجنس", "الجنش") for each in ARABIC]))
    assert reason is not None
    assert say(reason.code, "ar", reason.params).detail.endswith("الجنس (sex) (لعله «الجنش»).")
    assert say(reason.code, "en", reason.params).detail.endswith("الجنس (sex) (perhaps «الجنش»).")


def test_mistakes_are_told_under_the_headings_of_the_file(registry: Registry) -> None:
    import_id = begin(registry, as_csv([row(birth="31-31-1990"), row()], ARABIC))
    check(registry, import_id)
    imports = registry.files.imports
    with use(Context(SUPERVISOR)):
        rows = imports.rows(import_id, SUPERVISOR, 0, 5, refused=True)
        report = imports.report(import_id, SUPERVISOR)
    (problem,) = rows_page(rows, 5, "en", imports.headings(import_id))["items"][0]["problems"]
    assert (problem["column"], problem["heading"]) == ("birth_date", "تاريخ الميلاد")
    text = b"".join(registry.files.store.read(report.id)).decode("utf-8-sig")
    (line,) = csv.DictReader(io.StringIO(text))
    assert (line["column"], line["heading"]) == ("birth_date", "تاريخ الميلاد")


def test_the_preview_counts_numbers_that_are_another_persons_or_come_twice(
    registry: Registry,
) -> None:
    same, other, twice = national_number(), national_number(), national_number()
    for number in (same, other):
        register(registry, identity={"kind": "national_number", "number": number})
    rows = [
        row(number=same, first="امال"),
        row(number=other, first="ليث"),
        row(number=twice),
        row(number=twice),
        row(),
    ]
    import_id = begin(registry, as_csv(rows))
    reasons = {each["code"]: each["rows"] for each in check(registry, import_id)["reasons"]}
    assert reasons == {
        "import_number_of_another": 1,
        "import_number_repeated": 2,
        "national_number_taken": 1,
    }


def test_nobody_learns_by_a_file_what_somebody_of_another_governorate_is_called(
    registry: Registry,
) -> None:
    number = national_number()
    person = register(registry, identity={"kind": "national_number", "number": number})
    amend(registry, person["id"], address={"governorate": "JO-IR", "district": None})
    checked = check(registry, begin(registry, as_csv([row(number=number, first="ليث")])))
    assert [each["code"] for each in checked["reasons"]] == ["national_number_taken"]
