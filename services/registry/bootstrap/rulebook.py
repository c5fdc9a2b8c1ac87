"""Every file of rules, read as the service reads it at its start; for who checks a folder first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from chassis.rules import DatedRules
from chassis.settings import SettingError
from services.registry.adapters.duplicates import weights
from services.registry.adapters.eligibility import rules as eligibility
from services.registry.adapters.eligibility import sources
from services.registry.adapters.emergencies import rules as emergencies
from services.registry.adapters.households import rules as households
from services.registry.adapters.payments import rules as payments
from services.registry.adapters.privacy import rules as privacy
from services.registry.adapters.programmes import rules as programmes
from services.registry.adapters.surveys import rules as surveys

Load = Callable[[Path], DatedRules[Any]]

_FILES: Mapping[str, Load] = {
    "indicators.yaml": eligibility.indicators,
    "sources.yaml": sources.load,
    "programmes.yaml": programmes.load,
    "payments.yaml": lambda folder: payments.load(folder / "payments.yaml"),
    "emergencies.yaml": lambda folder: emergencies.load(folder / "emergencies.yaml"),
    "family.yaml": lambda folder: households.load(folder / "family.yaml"),
    "surveys.yaml": lambda folder: surveys.load(folder / "surveys.yaml"),
    "privacy.yaml": lambda folder: privacy.load(folder / "privacy.yaml"),
    "matching.yaml": lambda folder: weights.load(folder / "matching.yaml"),
}


@dataclass(frozen=True)
class Checked:
    """A file: the days from which its versions hold, or `wrong`: version, entry and reason."""

    file: str
    versions: tuple[date, ...] = ()
    wrong: str | None = None

    def on(self, day: date) -> date | None:
        """The version in force on a day; none before the first."""
        return max((each for each in self.versions if each <= day), default=None)


def check(folder: Path) -> list[Checked]:
    """Every file of the folder, whatever is wrong with the others."""
    return [_checked(name, load, folder) for name, load in (*_FILES.items(), *_schemes(folder))]


def _schemes(folder: Path) -> Iterator[tuple[str, Load]]:
    for path in sorted((folder / "eligibility").glob("*.yaml")):
        yield f"eligibility/{path.name}", partial(_scheme, path)


def _scheme(path: Path, folder: Path) -> DatedRules[Any]:
    return eligibility.scheme(path, eligibility.indicators(folder))


def _checked(name: str, load: Load, folder: Path) -> Checked:
    try:
        return Checked(name, tuple(day for day, _ in load(folder).versions))
    except SettingError as error:
        return Checked(name, wrong=str(error))
