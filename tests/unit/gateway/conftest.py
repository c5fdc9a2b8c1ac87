"""A gateway for each test."""

from __future__ import annotations

import pytest

from tests.support.gateway import Gateway, gateway


@pytest.fixture
def kanaf() -> Gateway:
    """A gateway with services that answer everything."""
    return gateway()
