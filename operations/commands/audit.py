"""`kanaf audit verify`: whether the log of who saw what is whole."""

from __future__ import annotations

import sys

import click

from chassis import audit as log
from operations import installation
from operations.servers.accounts import SERVICES


@click.group()
def audit() -> None:
    """The hash-chained log of every access to protected records."""


@audit.command()
def verify() -> None:
    """Walk each service's chain; exit status 1 and the place when an entry was tampered with."""
    intact = True
    for service in SERVICES:
        with installation.database(service) as database:
            verdict = log.verify_database(database)
        if verdict.intact:
            click.echo(f"✓ {service}: {verdict.entries} entries, chain intact")
        else:
            intact = False
            click.echo(
                f"✗ {service}: broken at entry {verdict.broken_at} ({verdict.reason}); "
                f"{verdict.entries} entries before it stand"
            )
    sys.exit(0 if intact else 1)
