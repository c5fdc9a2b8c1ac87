"""The three measurements, each taken in turns so that both sides meet the same weather."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from bench import figures
from bench.processes import processor_seconds, wait_until
from bench.sides import Side

CONNECTIONS = 16
WRITERS = 10
"""How many commit at a time: nameko's default number of workers."""

_FAR_APART = 1_000_000
_batches = itertools.count()

Figures = dict[str, float]
Say = Callable[[str], None]


@dataclass(frozen=True)
class Plan:
    """How long each measurement takes: rounds per side, seconds and numbers of events."""

    rounds: int
    seconds: float
    warm_up: float
    burst: int
    paced: int
    pace: float


class Accounts:
    """What processes and database did from now on, shared out over what they did it for."""

    def __init__(self, ids: Mapping[str, int], operations: Callable[[], Figures]) -> None:
        self._ids, self._operations = ids, operations
        self._processors = processor_seconds(ids)
        self._database = operations()

    def each(self, count: int) -> Figures:
        """Processor seconds (`cpu.<process>`) and operations (`database.<name>`) per piece."""
        processors = figures.differences(processor_seconds(self._ids), self._processors)
        database = figures.differences(self._operations(), self._database)
        return {
            **{f"cpu.{name}": used / max(count, 1) for name, used in processors.items()},
            **{f"database.{name}": done / max(count, 1) for name, done in database.items()},
        }


def registrations(side: Side, plan: Plan, accounts: Accounts, say: Say) -> Figures:
    """One round of registrations over HTTP, and the events they cause.

    Rates per second, times in seconds; the accounts run from the first request until the last
    event was handled.
    """
    result = side.register(CONNECTIONS, plan.seconds)
    caught_up = side.catch_up()
    done = len(result.latencies)
    failed = sum(result.statuses.values()) - done
    say(f"{side.name}: {result.rate:.0f} registrations/s, {failed} failed")
    return {
        "rate": result.rate,
        "failed": float(failed),
        **{
            f"latency.{name}": value
            for name, value in figures.percentiles(result.latencies).items()
        },
        "latency.mean": sum(result.latencies) / max(done, 1),
        **{f"lag.{name}": value for name, value in side.registration_lags().items()},
        "caught_up_after": caught_up,
        "rate_with_events": done / (result.seconds + caught_up),
        "cpu.generator": result.generator_cpu / max(done, 1),
        **accounts.each(done),
    }


def burst(side: Side, plan: Plan, accounts: Accounts, say: Say) -> Figures:
    """Commit as fast as `WRITERS` can; the rate at which events come out handled."""
    started, before = time.time(), side.handled().count
    _commit(side, plan.burst, pause=0.0)
    committed = time.time() - started
    wait_until(f"{plan.burst} events handled", lambda: side.handled().count - before >= plan.burst)
    rate = plan.burst / (side.handled().last - started)
    say(f"{side.name}: {rate:.0f} events/s from commit to consumer")
    lags = figures.percentiles(side.take_lags())
    return {
        "rate": rate,
        "commit_rate": plan.burst / committed,
        **{f"lag.{name}": value for name, value in lags.items()},
        **accounts.each(plan.burst),
    }


def paced(side: Side, plan: Plan, accounts: Accounts, say: Say) -> Figures:
    """Commit `pace` events per second, far from any limit; how long each took to be handled."""
    before = side.handled().count
    _commit(side, plan.paced, pause=WRITERS / plan.pace)
    wait_until(f"{plan.paced} events handled", lambda: side.handled().count - before >= plan.paced)
    lags = figures.percentiles(side.take_lags())
    say(f"{side.name}: {lags['p50'] * 1000:.1f} ms from commit to handled at {plan.pace:.0f}/s")
    return {f"lag.{name}": value for name, value in lags.items()}


def _commit(side: Side, count: int, pause: float) -> None:
    share = count // WRITERS
    with ThreadPoolExecutor(WRITERS) as writers:
        for commit in [
            writers.submit(side.commit, next(_batches) * _FAR_APART, share, pause)
            for _ in range(WRITERS)
        ]:
            commit.result()


Measurement = Callable[[Side, Plan, Accounts, Say], Figures]


def in_turns(
    measurement: Measurement,
    sides: Sequence[Side],
    plan: Plan,
    accounts: Callable[[Side], Accounts],
    say: Say,
) -> dict[str, list[Figures]]:
    """Each side's rounds, taken in turns: one, the other, one, the other."""
    rounds: dict[str, list[Figures]] = {side.name: [] for side in sides}
    for _ in range(plan.rounds):
        for side in sides:
            rounds[side.name].append(measurement(side, plan, accounts(side), say))
    return rounds
