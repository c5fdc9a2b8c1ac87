"""What a supervisor takes out comes in again elsewhere, in both languages and formats."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml

from chassis.clock import SystemClock
from chassis.context import Actor, Context, use
from chassis.documents.indexes import ensure_indexes
from chassis.documents.memory import MemoryDatabase
from services.registry.app.application import Registry
from services.registry.app.files.commands import AskExport
from services.registry.bootstrap import SERVICE, wire
from services.registry.bootstrap.house import House, MemoryHouse, MongoHouse
from services.registry.settings import RULES, RegistrySettings
from tests.support.importing import SUPERVISOR, begin, check, load, refused
from tests.support.registry import (
    HELPER,
    arabic,
    command_of,
    national_number,
    protect,
    register,
    settle,
)
from tests.support.work import FakeRun

LATIN = {"first": "Amal", "father": "Abdullah", "grandfather": None, "family": "Al-Khatib"}
OWN = {"id", "المعرّف", "household", "رقم الأسرة"}
"""Columns of a registry's own: identifiers are given anew."""


@pytest.fixture
def settings(tmp_path: Path) -> RegistrySettings:
    """Rules by which a file for planning has all that a supervisor may read."""
    for each in RULES.iterdir():
        (tmp_path / each.name).symlink_to(each)
    law = yaml.safe_load((RULES / "privacy.yaml").read_text("utf-8"))
    law[0]["rules"]["purposes"]["codes"]["service_planning"]["categories"] += [
        "household", "disabilities",
    ]  # fmt: skip
    (tmp_path / "privacy.yaml").unlink()
    (tmp_path / "privacy.yaml").write_text(yaml.safe_dump(law, allow_unicode=True), "utf-8")
    return RegistrySettings(rules=tmp_path)


class Elsewhere:
    """One registry after the other, each empty at first."""

    def __init__(self, database: Any, settings: RegistrySettings) -> None:
        self._database = database
        self._settings = settings

    def registry(self) -> Registry:
        house: House
        if self._database is None:
            house = MemoryHouse(MemoryDatabase(), SystemClock(), self._settings)
        else:
            for name in self._database.list_collection_names():
                self._database[name].delete_many({})
            ensure_indexes(self._database, SERVICE.kinds)
            SERVICE.prepare(self._database)
            house = MongoHouse(self._database, SystemClock(), self._settings)
        return wire(house)


@pytest.fixture(params=["memory", "mongo"])
def elsewhere(request: pytest.FixtureRequest, settings: RegistrySettings) -> Elsewhere:
    kept = None if request.param == "memory" else request.getfixturevalue("database")
    return Elsewhere(kept, settings)


def a_family(registry: Registry) -> None:
    """Of whom everything is known that a file can hold, and who live together."""
    home = {"governorate": "JO-AM", "district": "لواء ماركا", "details": "-٥ شارع الكرمة",
            "subdistrict": "قضاء أم الرصاص"}  # fmt: skip
    mother = register(
        registry,
        name={**arabic(), "latin": LATIN},
        address=home,
        contact={"mobile": "+963944567890", "email": "amal@example.jo", "language": "en"},
        other_documents=[{"kind": "unhcr", "number": "881-00C1"},
                         {"kind": "service_card", "number": "S 7"}],
        disabilities=[{"kind": "hearing", "degree": "severe"},
                      {"kind": "mobility", "degree": None}],
    )["id"]  # fmt: skip
    child = register(
        registry,
        identity={"kind": "none", "number": None},
        name={"arabic": None, "latin": LATIN},
        birth_date="2019-05",
        sex="male",
        contact={"mobile": None, "email": None, "language": "ar"},
        address=home,
        guardian={"person_id": mother, "relation": "parent"},
    )["id"]
    dwelling = {"kind": "apartment", "tenure": "rented", "rooms": 3, "rent_fils": 120_500}
    settle(registry, mother, child, address=home, dwelling=dwelling)
    register(registry, address={"governorate": "JO-AM", "district": None, "details": None})


def exported(registry: Registry, language: str, format_: str = "csv") -> bytes:
    exports = registry.files.exports
    with command_of(SUPERVISOR):
        asked = AskExport("persons", format_, language, "service_planning")
        export_id = exports.ask(asked, SUPERVISOR)["id"]
    with use(Context(Actor.system("registry.work"))):
        registry.work["export.write"](export_id, FakeRun())
    with use(Context(SUPERVISOR)):
        return b"".join(registry.files.store.read(exports.file(export_id, SUPERVISOR, 0).id))


def rows_of(data: bytes) -> list[Mapping[str, Any]]:
    """The rows of a file without what each registry gives anew, in an order of their own."""
    if data.startswith(b"PK"):
        sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
        heading, *lines = [["" if cell is None else str(cell) for cell in line]
                           for line in sheet.iter_rows(values_only=True)]  # fmt: skip
    else:
        heading, *lines = csv.reader(io.StringIO(data.decode("utf-8-sig")))
    rows = [dict(zip(heading, line, strict=True)) for line in lines]
    return sorted(({n: v for n, v in row.items() if n not in OWN} for row in rows), key=str)


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("format_", ["csv", "xlsx"])
def test_a_file_that_was_taken_out_comes_in_again_as_it_was(
    elsewhere: Elsewhere, language: str, format_: str
) -> None:
    here = elsewhere.registry()
    a_family(here)
    taken = exported(here, language, format_)

    there = elsewhere.registry()
    import_id = begin(there, taken, format_)
    checked = check(there, import_id)

    assert refused(there, import_id) == []
    assert checked["checked"] == {"rows": 3, "refused_rows": 0, "persons": 3, "households": 1}
    load(there, import_id)
    assert rows_of(exported(there, language, format_)) == rows_of(taken)


def test_a_file_by_the_rules_in_force_has_no_more_than_its_purpose(database: Any) -> None:
    registry = Elsewhere(database, RegistrySettings()).registry()
    a_family(registry)
    rows = rows_of(exported(registry, "en"))
    assert {row["guardian relation"] for row in rows} == {"", "parent"}
    for never in ("disabilities", "relation", "dwelling kind", "monthly rent in dinars"):
        assert {row[never] for row in rows} == {""}


def test_a_guardian_who_may_not_be_in_the_file_has_no_number_in_it(elsewhere: Elsewhere) -> None:
    registry, number = elsewhere.registry(), national_number()
    guardian = register(registry, number=number)["id"]
    register(registry, guardian={"person_id": guardian, "relation": "parent"})
    assert number in exported(registry, "en").decode()
    protect(registry, guardian, HELPER)
    text = exported(registry, "en").decode()
    assert number not in text
    assert "parent" not in text


def test_who_has_died_is_not_registered_as_living(elsewhere: Elsewhere) -> None:
    registry = elsewhere.registry()
    register(registry)
    headings, line, *_ = exported(registry, "en").decode("utf-8-sig").splitlines()
    cells = line.split(",")
    cells[headings.split(",").index("died")] = "2026-11-01"
    there = elsewhere.registry()
    import_id = begin(there, f"{headings}\n{','.join(cells)}\n".encode())
    check(there, import_id)
    assert refused(there, import_id) == [(2, "died", "import_of_deceased")]
