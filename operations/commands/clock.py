"""`kanaf clock`: the time that every service of a local system sees."""

from __future__ import annotations

import json
import os
import re
from datetime import timedelta
from pathlib import Path

import click

from chassis.clock import MovableClock
from operations.failure import Failure
from operations.local.home import Home, write_atomically

_UNITS = {"d": "days", "h": "hours", "m": "minutes", "s": "seconds", "w": "weeks"}
_STEP = re.compile(r"(\d+)([wdhms])")


@click.group()
def clock() -> None:
    """Show and move the time that a local system's services see."""


@clock.command()
def show() -> None:
    """What time services think it is, and how far that is from the machine's."""
    file = _file()
    click.echo(f"{MovableClock(file).now().isoformat()}   ({_offset(file)} ahead)")


@clock.command()
@click.argument("by")
def advance(by: str) -> None:
    """Move time forward by BY, such as 61d, 12h or 1d12h30m."""
    steps = _STEP.findall(by)
    if not steps or "".join(number + unit for number, unit in steps) != by:
        raise Failure(f"{by!r} is no stretch of time", "give it like 61d, 12h or 1d12h30m")
    file = _file()
    offset = _offset(file)
    for number, unit in steps:
        offset += timedelta(**{_UNITS[unit]: int(number)})
    write_atomically(file, json.dumps({"offset_seconds": offset.total_seconds()}), mode=0o644)
    click.echo(MovableClock(file).now().isoformat())


@clock.command()
def reset() -> None:
    """Back to the machine's time. What has happened meanwhile has happened."""
    file = _file()
    file.unlink(missing_ok=True)
    click.echo(MovableClock(file).now().isoformat())


def _file() -> Path:
    if os.environ.get("KANAF_MODE", "local") != "local":
        raise Failure("time cannot be moved in production", "unset KANAF_MODE on a local system")
    if named := os.environ.get("KANAF_CLOCK_FILE"):
        return Path(named)
    home = Home.find()
    if not home.path.exists():
        raise Failure("this copy was never started", "make up")
    return home.clock


def _offset(file: Path) -> timedelta:
    try:
        return timedelta(seconds=json.loads(file.read_text("utf-8"))["offset_seconds"])
    except FileNotFoundError:
        return timedelta()
