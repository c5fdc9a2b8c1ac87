"""What leaves the registry, of a database in memory."""

from __future__ import annotations

from datetime import UTC, datetime

from chassis.clock import FixedClock
from chassis.documents.memory import MemoryDatabase, MemoryStore
from services.registry.adapters.documents import StoredDocuments
from services.registry.adapters.files.records import StoredRecords
from services.registry.adapters.households.store import HOUSEHOLDS
from services.registry.adapters.persons.store import PERSONS


def records_of(database: MemoryDatabase) -> StoredRecords:
    """The records there are, as an export reads them."""
    clock = FixedClock(datetime(2026, 11, 22, tzinfo=UTC))
    persons = MemoryStore(database, PERSONS, clock)
    return StoredRecords(
        persons,
        MemoryStore(database, HOUSEHOLDS, clock),
        StoredDocuments({"persons": (persons, PERSONS)}),
    )
