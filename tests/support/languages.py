"""Ways through the running system in both languages, of which one is enough for every day."""

from __future__ import annotations

from typing import Any

import pytest


def english(*values: Any) -> Any:
    """The English case of a test by languages: `make faults` runs it too, `make test` the Arabic
    one alone. What texts there are in both, tests without servers see to."""
    return pytest.param(*values, marks=pytest.mark.long)
