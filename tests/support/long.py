"""What of a test is long: `make faults` runs it, `make test` does not."""

from __future__ import annotations

from typing import Any

import pytest


def english(*values: Any) -> Any:
    """The English case of a way through the running system: every day the Arabic one is enough.

    What texts there are in both languages, tests without servers see to.
    """
    return pytest.param(*values, marks=pytest.mark.long)


def often(times: int) -> list[Any]:
    """A race is run so often, twice of them every day."""
    return [
        turn if turn < 2 else pytest.param(turn, marks=pytest.mark.long) for turn in range(times)
    ]
