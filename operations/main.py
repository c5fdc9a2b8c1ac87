"""The `kanaf` command: each word is loaded from its own file only when it is used."""

from __future__ import annotations

import importlib
import sys

import click

from operations.failure import Failure

_COMMANDS = {
    "up": "up:up",
    "down": "down:down",
    "clean": "down:clean",
    "status": "status:status",
    "logs": "logs:logs",
    "env": "env:env",
    "run": "run:run",
    "setup": "setup:setup",
    "token": "token:token",
    "issuer": "token:issuer",
    "licence-keys": "licence_keys:licence_keys",
    "verify": "verify:verify",
    "clock": "clock:clock",
    "messages": "messages:messages",
    "pay": "pay:pay",
    "dlq": "dead_letters:dlq",
    "journal": "journal:journal",
    "work": "work:work",
    "match": "match:match",
    "rules": "rules:rules",
    "audit": "audit:audit",
    "partner": "partner:partner",
    "import": "import_:import_",
    "export": "export:export",
    "demo": "demo:demo",
    "test": "test:test",
}
"""Word to file within operations/commands (or a module's full name) and name in it."""


class _Lazy(click.Group):
    def list_commands(self, context: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in _COMMANDS:
            return None
        file, _, word = _COMMANDS[name].partition(":")
        module = file if "." in file else f"operations.commands.{file}"
        command = getattr(importlib.import_module(module), word)
        assert isinstance(command, click.Command)  # noqa: S101  (the table above is ours)
        return command


@click.group(cls=_Lazy, context_settings={"help_option_names": ["-h", "--help"]})
def kanaf() -> None:
    """Run, watch and look after Kanaf."""


def main() -> None:
    """Run the command line; a `Failure` becomes two readable lines and exit status 1."""
    try:
        kanaf(prog_name="kanaf")
    except Failure as failure:
        click.echo(f"✗ {failure}", err=True)
        sys.exit(1)
