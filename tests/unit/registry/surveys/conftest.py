"""An office that surveys households, in memory."""

from __future__ import annotations

import pytest

from services.registry.app.application import Registry
from tests.support.surveys import Office


@pytest.fixture
def office(registry: Registry) -> Office:
    return Office(registry)
