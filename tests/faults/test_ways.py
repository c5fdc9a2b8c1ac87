"""P1, P2, P8 on the other ways through the system: licences, placements and ministries' feeds."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from typing import Any

import pytest

from tests.faults import feeds, homes, nurseries
from tests.faults.system import System

pytestmark = pytest.mark.timeout(400)


@pytest.mark.parametrize(
    "programs",
    [("licensing",), ("relay-licensing", "database"), ("notifications", "broker"), ("gateway",)],
    ids=" and ".join,
)
@pytest.mark.long
def test_each_approval_has_one_licence_and_numbers_have_no_gap(
    system: System, programs: tuple[str, ...]
) -> None:
    offices = nurseries.Offices(system)
    with offices.crew() as crew:
        crew.does(10)
        _kill(system, programs, crew.does)
    nurseries.reckon(offices)


@pytest.mark.parametrize(
    "programs",
    [("alternative_care",), ("relay-alternative_care", "database"), ("broker", "gateway")],
    ids=" and ".join,
)
@pytest.mark.long
def test_no_family_has_more_children_than_places(system: System, programs: tuple[str, ...]) -> None:
    families = homes.Homes(system)
    families.open()
    with families.crew() as crew:
        crew.does(15)
        _kill(system, programs, crew.does)
    homes.reckon(families)


@pytest.mark.long
def test_a_ministry_reads_every_event_it_may_see(system: System) -> None:
    ministry, offices = feeds.Ministry.agree(system), nurseries.Offices(system)
    with offices.crew() as crew:
        crew.does(5)
        _kill(system, ("notifications", "broker", "relay-licensing"), crew.does)
    feeds.reckon(ministry)


def _kill(system: System, programs: tuple[str, ...], does: Callable[[int], Any]) -> None:
    for _ in range(3):
        for program in programs:
            system.kill(program)
            does(10)


def test_what_a_dead_process_left_locked_is_free_within_seconds(system: System) -> None:
    offices = nurseries.Offices(system)
    with offices.crew() as crew:
        crew.does(1)
    licensing = system.mongo["kanaf_licensing"]
    abandoned = system.mongo.start_session()
    abandoned.start_transaction()
    # As a process of licensing that took a number and was killed before it issued the licence.
    for series in licensing["licence_numbers"].distinct("_id"):
        licensing["licence_numbers"].update_one(
            {"_id": series}, {"$set": {"mark": uuid.uuid4().hex}}, session=abandoned
        )
    began = time.monotonic()
    with offices.crew() as crew:
        crew.does(5, within=30)
    assert time.monotonic() - began < 20
