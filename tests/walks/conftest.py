from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.faults.system import System
from tests.walks.walk import Walk


@pytest.fixture(scope="session")
def walk() -> Iterator[Walk]:
    """Every case, led to its end on the one clock of the running system."""
    system = System()
    system.ready()
    yield Walk.taken(system)
    system.close()
