"""`kanaf match registry`: the whole registry looked through for duplicates, behind a bar."""

from __future__ import annotations

import time
from typing import Any

import click
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from operations import installation
from operations.failure import Failure
from operations.gateway_client import GatewayClient

_LOOK_SECONDS = 0.5


@click.command()
@click.option("--governorate", "governorates", multiple=True, help="Only in these; all by default.")
@click.option("--detach", is_flag=True, help="Start it, and do not wait for its end.")
def registry(governorates: tuple[str, ...], detach: bool) -> None:
    """Look the registry through; probable pairs come into the review queue.

    Broken off, the work goes on in the background, and the same command shows it again.
    """
    gateway = GatewayClient(installation.current(), "administrator")
    found = _running(gateway, governorates) or gateway.post(
        "/v1/matchings", {"governorates": list(governorates)}
    )
    if detach:
        click.echo(f"  {found['id']} is running")
        return
    found = _followed(gateway, found)
    if found["status"] == "cancelled":
        raise Failure("the matching was cancelled", "start it again")
    _tell(found["found"])


def _running(gateway: GatewayClient, governorates: tuple[str, ...]) -> dict[str, Any] | None:
    answer = gateway.get("/v1/matchings", status="running", limit="100")
    for each in [] if answer is None else answer.json()["items"]:
        if set(each["governorates"]) == set(governorates):
            running: dict[str, Any] = each
            return running
    return None


def _followed(gateway: GatewayClient, found: dict[str, Any]) -> dict[str, Any]:
    """The matching when it has ended."""
    columns = (TextColumn("  {task.description:9}"), BarColumn(), TextColumn("{task.completed:,}"))
    with Progress(*columns, TimeElapsedColumn()) as bars:
        bar: TaskID = bars.add_task("reading", total=None)
        while found["status"] == "running":
            _show(bars, bar, found["progress"])
            time.sleep(_LOOK_SECONDS)
            answer = gateway.get(f"/v1/matchings/{found['id']}")
            if answer is None:
                raise Failure("the matching is no longer there", "start it again")
            found = answer.json()
        _show(bars, bar, found["progress"])
    return found


def _show(bars: Progress, bar: TaskID, progress: dict[str, Any] | None) -> None:
    if progress is None:
        return
    if progress["state"] == "failed":
        raise Failure("the work was given up", "kanaf work list --state failed")
    description = "comparing" if progress["total"] else "reading"
    bars.update(bar, completed=progress["done"], total=progress["total"], description=description)


def _tell(found: dict[str, int]) -> None:
    click.echo(
        f"  {found['persons']:,} persons compared in {found['pairs']:,} pairs: "
        f"{found['probable']:,} probable, {found['suggested']:,} new in the review queue"
    )
    if found["large_blocks"]:
        click.echo(
            f"  {found['large_blocks']:,} blocks were too large to compare: "
            f"{found['unseen_pairs']:,} pairs met in them"
        )
