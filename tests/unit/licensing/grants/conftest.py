"""A ministry that gives grants, in memory."""

from __future__ import annotations

import pytest

from tests.support import grants
from tests.support.grants import Office


@pytest.fixture
def office() -> Office:
    return grants.office()
