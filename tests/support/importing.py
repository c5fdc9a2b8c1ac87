"""Files of families as tests need them, sent and loaded."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook

from chassis.context import Actor, Context, use
from services.registry.app.application import Registry
from services.registry.app.files.commands import BeginImport, PutPart
from services.registry.app.files.ports import PART_SIZE
from services.registry.domain.files.people_import import SentFile
from tests.support.registry import command_of, national_number
from tests.support.work import FakeRun

SUPERVISOR = Actor("supervisor-3", frozenset({"supervisor"}), "amman-1", frozenset({"JO-AM"}))
ENGLISH = ("household", "relation", "national number", "first", "father", "family", "birth date",
           "sex", "mobile", "governorate")  # fmt: skip
ARABIC = ("رقم الأسرة", "صلة القرابة", "الرقم الوطني", "الاسم الأول", "اسم الأب", "اسم العائلة",
          "تاريخ الميلاد", "الجنس", "رقم الهاتف", "المحافظة")  # fmt: skip

Row = Sequence[Any]


def row(
    household: str = "",
    relation: str = "",
    number: str | None = None,
    first: str = "آمال",
    birth: str = "1985-03-17",
    sex: str = "أنثى",
    mobile: str = "0791234567",
    governorate: str = "العاصمة",
) -> Row:
    """One person; a national number of their own unless given."""
    number = national_number() if number is None else number
    return (household, relation, number, first, "محمد", "الخطيب", birth, sex, mobile, governorate)


def family(household: str, *changes: dict[str, Any], size: int = 3) -> list[Row]:
    """A head and children; `changes` alter the first rows of it."""
    rows = []
    for index in range(size):
        relation = "رب الأسرة" if index == 0 else "ابن"
        change = changes[index] if index < len(changes) else {}
        rows.append(row(**{"household": household, "relation": relation, **change}))
    return rows


def as_csv(rows: Sequence[Row], headings: Row = ENGLISH, encoding: str = "utf-8") -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([headings, *rows])
    return text.getvalue().encode(encoding)


def as_xlsx(rows: Sequence[Row], headings: Row = ARABIC) -> bytes:
    book, packed = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    for each in (headings, *rows):
        sheet.append(list(each))
    book.save(packed)
    return packed.getvalue()


def begin(
    registry: Registry,
    data: bytes,
    format_: str = "csv",
    encoding: str | None = None,
    *,
    again: bool = False,
) -> str:
    """Announce the file and send every part of it."""
    digest = hashlib.sha256(data).hexdigest()
    sent = SentFile(f"a.{format_}", format_, encoding, len(data), digest)
    imports = registry.files.imports
    with command_of(SUPERVISOR):
        import_id = str(imports.begin(BeginImport(sent, again), SUPERVISOR)["id"])
    for number, start in enumerate(range(0, len(data), PART_SIZE)):
        part = data[start : start + PART_SIZE]
        imports.put_part(
            PutPart(import_id, number, part, hashlib.sha256(part).hexdigest()), SUPERVISOR
        )
    return import_id


def work(registry: Registry, name: str, import_id: str, run: FakeRun | None = None) -> Any:
    """Do this work as the process for it would."""
    with use(Context(Actor.system("registry.work"))):
        registry.work[f"import.{name}"](import_id, run or FakeRun())
    return registry.files.imports.one(import_id, SUPERVISOR)


def check(registry: Registry, import_id: str, run: FakeRun | None = None) -> Any:
    with command_of(SUPERVISOR):
        registry.files.imports.check(import_id, SUPERVISOR)
    return work(registry, "check", import_id, run)


def load(registry: Registry, import_id: str, run: FakeRun | None = None) -> Any:
    with command_of(SUPERVISOR):
        registry.files.imports.load(import_id, SUPERVISOR)
    return work(registry, "load", import_id, run)


def refused(registry: Registry, import_id: str) -> list[tuple[int, str, str]]:
    """Row, column and code of all that is refused."""
    with use(Context(SUPERVISOR)):
        rows = registry.files.imports.rows(import_id, SUPERVISOR, 0, 100, refused=True)
    return [
        (each.number, problem.column, problem.code) for each in rows for problem in each.problems
    ]
