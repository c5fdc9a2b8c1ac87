"""`kanaf audit verify`: whether the log of who saw what is whole."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path

import click

from chassis import audit as log
from operations import installation
from operations.failure import Failure
from operations.local.home import Home, write_atomically
from operations.servers.accounts import SERVICES

_HEADS = "audit-heads.json"


@click.group()
def audit() -> None:
    """The hash-chained log of every access to protected records."""


@audit.command()
@click.option(
    "--heads",
    type=click.Path(dir_okay=False, path_type=Path),
    help=f"Where the ends of the chains are remembered; by default {_HEADS} of this copy.",
)
def verify(heads: Path | None) -> None:
    """Walk each service's chain; exit status 1 and the place when an entry was tampered with.

    The end of each chain is remembered for the next time: a chain that was cut off or written
    anew is intact in itself. Keep a copy of that file where nobody of the database can reach it.
    """
    file = heads or Home.find().path / _HEADS
    known, intact = _known(file), True
    for service in SERVICES:
        with installation.database(service) as database:
            verdict = log.verify_database(database, known.get(service))
        if verdict.intact:
            click.echo(f"✓ {service}: {verdict.entries} entries, chain intact")
            if verdict.head is not None:
                known[service] = verdict.head
        else:
            intact = False
            click.echo(
                f"✗ {service}: broken at entry {verdict.broken_at} ({verdict.reason}); "
                f"{verdict.entries} entries before it stand"
            )
    _remember(file, known)
    sys.exit(0 if intact else 1)


def _known(file: Path) -> dict[str, log.Head]:
    try:
        return {name: log.Head(**each) for name, each in json.loads(file.read_text()).items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, AttributeError) as error:
        raise Failure(
            f"{file} cannot be read: {error}", "put back a copy of it, or name another by --heads"
        ) from error


def _remember(file: Path, known: dict[str, log.Head]) -> None:
    """Write the heads; where that is not possible the verification itself still counts."""
    text = json.dumps({name: asdict(each) for name, each in known.items()}, indent=1)
    try:
        write_atomically(file, text)
    except OSError as error:
        click.echo(f"  the ends of the chains are not remembered: {error}", err=True)
