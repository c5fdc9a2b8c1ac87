"""The rules of families, read from a file like `rules/family.yaml`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from chassis import rules
from contracts.rpc.registry.households import RELATIONS
from services.registry.domain.households.family import FamilyRules

_SEXES = ("female", "male")


def load(path: Path) -> rules.DatedRules[FamilyRules]:
    """All versions. Raises `SettingError` when the file is not what it must be."""
    return rules.read(path, _understand)


def _understand(entries: rules.Entries) -> FamilyRules:
    marriage, most = entries["marriage"], entries["spouses"]["most"]
    free, by_court = _whole(marriage["from_years"]), _whole(marriage["by_court_from_years"])
    if by_court > free:
        raise ValueError("by_court_from_years must be at most from_years")
    return FamilyRules(
        marriage_from=free,
        marriage_by_court_from=by_court,
        most_spouses={sex: _whole(most[sex]) for sex in _SEXES},
        parent_from=_whole(entries["parenthood"]["from_years"]),
        no_close_kin=_relations(entries["kinship"]["no_close_kin"]),
        of_each_other=_relations(entries["kinship"]["of_each_other"]),
    )


def _relations(words: Any) -> frozenset[str]:
    if not isinstance(words, list):
        raise ValueError(f"{words!r} must be a list of relations to a head of household")
    unknown = [each for each in words if each not in RELATIONS]
    if unknown:
        raise ValueError(f"{unknown[0]!r} is no relation to a head of household")
    return frozenset(words)


def _whole(number: Any) -> int:
    if type(number) is not int or number < 1:
        raise ValueError(f"{number!r} must be a whole number above 0")
    return number
