"""Wires the registry together: on MongoDB for its processes, in memory for tests of handlers."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from chassis.clock import Clock
from chassis.documents.commands import identity
from chassis.documents.kind import Store
from chassis.documents.memory import MemoryDatabase, MemoryStore
from chassis.documents.mongo import MongoStore
from chassis.process import Service
from services.registry.adapters.households import HOUSEHOLDS, KeptHouseholds
from services.registry.adapters.persons import PERSONS, KeptPersons
from services.registry.app.application import Registry
from services.registry.app.handlers import HouseholdHandlers, PersonHandlers
from services.registry.app.ports import Today
from services.registry.app.queries import Queries
from services.registry.domain.household import Household
from services.registry.domain.person import Person
from services.registry.settings import RegistrySettings

if TYPE_CHECKING:
    from pymongo.database import Database

    from chassis.settings import ProcessSettings


def build(database: Database[dict[str, Any]], clock: Clock, settings: ProcessSettings) -> Registry:
    """The registry on MongoDB."""
    return _wire(
        MongoStore(database, PERSONS, clock),
        MongoStore(database, HOUSEHOLDS, clock),
        clock,
        RegistrySettings.read(),
    )


def in_memory(database: MemoryDatabase, clock: Clock) -> Registry:
    """The registry with its stores in memory."""
    return _wire(
        MemoryStore(database, PERSONS, clock),
        MemoryStore(database, HOUSEHOLDS, clock),
        clock,
        RegistrySettings(),
    )


def _wire(
    person_store: Store[Person],
    household_store: Store[Household],
    clock: Clock,
    settings: RegistrySettings,
) -> Registry:
    persons, households = KeptPersons(person_store), KeptHouseholds(household_store)
    today = _today(clock, settings.time_zone)
    return Registry(
        persons=PersonHandlers(persons, identity("registry", "person"), today),
        households=HouseholdHandlers(households, persons, identity("registry", "household"), today),
        queries=Queries(persons, households),
    )


def _today(clock: Clock, zone: ZoneInfo) -> Today:
    def today() -> date:
        return clock.now().astimezone(zone).date()

    return today


SERVICE = Service(
    name="registry",
    kinds=(PERSONS, HOUSEHOLDS),
    build=build,
    entrypoints="services.registry.entrypoints.service:RegistryService",
)
