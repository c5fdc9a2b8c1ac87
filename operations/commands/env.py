"""`kanaf env`: the addresses of the system for a shell."""

from __future__ import annotations

import shlex

import click

from operations.local import environment, system
from operations.local.home import Home


@click.command()
def env() -> None:
    """Shell exports of every address: eval "$(kanaf env)".

    KANAF_AMQP_URL and KANAF_MONGO_URL are the administrators' and hold their passwords.
    """
    current = system.current(Home.find())
    shell = environment.of_shell(current.home, current.ports, current.servers)
    for name, value in shell.items():
        click.echo(f"export {name}={shlex.quote(value)}")
