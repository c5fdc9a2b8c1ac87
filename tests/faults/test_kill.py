"""P1, P2: what was answered survives `kill -9` of anything, and happens exactly once."""

from __future__ import annotations

import pytest

from tests.faults.load import Load
from tests.faults.reckoning import reckon
from tests.faults.system import System

pytestmark = pytest.mark.timeout(400)


@pytest.mark.parametrize(
    "program",
    [
        "registry",
        "relay-registry",
        "notifications",
        "relay-notifications",
        "gateway",
        "broker",
        "database",
    ],
)
@pytest.mark.long
def test_killed_under_load_nothing_is_lost_and_nothing_happens_twice(
    system: System, load: Load, program: str
) -> None:
    with load:
        load.runs(60)
        for _ in range(2):
            system.kill(program)
            system.ready()
            load.runs(40)
    reckon(system, load)


@pytest.mark.long
def test_everything_killed_at_once_comes_back_by_itself(system: System, load: Load) -> None:
    with load:
        load.runs(60)
        for program in ("broker", "database", "registry", "relay-registry", "notifications"):
            system.kill(program)
        system.ready(within=120)
        load.runs(40)
    reckon(system, load)
