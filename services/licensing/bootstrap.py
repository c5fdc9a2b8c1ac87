"""How licensing is wired together, on MongoDB and in memory."""

from __future__ import annotations

from typing import Any

from pymongo.database import Database

from chassis.calendar import Calendar
from chassis.clock import Clock
from chassis.documents.commands import identity
from chassis.documents.kind import Store
from chassis.documents.listing import listing
from chassis.documents.memory import MemoryDatabase, MemoryStore
from chassis.documents.mongo import MongoStore
from chassis.documents.transaction import together
from chassis.process import Service
from chassis.settings import ProcessSettings
from services.licensing.adapters import applications, licences, rules
from services.licensing.adapters.numbers import MemoryLicenceNumbers, MongoLicenceNumbers
from services.licensing.app.applications import ApplicationDesk
from services.licensing.app.licences import LicenceDesk
from services.licensing.app.licensing import Licensing
from services.licensing.app.ports import LicenceNumbers, Together
from services.licensing.app.queries import Reading
from services.licensing.domain.application import NurseryApplication
from services.licensing.domain.licence import Licence
from services.licensing.settings import LicensingSettings


def build(
    database: Database[dict[str, Any]], clock: Clock, process: ProcessSettings | None = None
) -> Licensing:
    """The application on MongoDB. Talks to no server; reads the rules."""
    return wire(
        MongoStore(database, applications.APPLICATIONS, clock),
        MongoStore(database, licences.LICENCES, clock),
        MongoLicenceNumbers(database),
        together(database),
        clock,
    )


def build_in_memory(database: MemoryDatabase, clock: Clock) -> Licensing:
    """The same application in memory, for tests."""
    return wire(
        MemoryStore(database, applications.APPLICATIONS, clock),
        MemoryStore(database, licences.LICENCES, clock),
        MemoryLicenceNumbers(database),
        database.together,
        clock,
    )


def wire(
    kept_applications: Store[NurseryApplication],
    kept_licences: Store[Licence],
    numbers: LicenceNumbers,
    in_one: Together,
    clock: Clock,
) -> Licensing:
    """The application on these stores. Raises `SettingError` for rules that are wrong."""
    law, calendar = rules.load(LicensingSettings.read().rules), Calendar(clock)
    return Licensing(
        applications=ApplicationDesk(
            kept_applications, law.on, calendar, identity("licensing", "application")
        ),
        licences=LicenceDesk(
            kept_applications,
            kept_licences,
            numbers,
            in_one,
            law.on,
            calendar,
            identity("licensing", "licence"),
        ),
        reading=Reading(
            kept_applications,
            kept_licences,
            applications.show,
            licences.show,
            listing(kept_applications),
            listing(kept_licences),
        ),
    )


SERVICE = Service(
    name="licensing",
    kinds=(applications.APPLICATIONS, licences.LICENCES),
    build=build,
    entrypoints="services.licensing.entrypoints.service:LicensingService",
)
