"""`kanaf work`: what is done in the background, how far it is, and what was given up."""

from __future__ import annotations

import json
from typing import Any

import click

from chassis.work.records import COLLECTION
from chassis.work.records import retry as tried_again
from operations import installation
from operations.failure import Failure
from operations.servers.accounts import WITH_WORK

_STATES = ("waiting", "running", "failed", "done")
_SHOWN = ("state", "done", "total", "attempts", "error", "started_at", "updated_at")


@click.group()
def work() -> None:
    """Work in the background: imports, lists, recomputations."""


@work.command("list")
@click.argument("service", type=click.Choice(WITH_WORK), default=WITH_WORK[0])
@click.option("--state", type=click.Choice(_STATES), help="Only what is in this state.")
@click.option("-n", "--limit", default=50, show_default=True, help="At most.")
@click.option("--json", "as_json", is_flag=True, help="For programs: a JSON list.")
def list_work(service: str, state: str | None, limit: int, as_json: bool) -> None:
    """What SERVICE does in the background, last moved first."""
    with installation.database(service) as database:
        wanted = {} if state is None else {"state": state}
        found = list(
            database[COLLECTION]
            .find(wanted, dict.fromkeys(_SHOWN, 1))
            .sort("updated_at", -1)
            .limit(limit)
        )
    if as_json:
        click.echo(json.dumps(found, default=str, indent=1))
        return
    for each in found:
        click.echo(f"{each['_id']:70} {each['state']:8} {_reached(each)}")
    if not found:
        click.echo("  nothing")


@work.command()
@click.argument("service", type=click.Choice(WITH_WORK))
@click.argument("key")
def retry(service: str, key: str) -> None:
    """Let work that was given up be tried again, from where it was."""
    with installation.database(service) as database:
        if not tried_again(database, key):
            raise Failure(f"no work {key} was given up", f"kanaf work list {service}")
    click.echo(f"  {key} is tried again")


def _reached(entry: dict[str, Any]) -> str:
    total = "" if entry["total"] is None else f" of {entry['total']}"
    error = entry["error"]
    why = "" if error is None else f"  {error}, {entry['attempts']} tries"
    return f"{entry['done']}{total}{why}"
