"""`kanaf status`: what runs, since when, and whether it is well."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass

import click
from rich.console import Console
from rich.table import Table

from operations.failure import Failure
from operations.local import readiness, system
from operations.local.home import Home
from operations.local.supervisor import History, Supervisor

_STATES = {
    "RUNNING": "running",
    "STARTING": "starting",
    "BACKOFF": "restarting",
    "STOPPING": "stopping",
    "STOPPED": "stopped",
    "EXITED": "ended",
    "FATAL": "given up",
    "UNKNOWN": "unknown",
}
_EXIT_NOT_RUNNING = 3


@dataclass(frozen=True)
class Row:
    """One program as an operator sees it. `health` is `None` when it does not tell."""

    program: str
    state: str
    pid: int | None
    uptime_seconds: int | None
    restarts: int
    health: str | None


@click.command()
@click.option("--json", "as_json", is_flag=True, help="For programs: a JSON list.")
def status(as_json: bool) -> None:
    """What runs, since when, and whether it is well.

    For each program its state, process, uptime, restarts since `up`, and health. Exit status 0
    when all run and are well, 3 otherwise.
    """
    rows = observe(Home.find())
    if as_json:
        click.echo(json.dumps([asdict(row) for row in rows], indent=1))
    elif rows:
        _show(rows)
    else:
        click.echo("  Kanaf is not running   (make up)")
    if not rows or any(row.state != "running" or row.health == "not ready" for row in rows):
        sys.exit(_EXIT_NOT_RUNNING)


def observe(home: Home) -> list[Row]:
    """The programs of a copy as they are now; empty when it is not running."""
    supervisor = Supervisor(home)
    if not supervisor.is_running():
        return []
    try:
        healths = readiness.health(system.current(home))
    except Failure:
        healths = {}
    histories = supervisor.histories()
    rows = []
    for each in supervisor.processes():
        name, alive = each["name"], bool(each["pid"])
        history, well = histories.get(name, History(restarts=0)), healths.get(name)
        wrong = history.wrong_settings and not alive
        rows.append(
            Row(
                program=name,
                state="wrong settings" if wrong else _STATES[each["statename"]],
                pid=each["pid"] or None,
                uptime_seconds=each["now"] - each["start"] if alive else None,
                restarts=history.restarts,
                health=None if well is None else "ready" if well else "not ready",
            )
        )
    return rows


def _show(rows: list[Row]) -> None:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    for title in ("program", "state", "pid", "uptime", "restarts", "health"):
        table.add_column(title, justify="right" if title in ("pid", "restarts") else "left")
    for row in rows:
        colour = "green" if row.state == "running" and row.health != "not ready" else "red"
        table.add_row(
            row.program,
            f"[{colour}]{row.state}[/{colour}]",
            str(row.pid or "–"),
            _duration(row.uptime_seconds),
            str(row.restarts),
            row.health or "–",
        )
    Console(highlight=False).print(table)


def _duration(seconds: int | None) -> str:
    if seconds is None:
        return "–"
    hours, rest = divmod(seconds, 3600)
    return f"{hours}:{rest // 60:02}:{rest % 60:02}"
