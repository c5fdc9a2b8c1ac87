"""How a sink misbehaves when a test tells it to."""

from __future__ import annotations

import threading
import time
from collections.abc import Mapping
from typing import Any


class Behaviour:
    """Fails the next `fail_next` deliveries and answers each after `delay_ms` milliseconds."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._fail_next = 0
        self._delay_ms = 0

    def change(self, wanted: Mapping[str, Any]) -> None:
        """Set what is named, each a whole number from 0. Raises `ValueError` for anything else."""
        unknown = set(wanted) - {"fail_next", "delay_ms"}
        numbers = all(type(each) is int and each >= 0 for each in wanted.values())
        if unknown or not numbers:
            raise ValueError("give fail_next and delay_ms as whole numbers from 0")
        with self._lock:
            self._fail_next = wanted.get("fail_next", self._fail_next)
            self._delay_ms = wanted.get("delay_ms", self._delay_ms)

    def as_dict(self) -> dict[str, int]:
        with self._lock:
            return {"fail_next": self._fail_next, "delay_ms": self._delay_ms}

    def next_fails(self) -> bool:
        """Wait as told; then whether this delivery shall fail."""
        time.sleep(self._delay_ms / 1000)
        with self._lock:
            fails = self._fail_next > 0
            self._fail_next -= fails
        return fails
