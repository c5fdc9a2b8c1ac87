"""What operators see is measured again and again, whatever one turn came to."""

from __future__ import annotations

import threading
from typing import Any

from chassis.process import Service
from chassis.work.process import _Process

OFFICE = Service("office", kinds=(), build=lambda *_: None, entrypoints="")


def watched(measure: Any, stop: threading.Event) -> None:
    database: Any = None
    _Process(OFFICE, database, {}, measure)._watch(stop)


def test_a_service_measures_at_once_and_until_it_is_stopped() -> None:
    stop, turns = threading.Event(), []

    def measure() -> None:
        turns.append("measured")
        stop.set()

    watched(measure, stop)
    assert turns == ["measured"]


def test_a_measure_that_fails_does_not_end_the_others() -> None:
    stop = threading.Event()

    def measure() -> None:
        stop.set()
        raise ValueError("a key of an older release")

    watched(measure, stop)
