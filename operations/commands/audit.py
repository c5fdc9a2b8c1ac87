"""`kanaf audit`: who saw what, and whether the log of that is whole."""

from __future__ import annotations

import getpass
import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from chassis import audit as log
from chassis import clock
from chassis.context import Actor, Context, use
from chassis.errors import Invalid
from chassis.settings import Environment
from contracts.rpc import audit as contract
from contracts.rpc.problems import InvalidRequest
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


@audit.command("list")
@click.argument("service", type=click.Choice(contract.SERVICES), default=contract.SERVICES[0])
@click.option("--record", "record_id", help="The record that was seen or changed.")
@click.option("--kind", help="The kind of record, such as person.")
@click.option("--within", help="What it was shown with, such as an emergency.")
@click.option("--actor", help="Who did it: the subject of their token.")
@click.option("--action", help="What was done, in full: person.sensitive_read.care.")
@click.option("--since", help="At this time or later: 2026-11-22T08:30:00Z.")
@click.option("--until", help="Before this time.")
@click.option("--after", help="`next` of the page before.")
@click.option("-n", "--limit", default=50, show_default=True, help="At most.")
@click.option("--json", "as_json", is_flag=True, help="For programs: a page with its `next`.")
def list_entries(service: str, as_json: bool, **sought: Any) -> None:
    """Who did what to which records of SERVICE, newest first; reading it is written down, too."""
    page = _page(service, sought)
    if as_json:
        click.echo(json.dumps(page, indent=1))
        return
    for each in page["items"]:
        click.echo(f"{each['at']}  {each['actor']:24} {each['action']:36} {_whose(each)}")
    if not page["items"]:
        click.echo("  nothing")
    if page["next"] is not None:
        click.echo(f"  more: --after {page['next']}")


def _page(service: str, sought: dict[str, Any]) -> dict[str, Any]:
    try:
        asked = contract.asked(sought)
    except InvalidRequest as error:
        wrong = ", ".join(each.pointer.strip("/") for each in error.errors)
        raise _not_understood(wrong) from error
    told = clock.build(Environment().text("KANAF_MODE", "local"), Home.find().clock)
    by = Actor(f"command:{getpass.getuser()}", frozenset({"administrator of the servers"}))
    with installation.database(service) as database, use(Context(by)):
        try:
            return log.MongoAudit(database, told).page(*asked)
        except Invalid as error:  # the cursor: all else was read before
            raise _not_understood("after") from error


def _not_understood(wrong: str) -> Failure:
    return Failure(f"not understood: {wrong}", "kanaf audit list --help")


def _whose(entry: dict[str, Any]) -> str:
    first, *others = entry["record_ids"] or ["none"]
    more = f" and {len(others)} more" if others else ""
    return f"{entry['kind']} {first}{more} ({entry['centre'] or 'no centre'})"


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
