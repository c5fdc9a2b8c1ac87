"""Wires files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chassis.documents.kind import Kind
from services.registry.adapters.documents import MongoDocuments, StoredDocuments
from services.registry.adapters.files import guarded_rows, staging
from services.registry.adapters.files.bearers import RegisteredBearers
from services.registry.adapters.files.exports import EXPORTS, KeptExports
from services.registry.adapters.files.guarded_rows import MongoGuardedRows
from services.registry.adapters.files.imports import IMPORTS, KeptImports
from services.registry.adapters.files.memory_staging import MemoryGuardedRows, MemoryStaging
from services.registry.adapters.files.records import StoredRecords
from services.registry.adapters.files.registrar import StoreRegistrar
from services.registry.adapters.files.reports import CsvReports
from services.registry.adapters.files.staging import MongoStaging
from services.registry.adapters.files.tables import FileTables, people
from services.registry.adapters.files.writer import RowWriter
from services.registry.adapters.households.store import HOUSEHOLDS
from services.registry.adapters.persons.store import PERSONS, KeptPersons
from services.registry.app.files.area import Files
from services.registry.app.files.exports import ExportHandlers, Purposes
from services.registry.app.files.guardians import FileGuardians
from services.registry.app.files.import_ports import GuardedRows, Staging
from services.registry.app.files.importing import ImportWork
from services.registry.app.files.imports import ImportHandlers
from services.registry.bootstrap.house import House
from services.registry.entrypoints.reading.persons import facts_of_person, registering

if TYPE_CHECKING:
    from pymongo.database import Database

__all__ = ["KINDS", "prepare", "wire"]

KINDS: tuple[Kind[Any], ...] = (IMPORTS, EXPORTS)


def prepare(database: Database[dict[str, Any]]) -> None:
    """The indexes of rows on their way in."""
    staging.prepare(database)
    guarded_rows.prepare(database)


def _rows_of(database: Database[dict[str, Any]] | None) -> tuple[Staging, GuardedRows]:
    if database is not None:
        return MongoStaging(database), MongoGuardedRows(database)
    kept = MemoryStaging()
    return kept, MemoryGuardedRows(kept)


def wire(house: House, purposes: Purposes, kept_persons: KeptPersons) -> Files:
    """The area on this ground; `purposes` are those for which records may leave it."""
    database, files = house.database, house.files
    rows, guarded = _rows_of(database)
    persons, households = house.store(PERSONS), house.store(HOUSEHOLDS)
    known = {"persons": (persons, PERSONS)}
    documents = StoredDocuments(known) if database is None else MongoDocuments(database)
    imports = KeptImports(house.store(IMPORTS))
    registrar = StoreRegistrar(
        kept_persons,
        persons,
        households,
        house.together,
        facts_of_person,
        registering,
    )
    return Files(
        store=files,
        staging=rows,
        imports=ImportHandlers(
            imports,
            files,
            rows,
            house.progress,
            house.audit,
            house.new_id("import"),
            house.calendar.today,
        ),
        importing=ImportWork(
            imports,
            files,
            FileTables(files, people),
            rows,
            registrar,
            FileGuardians(guarded, rows, RegisteredBearers(persons)),
            CsvReports(),
        ),
        exports=ExportHandlers(
            KeptExports(house.store(EXPORTS)),
            files,
            StoredRecords(persons, households, documents),
            RowWriter(),
            house.audit,
            house.progress,
            purposes,
            house.new_id("export"),
            house.clock.now,
        ),
    )
