"""What only a database can show of inspections: rivals at one moment, and what is read back."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.documents.indexes import ensure_indexes
from contracts.rpc.licensing import METHODS
from services.licensing.bootstrap import documents, inspections, licensed
from services.licensing.bootstrap.house import MongoHouse
from services.licensing.entrypoints.service import LicensingService
from services.licensing.settings import LicensingSettings
from tests.support.calling import Caller, somebody
from tests.support.inspections import (
    HOLDER,
    INSPECTOR,
    SUPERVISOR,
    World,
    brought,
    enlisted,
    measure,
    planned,
    upload,
)
from tests.support.racing import outcomes

AT_ONCE = 6


@dataclass
class Office:
    call: Caller
    world: World


@pytest.fixture
def office(database: Any) -> Office:
    ensure_indexes(database, (*documents.KINDS, *inspections.KINDS, *licensed.KINDS))
    clock = FixedClock(datetime(2026, 11, 22, 12, tzinfo=UTC))
    world = World()
    application = world.build(MongoHouse(database, clock, LicensingSettings.read()))
    return Office(Caller(LicensingService, application, METHODS), world)


def test_of_inspectors_who_take_the_same_inspection_one_gets_it(office: Office) -> None:
    call = office.call
    inspection = planned(call, office.world.register.license())
    rivals = [somebody(f"inspector-{each}", "inspector") for each in range(AT_ONCE)]
    enlisted(call, *rivals)
    request = {"inspection_id": inspection["id"]}
    ended = outcomes(lambda rival: call(rival, "take_inspection", request), rivals)
    assert ended == Counter(done=1, inspection_taken=AT_ONCE - 1)
    inspectors = call(SUPERVISOR, "find_inspectors", {})["items"]
    assert sorted(len(each["open"]) for each in inspectors) == [0] * (AT_ONCE - 1) + [1]


def test_inspections_that_are_planned_at_once_are_given_fairly(office: Office) -> None:
    call = office.call
    enlisted(call, *(somebody(f"inspector-{each}", "inspector") for each in range(3)))
    places = [office.world.register.license() for _ in range(AT_ONCE)]
    assert outcomes(lambda place: planned(call, place), places) == Counter(done=AT_ONCE)
    inspectors = call(SUPERVISOR, "find_inspectors", {})["items"]
    assert [len(each["open"]) for each in inspectors] == [2, 2, 2]


def test_a_report_that_is_brought_many_times_at_once_is_kept_once(office: Office) -> None:
    call = office.call
    enlisted(call, INSPECTOR)
    inspection = planned(call, office.world.register.license())
    report = brought(inspection["id"])
    became: Counter[str] = Counter()
    ended = outcomes(lambda _: became.update([upload(call, report)[0]["became"]]), range(AT_ONCE))
    assert ended == Counter(done=AT_ONCE)
    assert became == Counter(accepted=1, repeated=AT_ONCE - 1)
    request = {"inspection_id": inspection["id"]}
    (entry,) = call(SUPERVISOR, "get_inspection", request)["reports"]
    kept = call(SUPERVISOR, "get_inspection_report", {**request, "entry_id": entry["id"]})
    assert METHODS["get_inspection_report"].answer().load(kept) == kept
    assert kept["made_at"] == report["made_at"]


def test_of_suspensions_at_once_one_is_taken_and_the_licence_follows(office: Office) -> None:
    call = office.call
    office.world.register.strict = False
    place = office.world.register.license()
    people = [somebody(f"supervisor-{each}", "supervisor") for each in range(AT_ONCE)]

    def suspend(person: Any) -> None:
        measure(call, place, "immediate_suspension", "danger_to_children", person)

    assert outcomes(suspend, people) == Counter(done=1, measure_state_forbids=AT_ONCE - 1)
    oversight = call(HOLDER, "get_oversight", {"licence_id": place})
    assert METHODS["get_oversight"].answer().load(oversight) == oversight
    assert [each["state"] for each in oversight["measures"]] == ["provisional"]


def test_a_plan_that_is_approved_many_times_at_once_plans_once(office: Office) -> None:
    call = office.call
    enlisted(call, INSPECTOR)
    places = [office.world.register.license() for _ in range(5)]
    asked = {"governorate": "JO-AM", "starts_on": "2026-11-23", "ends_on": "2026-12-10"}
    plan = call(SUPERVISOR, "preview_inspection_plan", {**asked, "inspections": 5})
    request = {"plan_id": plan["id"]}
    ended = outcomes(lambda _: call(SUPERVISOR, "approve_inspection_plan", request), range(4))
    assert ended == Counter(done=1, inspection_plan_decided=3)
    made = call(SUPERVISOR, "find_inspections", {"limit": 100})["items"]
    assert sorted(each["about"]["id"] for each in made) == sorted(places)
    mine = call(INSPECTOR, "get_my_inspections", {})
    assert len(mine["inspections"]) == 5
