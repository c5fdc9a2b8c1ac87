"""Every file of rules and services, read as licensing reads it at its start."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from chassis.rules import DatedRules
from chassis.rules.checked import Checked, checked, days_of
from services.licensing.adapters.applications import rules as applications
from services.licensing.adapters.associations import rules as associations
from services.licensing.adapters.cameras import rules as cameras
from services.licensing.adapters.catalogue.services import of_its_name
from services.licensing.adapters.documents import rules as documents
from services.licensing.adapters.elections import rules as elections
from services.licensing.adapters.fees import rules as fees
from services.licensing.adapters.grants import rules as grants
from services.licensing.adapters.inspections import rules as inspections
from services.licensing.adapters.licensed import rules as licences

Load = Callable[[Path], DatedRules[Any]]

FILES: Mapping[str, Load] = {
    "applications.yaml": applications.load,
    "associations.yaml": associations.load,
    "cameras.yaml": cameras.load,
    "documents.yaml": documents.load,
    "elections.yaml": elections.load,
    "fees.yaml": fees.load,
    "grants.yaml": grants.load,
    "inspections.yaml": inspections.load,
    "licences.yaml": lambda path: licences.load(path.parent),
}


def check(folder: Path, catalogue: Sequence[Path]) -> list[Checked]:
    """The rules of a folder and the services of others, whatever is wrong with the rest."""
    found = [checked(name, partial(_days, load, folder / name)) for name, load in FILES.items()]
    others = sorted(path.name for path in folder.glob("*.yaml") if path.name not in FILES)
    services = {path.stem: path for each in catalogue for path in sorted(each.glob("*.yaml"))}
    return [
        *found,
        *(Checked(name, read=False) for name in others),
        *(
            checked(f"services/{code}.yaml", partial(_days, partial(of_its_name, code), path))
            for code, path in sorted(services.items())
        ),
    ]


def _days(load: Load, path: Path) -> tuple[date, ...]:
    return days_of(load(path))
