"""A target list is approved while it says who lives there: not months after it was written."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from chassis.clock import FixedClock
from chassis.documents.memory import MemoryDatabase
from services.registry.adapters.emergencies.store import EMERGENCIES
from services.registry.app.application import Registry
from services.registry.bootstrap import in_memory
from services.registry.domain.emergencies.emergency import Concerned, Emergency
from services.registry.domain.emergencies.refusals import EmergencyOutdated
from services.registry.domain.payments.payment_list import Step
from tests.support import paying, relief

LONGEST = timedelta(days=7)


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 11, 22, 7, 0, tzinfo=UTC))


@pytest.fixture
def registry(clock: FixedClock) -> Registry:
    return in_memory(MemoryDatabase(), clock)


def test_it_can_be_approved_for_some_days_and_says_until_when(
    registry: Registry, clock: FixedClock
) -> None:
    paying.family(registry)
    emergency_id = relief.targeted(registry)
    assert relief.shown(registry, emergency_id)["approvable_until"] == "2026-11-29"
    clock.advance(LONGEST)
    assert relief.approve(registry, emergency_id)


def test_later_it_is_declared_anew(registry: Registry, clock: FixedClock) -> None:
    paying.family(registry)
    outdated = relief.targeted(registry)
    clock.advance(LONGEST + timedelta(days=1))
    with pytest.raises(EmergencyOutdated) as refused:
        relief.approve(registry, outdated)
    assert refused.value.params == {"until": "2026-11-29"}
    relief.cancel(registry, outdated)
    assert relief.approve(registry, relief.targeted(registry))


def test_it_is_as_old_as_its_list_and_not_as_its_declaration(
    registry: Registry, clock: FixedClock
) -> None:
    paying.family(registry)
    emergency_id = relief.declared(registry)
    assert relief.shown(registry, emergency_id)["approvable_until"] is None
    clock.advance(timedelta(days=3))
    paying.work(registry, "emergency.target", emergency_id)
    assert relief.shown(registry, emergency_id)["approvable_until"] == "2026-12-02"


def test_what_was_targeted_before_there_was_a_longest_age_is_of_its_day(
    registry: Registry,
) -> None:
    paying.family(registry)
    emergency = registry.emergencies.queries._emergencies.load(relief.targeted(registry))
    state = EMERGENCIES.to_state(emergency)
    del state["approvable_until"]
    before = EMERGENCIES.from_state(emergency.id, 2, state)
    assert isinstance(before.concerned, Concerned)
    same_day, later = (Step("supervisor-2", date(2026, 11, day)) for day in (22, 23))
    with pytest.raises(EmergencyOutdated):
        replace(before).approve(later, "list-1")
    approved: Emergency = replace(before)
    approved.approve(same_day, "list-1")
    assert approved.status == "approved"
