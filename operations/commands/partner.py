"""`kanaf partner`: ministries that receive events, each with a feed and an account of its own."""

from __future__ import annotations

import json
from typing import Any

import click

from chassis import clock
from chassis.settings import Environment
from operations import installation, partners
from operations.failure import Failure
from operations.gateway_client import GatewayClient
from operations.local.home import Home
from operations.servers import broker
from operations.servers.accounts import partner_account

_ANSWERED_ONLY = ("id", "version", "partner", "feed")


@click.group()
def partner() -> None:
    """Ministries that receive events."""


@partner.command()
@click.argument("name")
@click.argument("more_patterns", nargs=-1, metavar="[PATTERN]...")
@click.option("--events", "patterns", multiple=True, metavar="PATTERN", help="Which events.")
@click.option("--protected-event", "protected", multiple=True, help="A protected one, full name.")
@click.option("--governorate", "governorates", multiple=True, help="Only of these; default all.")
@click.option("--ministry", help="Its full name; by default NAME.")
@click.option("--legal-basis", default="-", help="The law or decision that allows it.")
def add(
    name: str,
    more_patterns: tuple[str, ...],
    patterns: tuple[str, ...],
    protected: tuple[str, ...],
    governorates: tuple[str, ...],
    ministry: str | None,
    legal_basis: str,
) -> None:
    """Record NAME's agreement and give it an account that reads its own feed and nothing else.

    For an existing partner the agreement is replaced and the password changed.

        kanaf partner add education --events "licensing.licence.*" "registry.person.registered"
    """
    wanted = [*patterns, *more_patterns]
    if not wanted and not protected:
        raise Failure(
            "an agreement needs events", f'kanaf partner add {name} --events "registry.#"'
        )
    given = partners.agree(
        installation.current(),
        name,
        {
            "ministry": ministry or name,
            "legal_basis": legal_basis,
            "events": wanted,
            "protected_events": list(protected),
            "governorates": list(governorates),
            "valid_from": _today(),
            "revoked": False,
        },
    )
    click.echo(f"broker  {given.amqp_url}")
    click.echo(f"queue   {given.queue}")
    click.echo("The password is not shown again.", err=True)


@partner.command("list")
@click.option("--json", "as_json", is_flag=True, help="For programs: a JSON list.")
def list_partners(as_json: bool) -> None:
    """Every partner and its agreement."""
    gateway = GatewayClient(installation.current())
    found: list[dict[str, Any]] = []
    query: dict[str, str] = {}
    while True:
        answer = gateway.get("/v1/partners", **query)
        page = {"items": [], "next": None} if answer is None else answer.json()
        found += page["items"]
        if page["next"] is None:
            break
        query = {"cursor": page["next"]}
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=1))
        return
    for each in found:
        state = "revoked" if each["revoked"] else f"since {each['valid_from']}"
        events = ", ".join([*each["events"], *each["protected_events"]])
        where = ", ".join(each["governorates"]) or "whole country"
        click.echo(f"{each['partner']:24} {state:18} {events}   ({where})")
    if not found:
        click.echo("  no partners yet")


@partner.command()
@click.argument("name")
def remove(name: str) -> None:
    """Revoke NAME's agreement and take its account away. What its feed holds expires by itself."""
    where = installation.current()
    gateway = GatewayClient(where)
    present = gateway.get(f"/v1/partners/{name}/agreement")
    if present is None:
        raise Failure(f"there is no partner {name!r}", "kanaf partner list")
    agreement = {key: value for key, value in present.json().items() if key not in _ANSWERED_ONLY}
    api = broker.management(where.amqp_url, where.management_url)
    api.delete("users", partner_account(name).name)
    path = f"/v1/partners/{name}/agreement"
    gateway.put(path, {**agreement, "revoked": True}, etag=present.headers["ETag"])
    click.echo(f"  {name} receives nothing more")


def _today() -> str:
    """Today as services see it."""
    mode = Environment().text("KANAF_MODE", "local")
    return clock.build(mode, Home.find().clock).now().date().isoformat()
