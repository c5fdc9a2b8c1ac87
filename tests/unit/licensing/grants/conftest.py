"""A ministry that gives grants, in memory."""

from __future__ import annotations

import pytest

from chassis.documents.memory import MemoryDatabase
from tests.support import grants
from tests.support.grants import Office


@pytest.fixture
def office(database: MemoryDatabase) -> Office:
    return grants.office(database)
