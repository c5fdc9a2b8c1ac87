"""A union, five orderly societies, and a national date."""

from __future__ import annotations

import pytest

from chassis.clock import FixedClock
from tests.support.calling import Caller
from tests.support.elections import Polls


@pytest.fixture
def polls(call: Caller, clock: FixedClock) -> Polls:
    return Polls.announced(call, clock)
