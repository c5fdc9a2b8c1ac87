"""`kanaf logs`: what the programs say."""

from __future__ import annotations

import os
import subprocess

import click

from operations.failure import Failure
from operations.local.home import Home


@click.command()
@click.argument("name", required=False)
@click.option("-f", "--follow", is_flag=True, help="Go on showing what is added.")
@click.option("-n", "--lines", default=50, show_default=True, help="How many lines of each.")
def logs(name: str | None, follow: bool, lines: int) -> None:
    """The last lines of one program's log, or of all."""
    folder = Home.find().logs
    known = sorted(file.stem for file in folder.glob("*.log"))
    if not known:
        raise Failure("there are no logs: this copy was never started", "make up")
    if name is not None and name not in known:
        raise Failure(f"there is no log of {name!r}", f"name one of: {', '.join(known)}")
    files = [str(folder / f"{each}.log") for each in ([name] if name else known)]
    command = ["tail", "-n", str(lines), *(["-F"] if follow else []), *files]
    if follow:
        os.execvp("tail", command)  # noqa: S606  (tail ends when the terminal says so)
    subprocess.run(command, check=False)
