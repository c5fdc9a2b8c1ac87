"""Households under protection are paid, and found by nobody who need not know them."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.documents.indexes import ensure_indexes
from chassis.settings import ProcessSettings
from services.registry.app.application import Registry
from services.registry.bootstrap import SERVICE, build
from services.registry.domain.emergencies.emergency import Group
from tests.support import paying, relief


@pytest.fixture
def registry(database: Any, clock: FixedClock, settings: ProcessSettings) -> Registry:
    ensure_indexes(database, SERVICE.kinds)
    SERVICE.prepare(database)
    return build(database, clock, settings)


@pytest.mark.parametrize("group", [Group(), Group(expression="size >= 1")], ids=str)
def test_a_household_under_protection_is_paid_and_shown_to_few(
    registry: Registry, database: Any, group: Group
) -> None:
    hidden, seen = paying.family(registry), paying.family(registry)
    protection = {"reason": "shelter", "knowers": [], "centre": "amman-1"}
    database["households"].update_one({"_id": hidden}, {"$set": {"state.protection": protection}})
    emergency_id, list_id = relief.topped_up(registry, group=group)
    assert [e["household_id"] for e in relief.targets(registry, emergency_id)] == [seen]
    concerned = relief.shown(registry, emergency_id)["concerned"]
    assert (concerned["protected"], concerned["households"]) == (1, 2)
    assert concerned["governorates"]["JO-AM"]["count"] == 1
    of_supervisor = paying.payments_of(registry, list_id, relief.SUPERVISOR)
    assert [e["household_id"] for e in of_supervisor] == [seen]
    text = paying.file_of(registry, list_id).removeprefix("\ufeff")
    *rows, _total = csv.DictReader(io.StringIO(text))
    assert {each["household_id"] for each in rows} == {hidden, seen}
