"""Every file of rules, read as the service reads it at its start; for who checks a folder first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Any

from chassis.rules import DatedRules
from chassis.rules.checked import Checked, checked, days_of
from services.registry.adapters.duplicates import weights
from services.registry.adapters.eligibility import rules as eligibility
from services.registry.adapters.eligibility import sources
from services.registry.adapters.emergencies import rules as emergencies
from services.registry.adapters.households import rules as households
from services.registry.adapters.payments import rules as payments
from services.registry.adapters.privacy import rules as privacy
from services.registry.adapters.programmes import rules as programmes
from services.registry.adapters.surveys import rules as surveys
from services.registry.domain.eligibility.indicators import Indicators

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


def check(folder: Path) -> list[Checked]:
    """Every file of the folder, whatever is wrong with the others, also those that nobody reads."""
    known = cache(lambda: eligibility.indicators(folder))
    files = {**_FILES, **dict(_schemes(folder, known))}
    found = [checked(name, partial(_days, load, folder)) for name, load in files.items()]
    others = sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.suffix in (".yaml", ".yml")
    )
    return found + [Checked(name, read=False) for name in others if name not in files]


def _schemes(
    folder: Path, known: Callable[[], DatedRules[Indicators]]
) -> Iterator[tuple[str, Load]]:
    for path in sorted((folder / "eligibility").glob("*.yaml")):
        yield f"eligibility/{path.name}", partial(_scheme, path, known)


def _scheme(path: Path, known: Callable[[], DatedRules[Indicators]], _: Path) -> DatedRules[Any]:
    return eligibility.scheme(path, known())


def _days(load: Load, folder: Path) -> tuple[date, ...]:
    return days_of(load(folder))
