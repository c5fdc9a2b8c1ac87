"""Wires licensing together: on MongoDB for its processes, in memory for tests of handlers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from chassis.clock import Clock
from chassis.documents.memory import MemoryDatabase
from chassis.process import Service
from services.licensing.adapters import numbers
from services.licensing.adapters.between.association_papers import PapersOfAssociations
from services.licensing.app.licensing import Licensing
from services.licensing.bootstrap import (
    applications,
    associations,
    between,
    cameras,
    documents,
    elections,
    fees,
    grants,
    inspections,
    licensed,
    practitioners,
)
from services.licensing.bootstrap.house import NAME, House, MemoryHouse, MongoHouse
from services.licensing.settings import LicensingSettings

if TYPE_CHECKING:
    from pymongo.database import Database

    from chassis.settings import ProcessSettings


def build(
    database: Database[dict[str, Any]], clock: Clock, settings: ProcessSettings | None = None
) -> Licensing:
    """Licensing on MongoDB. Talks to no server; reads the rules."""
    return wire(MongoHouse(database, clock, LicensingSettings.read()))


def build_in_memory(database: MemoryDatabase, clock: Clock) -> Licensing:
    """The same in memory, for tests."""
    return wire(MemoryHouse(database, clock, LicensingSettings.read()))


def wire(house: House) -> Licensing:
    """Every area on the same ground. Raises `SettingError` for rules that are wrong."""

    def whole() -> Licensing:
        """Areas that need each other meet when they are used."""
        return licensing

    licences = licensed.wire(
        house,
        between.when_parted(whole),
        between.when_passed_on(house, whole),
        between.when_moved(house, whole),
        between.led_or_held(house),
    )
    shelf = documents.wire(house, *between.for_documents(whole))
    register = associations.wire(
        house,
        between.registrations(house, licences, whole),
        PapersOfAssociations(shelf.shelf),
        between.followers(whole),
    )
    practice = practitioners.wire(house)
    licensing = Licensing(
        holidays=house.holidays,
        licences=licences,
        documents=shelf,
        applications=applications.wire(
            house, between.for_applications(house, licences, shelf, register, practice, whole)
        ),
        fees=fees.wire(house, between.OnPaid(whole)),
        inspections=inspections.wire(house, between.for_inspections(house, licences, shelf, whole)),
        associations=register,
        practitioners=practice,
        elections=elections.wire(house),
        grants=grants.wire(house, *between.for_grants(house, register, shelf)),
        cameras=cameras.wire(house, *between.for_cameras(house, whole)),
    )
    return licensing


def prepare(database: Database[dict[str, Any]]) -> None:
    """What the database needs beside the indexes."""
    numbers.prepare(database)
    applications.prepare(database)


SERVICE = Service(
    name=NAME,
    kinds=(
        *applications.KINDS,
        *licensed.KINDS,
        *documents.KINDS,
        *fees.KINDS,
        *inspections.KINDS,
        *cameras.KINDS,
        *associations.KINDS,
        *practitioners.KINDS,
        *elections.KINDS,
        *grants.KINDS,
    ),
    build=build,
    entrypoints="services.licensing.entrypoints.service:LicensingService",
    work=lambda licensing: licensing.work,
    measures=applications.measures,
    prepare=prepare,
)
