"""`python -m bench`: Kanaf and the stock-nameko peer, measured in turns on the same servers."""

from __future__ import annotations

import functools
import json
import os
import platform
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from bench import measure, report
from bench.measure import Accounts, Plan
from bench.processes import PROJECT
from bench.sides import Side
from bench.sides.kanaf import Kanaf
from bench.sides.peer import Peer
from bench.system import System


def _say(text: str) -> None:
    click.echo(f"  {text}", err=True)


@click.command()
@click.option("--rounds", default=5, show_default=True, help="Rounds of each side.")
@click.option("--seconds", default=8.0, show_default=True, help="Length of a round of requests.")
@click.option("--warm-up", default=5.0, show_default=True, help="Seconds before the first round.")
@click.option("--burst", default=2000, show_default=True, help="Events of a round at full speed.")
@click.option("--paced", default=300, show_default=True, help="Events of a round at leisure.")
@click.option("--pace", default=50.0, show_default=True, help="Events per second then.")
@click.option("--keep", is_flag=True, help="Leave the bench's own system running.")
@click.option(
    "--json",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where the figures go; by default .local/bench-<time>.json.",
)
def main(
    rounds: int,
    seconds: float,
    warm_up: float,
    burst: int,
    paced: int,
    pace: float,
    keep: bool,
    file: Path | None,
) -> None:
    """Measure registrations and events on both sides; print a table and where the time goes."""
    plan = Plan(rounds, seconds, warm_up, burst, paced, pace)
    system = System(Path(os.environ.get("KANAF_HOME") or PROJECT / ".local" / "bench"))
    logs = system.home / "logs"
    sides: list[Side] = [Kanaf(system, logs), Peer(system, logs)]
    load_before = os.getloadavg()[0]
    try:
        system.start()
        result = _measure(system, sides, plan)
    finally:
        for side in sides:
            side.stop()
        if not keep:
            system.drop()
    result["machine"] = {
        "processors": os.cpu_count(),
        "kernel": platform.release(),
        "load_before": load_before,
    }
    target = file or PROJECT / ".local" / f"bench-{datetime.now(UTC):%Y%m%dT%H%M%SZ}.json"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(result, indent=1), "utf-8")
    click.echo(report.text(result))
    click.echo(f"\nAll rounds: {target}")


def _measure(system: System, sides: list[Side], plan: Plan) -> dict[str, Any]:
    for side in sides:
        _say(f"starting {side.name}")
        side.start()
    kanaf = sides[0]
    assert isinstance(kanaf, Kanaf)

    def accounts(side: Side) -> Accounts:
        """Of this side's processes and the servers; Kanaf's are the whole system's too."""
        of_system = system.ids
        if side is not kanaf:
            of_system = {name: of_system[name] for name in ("broker", "database")}
        operations = functools.partial(system.database_operations, f"{side.name}_")
        return Accounts({**of_system, **side.ids()}, operations)

    for side in sides:
        side.register(measure.CONNECTIONS, plan.warm_up)
        side.catch_up()
        side.registration_lags()
    before = kanaf.stages()
    registrations = measure.in_turns(measure.registrations, sides, plan, accounts, _say)
    stages = {name: value - before[name] for name, value in kanaf.stages().items()}
    return {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "plan": vars(plan),
        "registrations": registrations,
        "events": measure.in_turns(measure.burst, sides, plan, accounts, _say),
        "paced": measure.in_turns(measure.paced, sides, plan, accounts, _say),
        "stages": stages,
    }


if __name__ == "__main__":
    main()
