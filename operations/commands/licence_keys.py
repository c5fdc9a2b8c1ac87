"""`kanaf licence-keys`: the keys that sign certificates of licences."""

from __future__ import annotations

import os
from pathlib import Path

import click
import orjson

from chassis.errors import Unavailable
from operations.failure import Failure
from operations.local.environment import local
from operations.local.home import Home
from operations.local.system import current
from services.licensing.adapters.licensed import keys


@click.group("licence-keys")
def licence_keys() -> None:
    """The keys that sign certificates of licences.

    They stand in the file that KANAF_LICENCE_KEYS names, else in that of the local system.
    """


@licence_keys.command()
def rotate() -> None:
    """Sign with a new key from now on; also makes the first one.

    What was signed before stays genuine: public keys are never dropped. Running services see the
    change by themselves.
    """
    file = _file()
    try:
        click.echo(f"  signing with {keys.rotate(file)}")
    except (Unavailable, OSError) as error:
        raise Failure(
            f"{file} cannot be used: {error}", "name another in KANAF_LICENCE_KEYS"
        ) from error


@licence_keys.command()
def show() -> None:
    """Print the public keys as a JSON Web Key Set, as the gateway publishes them."""
    file = _file()
    try:
        published = keys.LicenceKeys(file).published()
    except Unavailable as error:
        raise Failure(f"there are no keys in {file}", "kanaf licence-keys rotate") from error
    click.echo(orjson.dumps({"keys": published}, option=orjson.OPT_INDENT_2).decode())


def _file() -> Path:
    if named := os.environ.get("KANAF_LICENCE_KEYS"):
        return Path(named)
    here = current(Home.find())
    return Path(local(here.home, here.ports)["KANAF_LICENCE_KEYS"])
