"""Schemes out of their dated files; every expression is checked at start."""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

from chassis import rules
from services.registry.adapters.eligibility import indicator_rules
from services.registry.adapters.eligibility.scheme_reading import SchemeReading
from services.registry.domain.eligibility.indicators import Indicators
from services.registry.domain.eligibility.scheme import Scheme


def indicators(folder: Path) -> rules.DatedRules[Indicators]:
    """All versions of `indicators.yaml`. Raises `SettingError` when it is not what it must be."""
    return indicator_rules.load(folder)


def schemes(
    folder: Path, known: rules.DatedRules[Indicators]
) -> dict[str, rules.DatedRules[Scheme]]:
    """Every scheme in the folder `eligibility`, by name. Raises `SettingError`."""
    return {
        path.stem: scheme(path, known) for path in sorted((folder / "eligibility").glob("*.yaml"))
    }


def scheme(path: Path, known: rules.DatedRules[Indicators]) -> rules.DatedRules[Scheme]:
    """All versions of one scheme. Raises `SettingError`."""
    return rules.read_by_day(path, partial(_scheme, path.stem, known))


def _scheme(
    name: str, known: rules.DatedRules[Indicators], day: date, entries: rules.Entries
) -> Scheme:
    """Checked against the indicators of its first day: later ones know every name of those."""
    try:
        of_the_day = known.on(day)
    except rules.NoRuleYet as error:
        first = known.versions[0][0]
        raise rules.Wrong(f"begins before the first indicators, of {first}") from error
    return SchemeReading(of_the_day, entries).scheme(name, day)
