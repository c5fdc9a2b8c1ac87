"""`kanaf down` and `kanaf clean`: stop the system, and drop what it keeps."""

from __future__ import annotations

import click

from operations.local import system, temporary
from operations.local.home import Home
from operations.local.progress import Progress


@click.command()
def down() -> None:
    """Stop the system in order; its data is kept."""
    home = Home.find()
    if not home.contents():
        click.echo("  nothing to stop: never started")
        return
    _stop(home)


@click.command()
def clean() -> None:
    """Stop the system and drop its data, secrets and logs.

    What is kept on servers that were given stays there.
    """
    home = Home.find()
    if home.contents():
        _stop(home)
        system.drop(home)
    temporary.sweep()
    click.echo(f"  the data in {home.path} are gone")


def _stop(home: Home) -> None:
    with Progress() as progress, home.locked(progress.waiting):
        if system.stop(home, progress.waiting):
            progress.done(f"stopped in {progress.seconds:.1f} s")
        else:
            progress.done("nothing was running")
