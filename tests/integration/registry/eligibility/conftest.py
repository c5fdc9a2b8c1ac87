"""The programme whose benefits are computed anew."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.programmes import (
    Office,
)


@pytest.fixture
def aid(office: Office) -> dict[str, Any]:
    return office.programme(rules="cash_support")
