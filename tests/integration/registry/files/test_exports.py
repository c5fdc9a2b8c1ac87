"""Exports hold what their reader may see, and nobody who is protected; in memory and on MongoDB."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest

from chassis.audit import MemoryAudit
from chassis.clock import FixedClock, SystemClock
from chassis.context import Actor, Context, use
from chassis.documents.indexes import ensure_indexes
from chassis.documents.memory import MemoryDatabase
from services.registry.adapters.persons.store import PERSONS
from services.registry.app.files.commands import AskExport
from services.registry.bootstrap import SERVICE, wire
from services.registry.bootstrap.house import House, MemoryHouse, MongoHouse
from services.registry.domain.persons.person import Person
from services.registry.domain.privacy.protection import Protection
from services.registry.settings import RegistrySettings
from tests.support.importing import SUPERVISOR
from tests.support.registry import (
    AUDITOR,
    CLERK,
    CLERK_OF_IRBID,
    command_of,
    live,
    refused,
    register,
    settle,
)
from tests.support.work import FakeRun


def on_mongo(database: Any) -> House:
    ensure_indexes(database, SERVICE.kinds)
    SERVICE.prepare(database)
    return MongoHouse(database, SystemClock(), RegistrySettings())


@pytest.fixture(params=["memory", "mongo"])
def house(request: pytest.FixtureRequest) -> House:
    made: dict[str, Callable[[], House]] = {
        "memory": lambda: MemoryHouse(MemoryDatabase(), SystemClock(), RegistrySettings()),
        "mongo": lambda: on_mongo(request.getfixturevalue("database")),
    }
    return made[request.param]()


def exported(house: House, actor: Actor, **changes: Any) -> bytes:
    """The file that this actor gets."""
    asked: dict[str, Any] = {"of": "persons", "format": "csv", "language": "en"} | changes
    registry = wire(house)
    exports = registry.files.exports
    with command_of(actor):
        export_id = exports.ask(AskExport(purpose="service_planning", **asked), actor)["id"]
    with use(Context(Actor.system("registry.work"))):
        registry.work["export.write"](export_id, FakeRun())
    with use(Context(actor)):
        return b"".join(registry.files.store.read(exports.file(export_id, actor, 0).id))


def test_a_supervisor_gets_their_governorates_and_an_auditor_all(house: House) -> None:
    registry = wire(house)
    here = register(registry)["id"]
    address = {"governorate": "JO-IR", "district": None, "details": None}
    there = register(registry, CLERK_OF_IRBID, address=address)["id"]
    mine, all_of_them = exported(house, SUPERVISOR).decode(), exported(house, AUDITOR).decode()
    assert here in mine
    assert there not in mine
    assert here in all_of_them
    assert there in all_of_them
    with command_of(CLERK), refused("file_not_yours"):
        registry.files.exports.ask(AskExport("persons", "csv", "en", "statistics"), CLERK)


def test_who_is_protected_is_in_no_file(house: House) -> None:
    registry, store = wire(house), house.store(PERSONS)
    open_id, hidden_id = register(registry)["id"], register(registry)["id"]
    hidden: Person = store.load(hidden_id)
    hidden.protection = Protection("shelter", (SUPERVISOR.subject,), SUPERVISOR.centre)
    hidden.amend({"sex": "male"}, house.calendar.today())
    with command_of(CLERK):
        store.save(hidden)
    text = exported(house, SUPERVISOR).decode()
    assert open_id in text
    assert hidden_id not in text


def test_who_died_is_told_from_the_living_and_a_household_without_anybody_is_not_there(
    house: House,
) -> None:
    registry = wire(house)
    widow = register(registry)["id"]
    home = settle(registry, widow)["id"]
    assert home in exported(house, SUPERVISOR, of="households").decode()
    live(registry, "death", home, person_id=widow)
    assert home not in exported(house, SUPERVISOR, of="households").decode()
    lines = list(csv.reader(io.StringIO(exported(house, SUPERVISOR).decode("utf-8-sig"))))
    died = lines[0].index("died")
    assert {line[0]: line[died] for line in lines}[widow] == "2026-11-20"


def test_a_workbook_has_a_row_for_each_and_no_formula(house: House) -> None:
    address = {"governorate": "JO-AM", "district": None, "details": "=1+1"}
    register(wire(house), address=address)
    book = openpyxl.load_workbook(io.BytesIO(exported(house, SUPERVISOR, format="xlsx")))
    heading, row = book.worksheets[0].iter_rows(values_only=True)
    assert heading[0] == "id"
    assert "'=1+1" in row


def test_asking_and_fetching_are_in_the_audit_log() -> None:
    house = MemoryHouse(MemoryDatabase(), SystemClock(), RegistrySettings())
    exported(house, SUPERVISOR)
    assert isinstance(house.audit, MemoryAudit)
    actions = [each["action"] for each in house.audit.entries]
    assert actions[-2:] == ["export.asked.service_planning", "export.fetched.service_planning"]


def test_a_file_is_gone_when_its_time_is_over() -> None:
    clock = FixedClock(SystemClock().now())
    house = MemoryHouse(MemoryDatabase(), clock, RegistrySettings())
    exported(house, SUPERVISOR)
    registry = wire(house)
    with use(Context(SUPERVISOR)):
        (found,) = registry.files.exports.own(SUPERVISOR, None, 10)["items"]
    with command_of(Actor.system("registry.timers")):
        registry.files.exports.expire(found["id"])
    with use(Context(SUPERVISOR)), refused("export_not_ready"):
        registry.files.exports.file(found["id"], SUPERVISOR, 0)
