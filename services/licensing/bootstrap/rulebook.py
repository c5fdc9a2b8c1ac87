"""Every file of rules and services, read as licensing reads it at its start."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from chassis.rules import DatedRules, refused_at
from chassis.rules.checked import Checked, checked, days_of
from chassis.settings import SettingError
from services.licensing.adapters.applications import rules as applications
from services.licensing.adapters.associations import rules as associations
from services.licensing.adapters.between.agreement import Known, disagreements
from services.licensing.adapters.cameras import rules as cameras
from services.licensing.adapters.catalogue import bodies
from services.licensing.adapters.catalogue.services import of_its_name, paths_in
from services.licensing.adapters.documents import rules as documents
from services.licensing.adapters.elections import rules as elections
from services.licensing.adapters.fees import rules as fees
from services.licensing.adapters.grants import rules as grants
from services.licensing.adapters.inspections import rules as inspections
from services.licensing.adapters.licensed import rules as licences
from services.licensing.adapters.practitioners import rules as practitioners

T = TypeVar("T")
Load = Callable[[Path], DatedRules[Any]]

FILES: Mapping[str, Load] = {
    "applications.yaml": applications.load,
    "associations.yaml": associations.load,
    "bodies.yaml": bodies.load,
    "cameras.yaml": cameras.load,
    "documents.yaml": documents.load,
    "elections.yaml": elections.load,
    "fees.yaml": fees.load,
    "grants.yaml": grants.load,
    "inspections.yaml": inspections.load,
    "licences.yaml": lambda path: licences.load(path.parent),
    "practitioners.yaml": practitioners.load,
}


def check(folder: Path, catalogue: Sequence[Path]) -> list[Checked]:
    """The rules of a folder and the services of others, whatever is wrong with the rest."""
    found = [checked(name, partial(_days, load, folder / name)) for name, load in FILES.items()]
    others = sorted(path.name for path in folder.glob("*.yaml") if path.name not in FILES)
    return [
        *found,
        *(Checked(name, read=False) for name in others),
        *_services(folder, paths_in(catalogue)),
    ]


def _services(folder: Path, paths: Mapping[str, Path]) -> list[Checked]:
    """Each file by itself, and whether it agrees with the others, as licensing looks at its start;
    what cannot be read is not held against who names it."""
    found = {
        code: checked(f"services/{code}.yaml", partial(_days, partial(of_its_name, code), path))
        for code, path in paths.items()
    }
    wrong = {code for code, each in found.items() if each.wrong is not None}
    files = {code: of_its_name(code, path) for code, path in paths.items() if code not in wrong}
    known = Known(
        _readable(documents.load, folder / "documents.yaml"),
        _readable(practitioners.load, folder / "practitioners.yaml"),
        _readable(bodies.load, folder / "bodies.yaml"),
    )
    for version, reason in disagreements(files, known, wrong):
        code = version.code
        if found[code].wrong is None:
            refused = refused_at(paths[code], version.effective_from, reason)
            found[code] = replace(found[code], wrong=str(refused))
    return list(found.values())


def _readable(load: Callable[[Path], DatedRules[T]], path: Path) -> DatedRules[T] | None:
    """The rules; none where they are wrong, which is told where they are checked themselves."""
    with suppress(SettingError):
        return load(path)
    return None


def _days(load: Load, path: Path) -> tuple[date, ...]:
    return days_of(load(path))
