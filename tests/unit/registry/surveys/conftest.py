"""An office that surveys households, in memory."""

from __future__ import annotations

import pytest

from services.registry.app.application import Registry
from tests.support.surveys import Office


@pytest.fixture
def office(registry: Registry) -> Office:
    return Office(registry)


@pytest.fixture
def field(office: Office) -> tuple[Office, str, str]:
    """An office, an open round, and a family of it that the researcher is to visit."""
    office.researcher()
    family = office.family()
    return office, office.open(family), family
