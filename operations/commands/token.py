"""`kanaf token` and `kanaf issuer`: being somebody on a local system."""

from __future__ import annotations

import os
from pathlib import Path

import click

from contracts.reference import governorates as reference
from operations.failure import Failure
from operations.local import environment, system
from operations.local.home import Home
from operations.local.issuer.keys import Keys
from operations.local.issuer.tokens import ROLES, Person, sign

_CENTRE = "JO-AM-01"
_AUDIENCE = "kanaf"


@click.command()
@click.option("--role", "roles", type=click.Choice(ROLES), multiple=True, required=True)
@click.option("--subject", help="Who it is; by default the role and -1, such as clerk-1.")
@click.option("--centre", default=_CENTRE, show_default=True)
@click.option(
    "--governorate",
    "governorates",
    multiple=True,
    help="ISO 3166-2 code, repeatable; by default all twelve.",
)
@click.option("--partner", help="The ministry a partner's token stands for.")
@click.option("--national-number", help="A citizen's own number.")
@click.option("--hours", type=float, default=12, show_default=True, help="How long it is valid.")
def token(
    roles: tuple[str, ...],
    subject: str | None,
    centre: str,
    governorates: tuple[str, ...],
    partner: str | None,
    national_number: str | None,
    hours: float,
) -> None:
    """Print a token for the gateway, signed by the local issuer."""
    unknown = set(governorates) - set(reference())
    if unknown:
        raise Failure(
            f"no such governorate: {', '.join(sorted(unknown))}",
            f"name one of: {', '.join(reference())}",
        )
    person = Person(
        subject=subject or f"{roles[0]}-1",
        roles=roles,
        centre=centre,
        governorates=governorates or tuple(reference()),
        partner=partner,
        national_number=national_number,
    )
    click.echo(signed(person, hours=hours))


def signed(person: Person, *, hours: float = 12) -> str:
    """A token of the local issuer for that person. Raises `Failure` where there is none."""
    keys, issuer_url = _issuer()
    audience = os.environ.get("KANAF_OIDC_AUDIENCE", _AUDIENCE)
    return sign(keys, issuer_url, audience, person, hours=hours)


@click.group()
def issuer() -> None:
    """The local issuer's keys."""


@issuer.command()
def rotate() -> None:
    """Sign with a new key from now on; tokens of the last two keys stay valid."""
    keys, _ = _issuer()
    click.echo(f"  signing with {keys.rotate()}")


def _issuer() -> tuple[Keys, str]:
    """The issuer named in the environment (containers), else this copy's own."""
    variables = os.environ
    if variables.get("KANAF_MODE", "local") != "local":
        raise Failure("there is no local issuer in production", "ask your identity provider")
    if file := variables.get("KANAF_ISSUER_KEYS"):
        return Keys(Path(file)), variables.get("KANAF_OIDC_ISSUER", "").rstrip("/")
    current = system.current(Home.find())
    local = environment.local(current.home, current.ports)
    return Keys(Path(local["KANAF_ISSUER_KEYS"])), local["KANAF_OIDC_ISSUER"]
