"""`kanaf messages`: what the local mail and SMS sinks received."""

from __future__ import annotations

import json
from typing import Any

import click
import requests

from operations.failure import Failure
from operations.local import environment, system
from operations.local.home import Home


@click.command()
@click.option("--to", help="Only those to this address or mobile number.")
@click.option("--json", "as_json", is_flag=True, help="For programs: a JSON list.")
def messages(to: str | None, as_json: bool) -> None:
    """Mail and SMS that people would have received, oldest first."""
    found = _received(to)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
        return
    for each in found:
        again = f", delivered {each['deliveries']} times" if each["deliveries"] > 1 else ""
        click.secho(f"{each['received_at']}  {each['channel']} to {each['to']}{again}", bold=True)
        if each["subject"]:
            click.echo(f"  {each['subject']}")
        for line in each["text"].strip().splitlines():
            click.echo(f"  {line}")
    if not found:
        click.echo("  no messages yet")


def _received(to: str | None) -> list[dict[str, Any]]:
    url = environment.messages_url(system.current(Home.find()).ports)
    with requests.Session() as session:
        session.trust_env = False
        try:
            response = session.get(url, params={"to": to} if to else None, timeout=30)
        except requests.RequestException as error:
            raise Failure(f"the sinks do not answer at {url}", "make up") from error
        found: list[dict[str, Any]] = response.json()
        return found
