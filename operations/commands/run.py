"""`kanaf run NAME`: become one program. Containers start every process this way."""

from __future__ import annotations

import os
import sys

import click

from operations.local import environment, servers, system
from operations.local.home import Home
from operations.local.programs import PROGRAMS, program


@click.command(
    help="Become one program, in the foreground.\n\nIts NAME is one of "
    + ", ".join(each.name for each in PROGRAMS)
    + ". In production its environment is what it was given; on a machine where `kanaf up` ran, "
    "what is missing is filled in for the local system."
)
@click.argument("name")
def run(name: str) -> None:
    """See the command's help."""
    chosen = program(name)
    variables = dict(os.environ)
    home = Home.find()
    if variables.get("KANAF_MODE") != "production" and servers.known(home) is not None:
        local = system.current(home)
        variables |= environment.of_program(
            chosen, home, local.ports, local.servers, environment.handed_on(variables)
        )
        del variables[environment.MARK]  # it is the caller's, not supervisord's
    arguments = [sys.executable, "-m", *chosen.arguments]
    os.execve(sys.executable, arguments, variables)  # noqa: S606  (that is the point)
