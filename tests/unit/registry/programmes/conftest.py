"""An office on stores in memory, on the morning of 22 November 2026, a Sunday."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pytest

from chassis.clock import FixedClock
from services.registry.bootstrap import wire
from tests.support import programmes
from tests.support.programmes import Office


@dataclass
class Days:
    """Lets days pass: the clock moves, and what falls due is done."""

    office: Office
    clock: FixedClock

    def pass_by(self, days: int = 0) -> None:
        for _ in range(days):
            self.clock.advance(timedelta(days=1))
            self.office.later(self.clock)
        self.office.later(self.clock)


@pytest.fixture
def days() -> Days:
    return Days(*programmes.in_memory())


@pytest.fixture
def office(days: Days) -> Office:
    return days.office


@pytest.fixture
def by_the_law(office: Office) -> Office:
    """The same office by the rules that come with the service."""
    office.registry = office.service.application = wire(office.house)
    return office
