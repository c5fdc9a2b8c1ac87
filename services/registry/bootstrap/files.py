"""Wires files."""

from __future__ import annotations

from typing import Any

from chassis.documents.kind import Kind
from services.registry.adapters.files.exports import EXPORTS, KeptExports
from services.registry.adapters.files.imports import IMPORTS, KeptImports
from services.registry.adapters.files.memory_staging import MemoryStaging
from services.registry.adapters.files.records import StoredRecords
from services.registry.adapters.files.registrar import StoreRegistrar
from services.registry.adapters.files.reports import CsvReports
from services.registry.adapters.files.staging import MongoStaging, prepare
from services.registry.adapters.files.tables import FileTables, people
from services.registry.adapters.files.writer import RowWriter
from services.registry.adapters.households.store import HOUSEHOLDS
from services.registry.adapters.persons.store import PERSONS, KeptPersons
from services.registry.app.files.area import Files
from services.registry.app.files.exports import ExportHandlers, Purposes
from services.registry.app.files.importing import ImportWork
from services.registry.app.files.imports import ImportHandlers
from services.registry.bootstrap.house import House
from services.registry.entrypoints.reading.persons import facts_of_person, registering

__all__ = ["KINDS", "prepare", "wire"]

KINDS: tuple[Kind[Any], ...] = (IMPORTS, EXPORTS)


def wire(house: House, purposes: Purposes, kept_persons: KeptPersons) -> Files:
    """The area on this ground; `purposes` are those for which records may leave it."""
    database, files = house.database, house.files
    staging = MemoryStaging() if database is None else MongoStaging(database)
    persons, households = house.store(PERSONS), house.store(HOUSEHOLDS)
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
        staging=staging,
        imports=ImportHandlers(
            imports, files, staging, house.progress, house.new_id("import"), house.calendar.today
        ),
        importing=ImportWork(
            imports, files, FileTables(files, people), staging, registrar, CsvReports()
        ),
        exports=ExportHandlers(
            KeptExports(house.store(EXPORTS)),
            files,
            StoredRecords(persons, households),
            RowWriter(),
            house.audit,
            house.progress,
            purposes,
            house.new_id("export"),
            house.clock.now,
        ),
    )
