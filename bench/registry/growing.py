"""Letting the registry grow by a file, while a counter goes on working."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import Any

import click

from bench import figures
from bench.processes import processor_seconds
from bench.registry import population
from bench.registry.counter import Counter
from bench.registry.visitor import Visitor
from bench.registry.watching import Watch
from bench.system import System

_NOTHING = 0.02
"""Of a processor: what idle processes use."""


@dataclass(frozen=True)
class Grown:
    """How many households there are now, and what was measured on the way."""

    households: int
    figures: dict[str, Any]


def grow(
    system: System,
    supervisor: Visitor,
    counter: Counter,
    watch: Watch,
    *,
    persons: int,
    households: int,
    seed: int,
    longest_lag: float,
) -> Grown:
    """Import about so many more persons beside these households."""
    file = system.home / "population.csv"
    more = population.write(file, persons, seed=seed, first_household=households)
    begun = supervisor.send(file)
    file.unlink()
    with watch.peaks() as peaks, counter.meanwhile(max(households, 1), watch) as meanwhile:
        checking, checked = supervisor.step(begun, "check", "checking")
        before = processor_seconds(system.ids)
        loading, loaded = supervisor.step(begun, "load", "loading")
        spent = figures.differences(processor_seconds(system.ids), before)
    if loaded["status"] != "loaded":
        raise click.ClickException(f"the import ended as {loaded['status']}: {checked}")
    lag = watch.until_delivered(longest_lag)
    rows, registered = loaded["loaded"]["rows"], loaded["loaded"]["persons"]
    return Grown(
        households + more,
        {
            "imported": loaded["loaded"],
            "check_rows_per_second": round(rows / checking),
            "load_persons_per_second": round(registered / loading),
            "load_cpu_us_a_person": {
                name: round(1e6 * seconds / registered)
                for name, seconds in spent.items()
                if seconds > _NOTHING * loading
            },
            "events_delivered_after_seconds": lag if lag is None else round(lag, 1),
            "counter_during_import_ms": meanwhile,
            "peak_mib_during_import": peaks(),
            "load_average": os.getloadavg()[0],
        },
    )
