"""`kanaf pay`: pay a bill at the local payment provider, as its payer would."""

from __future__ import annotations

import time
from typing import Any

import click
import requests

from operations.failure import Failure
from operations.local import environment, system
from operations.local.home import Home

_UNTOLD = "to_tell"


@click.command()
@click.argument("reference")
@click.option("--channel", default="wallet", show_default=True, help="bank, wallet or card.")
@click.option(
    "--wait", "seconds", default=15.0, show_default=True, help="Seconds until the ministry knows."
)
def pay(reference: str, channel: str, seconds: float) -> None:
    """Pay the bill with this REFERENCE at the local payment provider.

    Waits until the ministry has been told. What it has not heard by then is told again and again,
    also after this command has ended.
    """
    url = environment.provider_url(system.current(Home.find()).ports)
    taken = _asked("POST", f"{url}/pay", {"reference": reference, "channel": channel})
    until = time.monotonic() + seconds
    while taken["state"] == _UNTOLD and time.monotonic() < until:
        time.sleep(0.2)
        taken = _asked("GET", f"{url}/transactions/{taken['id']}")
    click.echo(f"  {taken['id']}  {taken['amount_fils']} fils  {taken['state']}: {taken['answer']}")


def _asked(method: str, url: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
    with requests.Session() as session:
        session.trust_env = False
        try:
            answer = session.request(method, url, json=body, timeout=30)
        except requests.RequestException as error:
            raise Failure(f"the payment provider does not answer at {url}", "make up") from error
    told: dict[str, Any] = answer.json()
    if not answer.ok:
        raise Failure(
            f"the payment provider refuses: {told['error']}", "look at the bill: GET /v1/bills"
        )
    return told
