"""Two imports of one file at the same moment: the unique key decides which of them goes on."""

from __future__ import annotations

from typing import Any

from chassis.clock import SystemClock
from chassis.documents.indexes import ensure_indexes
from services.registry.app.application import Registry
from services.registry.bootstrap import SERVICE, wire
from services.registry.bootstrap.house import MongoHouse
from services.registry.domain.files.refusals import SentBefore
from services.registry.settings import RegistrySettings
from tests.support.importing import SUPERVISOR, as_csv, begin, row, work
from tests.support.racing import each_at_once
from tests.support.registry import command_of

RIVALS = 6


def on_mongo(database: Any) -> Registry:
    ensure_indexes(database, SERVICE.kinds)
    SERVICE.prepare(database)
    return wire(MongoHouse(database, SystemClock(), RegistrySettings()))


def test_one_of_many_that_are_checked_at_once_goes_on_and_the_others_are_told_which(
    database: Any,
) -> None:
    registry = on_mongo(database)
    imports = registry.files.imports
    data = as_csv([row(number="")])
    announced = [begin(registry, data) for _ in range(RIVALS)]

    def check(import_id: str) -> str | None:
        try:
            with command_of(SUPERVISOR):
                imports.check(import_id, SUPERVISOR)
        except SentBefore as refusal:
            return str(refusal.params["import_id"])
        return None

    told = each_at_once(check, announced)
    (first,) = (each for each, other in zip(announced, told, strict=True) if other is None)
    assert set(told) == {None, first}
    assert work(registry, "check", first)["checked"]["persons"] == 1
