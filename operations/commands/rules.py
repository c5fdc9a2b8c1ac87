"""`kanaf rules`: what a folder of dated rules says, and whether the service would start on it."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from operations.failure import Failure

if TYPE_CHECKING:
    from services.registry.bootstrap import rulebook

_DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.group()
def rules() -> None:
    """Laws and policies as dated data."""


@rules.command()
@click.argument("folder", required=False, type=click.Path(path_type=Path))
@click.option("--on", "day", type=_DAY, help="Which version is in force on this day (today).")
@click.option("--json", "as_json", is_flag=True, help="For programs: a JSON list.")
def check(folder: Path | None, day: datetime | None, as_json: bool) -> None:
    """Read FOLDER as the registry does at its start, and tell what is wrong, file by file.

    Without FOLDER: that of KANAF_REGISTRY_RULES, or the rules that come with the service.
    """
    from services.registry.bootstrap import rulebook
    from services.registry.settings import RegistrySettings

    folder = folder or RegistrySettings.read().rules
    if not folder.is_dir():
        raise Failure(f"{folder} is no folder", "name the folder that KANAF_REGISTRY_RULES names")
    on = date.today() if day is None else day.date()
    found = rulebook.check(folder)
    if as_json:
        click.echo(json.dumps([_plain(each, on) for each in found], indent=1))
    else:
        for each in found:
            click.echo(_line(each, on))
    wrong = sum(each.wrong is not None for each in found)
    if wrong:
        raise Failure(
            f"{wrong} of {len(found)} files are not what the service understands",
            "mend the entries named above; the service does not start on this folder",
        )


def _plain(each: rulebook.Checked, on: date) -> dict[str, object]:
    in_force = each.on(on)
    return {
        "file": each.file,
        "versions": [day.isoformat() for day in each.versions],
        "in_force": None if in_force is None else in_force.isoformat(),
        "wrong": each.wrong,
    }


def _line(each: rulebook.Checked, on: date) -> str:
    if each.wrong is not None:
        return f"✗ {each.file:35} {each.wrong}"
    later = [day.isoformat() for day in each.versions if day > on]
    in_force = each.on(on)
    said = "nothing in force yet" if in_force is None else f"in force since {in_force}"
    return f"✓ {each.file:35} {said}" + (f", next {', '.join(later)}" if later else "")
