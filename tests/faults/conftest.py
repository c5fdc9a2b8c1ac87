from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.faults.load import Load
from tests.faults.system import System

COUNTERS = 6


@pytest.fixture(scope="session")
def system() -> Iterator[System]:
    """The copy under test, which `make test` and `make faults` start for themselves."""
    system = System()
    system.ready()
    yield system
    system.close()


@pytest.fixture(scope="session")
def tokens(system: System) -> list[str]:
    return [system.token("clerk", f"counter-{number}") for number in range(COUNTERS)]


@pytest.fixture
def load(system: System, tokens: list[str]) -> Iterator[Load]:
    """A load that is ready to be run; every test leaves the system ready for the next."""
    yield Load(system.gateway, tokens)
    system.ready()
