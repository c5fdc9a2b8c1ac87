"""How alternative care is wired together, on MongoDB and in memory."""

from __future__ import annotations

from typing import Any

from pymongo.database import Database

from chassis.audit import Audit, MemoryAudit, MongoAudit, OncePerRequest, ensure_indexes
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
from services.alternative_care.adapters import cases, families, rules
from services.alternative_care.app.alternative_care import AlternativeCare
from services.alternative_care.app.cases import CaseDesk
from services.alternative_care.app.families import FamilyDesk
from services.alternative_care.app.placements import PlacementDesk
from services.alternative_care.app.ports import Together
from services.alternative_care.app.queries import Reading
from services.alternative_care.domain.case import Case
from services.alternative_care.domain.family import CarerFamily
from services.alternative_care.settings import AlternativeCareSettings

NAME = "alternative_care"


def build(
    database: Database[dict[str, Any]], clock: Clock, process: ProcessSettings | None = None
) -> AlternativeCare:
    """The application on MongoDB. Talks to no server; reads the rules."""
    return wire(
        MongoStore(database, cases.CASES, clock),
        MongoStore(database, families.FAMILIES, clock),
        OncePerRequest(MongoAudit(database, clock)),
        together(database),
        clock,
    )


def build_in_memory(database: MemoryDatabase, clock: Clock) -> AlternativeCare:
    """The same application in memory, for tests."""
    return wire(
        MemoryStore(database, cases.CASES, clock),
        MemoryStore(database, families.FAMILIES, clock),
        MemoryAudit(clock),
        database.together,
        clock,
    )


def wire(
    kept_cases: Store[Case],
    kept_families: Store[CarerFamily],
    audit: Audit,
    in_one: Together,
    clock: Clock,
) -> AlternativeCare:
    """The application on these stores. Raises `SettingError` for rules that are wrong."""
    law, calendar = rules.load(AlternativeCareSettings.read().rules), Calendar(clock)
    return AlternativeCare(
        families=FamilyDesk(kept_families, law.on, calendar, identity(NAME, "family")),
        cases=CaseDesk(kept_cases, audit, law.on, calendar, identity(NAME, "case")),
        placements=PlacementDesk(
            kept_cases,
            kept_families,
            audit,
            in_one,
            law.on,
            calendar,
            identity(NAME, "placement"),
        ),
        reading=Reading(
            kept_cases,
            kept_families,
            cases.show,
            families.show,
            listing(kept_cases),
            listing(kept_families),
            audit,
        ),
    )


SERVICE = Service(
    name=NAME,
    kinds=(cases.CASES, families.FAMILIES),
    build=build,
    entrypoints="services.alternative_care.entrypoints.service:AlternativeCareService",
    prepare=ensure_indexes,
)
