"""`python -m bench.registry`: how the registry grows from 10,000 to 1,000,000 persons."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from bench.processes import PROJECT
from bench.registry.counter import Counter
from bench.registry.entitlement import recomputed
from bench.registry.growing import grow
from bench.registry.table import table
from bench.registry.turns import Measures, in_turns
from bench.registry.visitor import Visitor
from bench.registry.watching import Watch
from bench.system import System


@click.command()
@click.option("--sizes", default="10000,100000,1000000", show_default=True, help="Persons.")
@click.option("--seed", default=7, show_default=True, help="Of the population.")
@click.option("--asked", default=300, show_default=True, help="Requests of each kind.")
@click.option(
    "--turns", default=4, show_default=True, help="At the first size and the last; 0 for none."
)
@click.option("--longest-lag", default=7200.0, show_default=True, help="Seconds for the events.")
@click.option(
    "--keep", is_flag=True, help="Leave the system, with its data: the next run goes on from there."
)
@click.option("--json", "file", type=click.Path(dir_okay=False, path_type=Path))
def main(
    sizes: str, seed: int, asked: int, turns: int, longest_lag: float, keep: bool, file: Path | None
) -> None:
    """Import persons up to each size, and measure at each what people and operators would.

    Then a second system is brought to the first size, and both are asked in turns.
    """
    home = Path(os.environ.get("KANAF_HOME") or PROJECT / ".local" / "bench-registry")
    growing, beside = System(home), System(home.with_name(f"{home.name}-beside"))
    os.environ.setdefault("KANAF_RATE_LIMIT", "100000/10")
    wanted = [int(size) for size in sizes.split(",")]
    compared: list[dict[str, Any]] = []
    try:
        bench = _brought(growing, seed, wanted, asked, longest_lag)
        if turns and bench.persons > wanted[0]:
            first = _brought(beside, seed, wanted[:1], asked, longest_lag)
            both = (first, bench)
            better = in_turns([each.measures(asked) for each in both], turns)
            compared = [
                {"persons": each.persons, "ms": ms} for each, ms in zip(both, better, strict=True)
            ]
    finally:
        if not keep:
            growing.drop()
            beside.drop()
    target = file or PROJECT / ".local" / f"bench-registry-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    figures = {"sizes": bench.found, "in_turns": compared}
    target.write_text(json.dumps(figures, indent=1, ensure_ascii=False), "utf-8")
    click.echo(table(bench.found))
    if compared:
        click.echo(f"\nBeside each other, the better of {turns} turns\n{table(compared)}")
    click.echo(f"\nAll figures: {target}")


def _brought(
    system: System, seed: int, sizes: Sequence[int], asked: int, longest_lag: float
) -> Bench:
    """The system, started and grown to each size that it has not reached yet."""
    system.start()
    bench = Bench(system, seed)
    for size in sizes:
        if size > bench.persons:
            click.echo(json.dumps(bench.at(size, asked, longest_lag), ensure_ascii=False))
    return bench


class Bench:
    """A running system with what was measured in it so far, also by a run before."""

    def __init__(self, system: System, seed: int) -> None:
        self._system = system
        self._seed = seed
        self._file = system.home / "bench-registry.json"
        self.found: list[dict[str, Any]] = (
            json.loads(self._file.read_text("utf-8")) if self._file.exists() else []
        )
        self._supervisor = self._visitor("supervisor")
        self._administrators = (
            self._visitor("administrator", "administrator-1"),
            self._visitor("administrator", "administrator-2"),
        )
        self._watch = Watch(system)
        self._counter = Counter(system, self._visitor("clerk"), self._visitor("auditor"), seed)

    @property
    def persons(self) -> int:
        """How many were imported so far."""
        return int(self.found[-1]["persons"]) if self.found else 0

    def measures(self, asked: int) -> Measures:
        """What finds how long the counter waits now, for each kind of request."""
        return self._counter.measures(self.found[-1]["households"], asked)

    def at(self, size: int, asked: int, longest_lag: float) -> dict[str, Any]:
        """Grow to this size and measure there."""
        grown = grow(
            self._system,
            self._supervisor,
            self._counter,
            self._watch,
            persons=size - self.persons,
            households=self.found[-1]["households"] if self.found else 0,
            seed=self._seed,
            longest_lag=longest_lag,
        )
        click.echo(json.dumps(grown.figures), err=True)
        with self._watch.peaks() as peaks:
            counted = self._counter.measured(grown.households, asked)
            peaks_at_counter = peaks()
        figures = {
            "persons": size,
            "households": grown.households,
            **grown.figures,
            "ms": counted,
            "peak_mib_at_counter": peaks_at_counter,
            "recomputation": recomputed(*self._administrators, self._watch, self._seed),
        }
        self.found.append(figures)
        self._file.write_text(json.dumps(self.found), "utf-8")
        return figures

    def _visitor(self, role: str, subject: str | None = None) -> Visitor:
        return Visitor(self._system.variables["KANAF_GATEWAY_URL"], self._token(role, subject))

    def _token(self, role: str, subject: str | None) -> Callable[[], str]:
        named = [] if subject is None else ["--subject", subject]
        return lambda: self._system.kanaf("token", "--role", role, "--hours", "24", *named).strip()


if __name__ == "__main__":
    main()
