"""`kanaf up`: start the whole system and wait until it is ready."""

from __future__ import annotations

import os

import click

from operations.local import starting
from operations.local.environment import gateway_url, issuer_url, messages_url, provider_url
from operations.local.home import Home
from operations.local.progress import Progress
from operations.local.system import System
from operations.servers.addresses import without_password


@click.command()
def up() -> None:
    """Start the whole system and wait until it is ready.

    What runs already goes on; what is missing, or has other settings now, is started. Broker and
    database are our own unless KANAF_AMQP_URL and KANAF_MONGO_URL name others.
    """
    home = Home.find()
    with Progress() as progress:
        system = starting.bring_up(home, dict(os.environ), progress)
        progress.done(f"Kanaf is ready after {progress.seconds:.1f} s")
    _show(system)


def _show(system: System) -> None:
    ports = system.ports
    lines = {
        "gateway": f"{gateway_url(ports)}   (/docs, /openapi.json, /health/ready)",
        "messages": messages_url(ports),
        "payments": provider_url(ports),
        "issuer": issuer_url(ports),
        "broker": without_password(system.servers.amqp_url),
        "  management": system.servers.management_url,
        "database": without_password(system.servers.mongo_url),
        "data and logs": str(system.home.path),
    }
    for name, address in lines.items():
        click.echo(f"  {name:14} {address}")
    click.echo('  next: make demo, kanaf status, eval "$(kanaf env)"   (.venv/bin/kanaf)')
