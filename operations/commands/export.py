"""`kanaf export`: what a supervisor may read, as a file."""

from __future__ import annotations

import time
from pathlib import Path

import click
from rich.progress import Progress

from contracts.reference import governorates
from operations import installation
from operations.failure import Failure
from operations.gateway_client import GatewayClient

_LOOK_SECONDS = 0.5


@click.command()
@click.argument("of", type=click.Choice(["persons", "households"]))
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--purpose", required=True, help="One of GET /v1/privacy/purposes.")
@click.option("--governorate", type=click.Choice(list(governorates())), help="Only of this one.")
@click.option("--language", type=click.Choice(["ar", "en"]), default="ar", show_default=True)
def export(of: str, file: Path, purpose: str, governorate: str | None, language: str) -> None:
    """Write all persons or households that you may read to FILE (.csv or .xlsx)."""
    format_ = file.suffix.lower().lstrip(".")
    if format_ not in ("csv", "xlsx"):
        raise Failure(f"{file.name} is neither .csv nor .xlsx", "name it so")
    gateway = GatewayClient(installation.current(), "supervisor")
    asked = {
        "of": of,
        "format": format_,
        "purpose": purpose,
        "governorate": governorate,
        "language": language,
    }
    found = gateway.post("/v1/exports", asked)
    with Progress() as bars:
        bar = bars.add_task("writing", total=None)
        while found["status"] == "writing":
            progress = found["progress"] or {"done": 0, "total": None, "state": "waiting"}
            if progress["state"] == "failed":
                raise Failure("the work was given up", "kanaf work list --state failed")
            bars.update(bar, completed=progress["done"], total=progress["total"])
            time.sleep(_LOOK_SECONDS)
            answer = gateway.get(f"/v1/exports/{found['id']}")
            if answer is None:
                raise Failure("the export is no longer there", "ask again")
            found = answer.json()
        bars.update(bar, completed=found["rows"] or 0, total=found["rows"] or 1)
    gateway.download(f"/v1/exports/{found['id']}/file", file)
    click.echo(f"  {found['rows']} {of} in {file}")
