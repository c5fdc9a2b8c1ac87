"""`kanaf rules`: what files of dated rules say, and whether the services would start on them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from operations.failure import Failure

if TYPE_CHECKING:
    from chassis.rules.checked import Checked

_DAY = click.DateTime(formats=["%Y-%m-%d"])


@click.group()
def rules() -> None:
    """Laws and policies as dated data."""


def _registry(folder: Path | None) -> list[Checked]:
    from services.registry.bootstrap import rulebook
    from services.registry.settings import RegistrySettings

    folder = folder or RegistrySettings.read().rules
    if not folder.is_dir():
        raise Failure(f"{folder} is no folder", "name the folder that KANAF_REGISTRY_RULES names")
    return rulebook.check(folder)


def _licensing(folder: Path | None) -> list[Checked]:
    from services.licensing.bootstrap import rulebook
    from services.licensing.settings import LicensingSettings

    settings = LicensingSettings.read()
    folder = folder or settings.rules
    if not folder.is_dir():
        raise Failure(f"{folder} is no folder", "name the folder that KANAF_LICENSING_RULES names")
    return rulebook.check(folder, settings.catalogue)


def _alternative_care(file: Path | None) -> list[Checked]:
    from chassis.rules.checked import checked, days_of
    from services.alternative_care.adapters.rules import load
    from services.alternative_care.settings import AlternativeCareSettings

    path = file or AlternativeCareSettings.read().rules
    return [checked(path.name, lambda: days_of(load(path)))]


def _notifications(file: Path | None) -> list[Checked]:
    from chassis.rules.checked import checked
    from services.notifications.adapters.rules import FILE, load

    path = file or FILE
    return [checked(path.name, lambda: tuple(v.effective_from for v in load(path).versions))]


_SERVICES: Mapping[str, Callable[[Path | None], list[Checked]]] = {
    "registry": _registry,
    "licensing": _licensing,
    "alternative_care": _alternative_care,
    "notifications": _notifications,
}


@rules.command()
@click.argument("path", required=False, type=click.Path(path_type=Path))
@click.option("--service", type=click.Choice(list(_SERVICES)), help="Whose rules (registry).")
@click.option("--on", "day", type=_DAY, help="Which version is in force on this day (today).")
@click.option("--json", "as_json", is_flag=True, help="For programs: a JSON list.")
def check(path: Path | None, service: str | None, day: datetime | None, as_json: bool) -> None:
    """Read PATH as the service does at its start, and tell what is wrong, file by file.

    PATH is the folder of the registry's rules, or the file of another service. Without it: what
    KANAF_REGISTRY_RULES and its like name, or the rules that come with the services; of all of
    them unless one is named.
    """
    on = date.today() if day is None else day.date()
    asked = [service or "registry"] if service or path else list(_SERVICES)
    found = [each for name in asked for each in _SERVICES[name](path)]
    if as_json:
        click.echo(json.dumps([_plain(each, on) for each in found], indent=1))
    else:
        for each in found:
            click.echo(_line(each, on))
    wrong = sum(each.wrong is not None for each in found)
    if wrong:
        raise Failure(
            f"{wrong} of {len(found)} files are not what the service understands",
            "mend the entries named above; the service does not start on them",
        )


def _plain(each: Checked, on: date) -> dict[str, object]:
    in_force = each.on(on)
    return {
        "file": each.file,
        "versions": [day.isoformat() for day in each.versions],
        "in_force": None if in_force is None else in_force.isoformat(),
        "wrong": each.wrong,
        "read": each.read,
    }


def _line(each: Checked, on: date) -> str:
    if each.wrong is not None:
        return f"✗ {each.file:35} {each.wrong}"
    if not each.read:
        return f"– {each.file:35} is read by nobody: its name is none that the service looks for"
    later = [day.isoformat() for day in each.versions if day > on]
    in_force = each.on(on)
    said = "nothing in force yet" if in_force is None else f"in force since {in_force}"
    return f"✓ {each.file:35} {said}" + (f", next {', '.join(later)}" if later else "")
