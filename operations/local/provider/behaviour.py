"""How the provider misbehaves when a test tells it to."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from typing import Any

SWITCHES = ("twice", "wrong_signature", "lose_answer", "delay_ms")


class Behaviour:
    """Of the next notices, so many are sent twice, signed wrongly, or never hear their answer.

    Before each `delay_ms` milliseconds pass.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._values = dict.fromkeys(SWITCHES, 0)

    def change(self, wanted: Mapping[str, Any]) -> None:
        """Set what is named, each a whole number from 0. Raises `ValueError` for anything else."""
        numbers = all(type(each) is int and each >= 0 for each in wanted.values())
        if not numbers or not set(wanted) <= set(SWITCHES):
            raise ValueError(f"give {', '.join(SWITCHES)} as whole numbers from 0")
        with self._lock:
            self._values.update(wanted)

    def as_dict(self) -> dict[str, int]:
        with self._lock:
            return dict(self._values)

    @property
    def delay_seconds(self) -> float:
        return self.as_dict()["delay_ms"] / 1000

    def next(self, switch: str) -> bool:
        """Whether the notice at hand shall misbehave in this way."""
        with self._lock:
            does = self._values[switch] > 0
            self._values[switch] -= does
        return does
