"""`kanaf import`: a file of persons and households into the registry."""

from __future__ import annotations

import base64
import hashlib
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from contracts.rpc.files import PART_SIZE
from operations import installation
from operations.failure import Failure
from operations.gateway_client import GatewayClient

_OPEN = ("receiving", "checking", "checked", "loading")
_LOOK_SECONDS = 0.5
_SHOWN = 10


@click.command(name="import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--encoding", type=click.Choice(["utf-8", "windows-1256"]), help="Of a CSV.")
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), help="Errors go here.")
@click.option("--yes", is_flag=True, help="Load what is in order without asking.")
@click.option("--again", is_flag=True, help="Load it although the same file was loaded before.")
@click.option("--check-only", is_flag=True, help="Only look; register nothing.")
def import_(
    file: Path,
    encoding: str | None,
    report: Path | None,
    yes: bool,
    again: bool,
    check_only: bool,
) -> None:
    """Bring persons and households of FILE (CSV or XLSX) into the registry.

    The file is sent, checked row by row, and loaded when you agree. Broken off at any moment, the
    same command goes on where it was. A file that was loaded before is refused, lest everybody
    without a national number be registered twice.
    """
    format_ = file.suffix.lower().lstrip(".")
    if format_ not in ("csv", "xlsx"):
        raise Failure(f"{file.name} is neither .csv nor .xlsx", "save it as one of these")
    gateway = GatewayClient(installation.current(), "supervisor")
    with Progress(
        TextColumn("  {task.description:10}"),
        BarColumn(),
        TextColumn("{task.completed:,.0f} of {task.total:,.0f}"),
        TimeRemainingColumn(),
    ) as bars:
        found = _sent(gateway, file, format_, encoding, again, bars)
        if found["status"] == "receiving":
            found = _step(gateway, found, "check")
        found = _followed(gateway, found, "checking", bars)
    _tell(gateway, found, report)
    if found["status"] == "checked" and found["checked"]["persons"] and not check_only:
        if not yes:
            click.confirm("  load what is in order?", abort=True)
        found = _step(gateway, found, "load")
    if found["status"] == "loading":
        with Progress() as bars:
            found = _followed(gateway, found, "loading", bars)
        loaded = found["loaded"]
        click.echo(f"  {loaded['persons']} persons, {loaded['households']} households registered")
        if found["advice"]:
            click.echo(f"  {found['advice']['en']['detail']}")
        if report and loaded["refused_rows"]:
            gateway.download(f"/v1/imports/{found['id']}/report", report)


def _sent(
    gateway: GatewayClient,
    file: Path,
    format_: str,
    encoding: str | None,
    again: bool,
    bars: Progress,
) -> dict[str, Any]:
    """The import of this file with all its parts, begun now or by a run that was broken off."""
    digest = _sha256(file)
    found = _begun(gateway, digest, again) or gateway.post(
        "/v1/imports",
        {
            "name": _plain(file.name),
            "format": format_,
            "encoding": encoding,
            "size": file.stat().st_size,
            "sha256": digest,
            "again": again,
        },
    )
    missing = found["missing"]
    bar = bars.add_task("sending", total=max(len(missing), 1))
    with file.open("rb") as data:
        for number in missing:
            data.seek(number * PART_SIZE)
            part = data.read(PART_SIZE)
            body = {
                "data": base64.b64encode(part).decode(),
                "sha256": hashlib.sha256(part).hexdigest(),
            }
            gateway.put(f"/v1/imports/{found['id']}/parts/{number}", body, etag=None)
            bars.advance(bar)
    return found


def _begun(gateway: GatewayClient, digest: str, again: bool) -> dict[str, Any] | None:
    for each in _own(gateway):
        if (each["sha256"], each["again"]) == (digest, again) and each["status"] in _OPEN:
            return each
    return None


def _own(gateway: GatewayClient) -> Iterator[dict[str, Any]]:
    query: dict[str, str] = {"limit": "100"}
    while True:
        answer = gateway.get("/v1/imports", **query)
        page = {"items": [], "next": None} if answer is None else answer.json()
        yield from page["items"]
        if page["next"] is None:
            return
        query["cursor"] = page["next"]


def _step(gateway: GatewayClient, found: dict[str, Any], word: str) -> dict[str, Any]:
    return gateway.post(f"/v1/imports/{found['id']}/{word}", etag=f'"{found["version"]}"')


def _followed(
    gateway: GatewayClient, found: dict[str, Any], status: str, bars: Progress
) -> dict[str, Any]:
    """The import when it has left this status."""
    bar: TaskID | None = None
    while found["status"] == status:
        progress = found["progress"]
        if progress is not None and progress["state"] == "failed":
            raise Failure("the work was given up", "kanaf work list --state failed")
        if progress is not None and progress["total"]:
            bar = bars.add_task(status, total=progress["total"]) if bar is None else bar
            bars.update(bar, completed=progress["done"], total=progress["total"])
        time.sleep(_LOOK_SECONDS)
        answer = gateway.get(f"/v1/imports/{found['id']}")
        if answer is None:
            raise Failure("the import is no longer there", "begin again")
        found = answer.json()
    if bar is not None:
        bars.update(bar, completed=bars.tasks[bar].total or 0)
    return found


def _tell(gateway: GatewayClient, found: dict[str, Any], report: Path | None) -> None:
    path = f"/v1/imports/{found['id']}"
    if found["status"] == "unreadable":
        raise Failure(found["problem"]["en"]["detail"], "correct the file and begin again")
    tally = found["checked"]
    if tally is None:
        return
    click.echo(
        f"  {tally['rows']} rows: {tally['persons']} persons in order, of these "
        f"{tally['households']} households; {tally['refused_rows']} rows refused"
    )
    _tell_in_sum(found)
    if not tally["refused_rows"] or found["status"] != "checked":
        return
    answer = gateway.get(f"{path}/rows", refused="true", limit=str(_SHOWN))
    for row in [] if answer is None else answer.json()["items"]:
        for problem in row["problems"]:
            click.echo(f"    row {row['row']}, {_headed(problem)}: {problem['detail']}")
    if report is not None:
        gateway.download(f"{path}/report", report)
        click.echo(f"  all of them: {report}")


def _tell_in_sum(found: dict[str, Any]) -> None:
    """What is not read at all, and why rows are refused."""
    for column in found["ignored_columns"]:
        click.echo(f"    {column['en']['detail']}")
    for reason in found["reasons"]:
        click.echo(f"    {reason['rows']} rows: {reason['en']}")


def _headed(problem: dict[str, Any]) -> str:
    """Where it stands: as the file heads the column, and as we call it."""
    heading, column = problem["heading"], str(problem["column"])
    return column if heading is None else f"«{heading}» ({column})"


def _sha256(file: Path) -> str:
    with file.open("rb") as data:
        return hashlib.file_digest(data, "sha256").hexdigest()


def _plain(name: str) -> str:
    """The file's name without what an import's name may not have."""
    stem, _, suffix = name.rpartition(".")
    kept = "".join(each if each.isalnum() or each in " ._-" else "_" for each in stem)
    return f"{kept.strip(' .')[:100] or 'file'}.{suffix.lower()}"
