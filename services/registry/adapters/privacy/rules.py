"""The rules of privacy, read from a file like `rules/privacy.yaml`."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from chassis import rules
from services.registry.domain.persons.erasure import ERASABLE
from services.registry.domain.privacy.requests import KINDS
from services.registry.domain.privacy.rules import (
    ALWAYS,
    BASES,
    CONSENT,
    KEEPING,
    NEVER,
    USES,
    Category,
    PrivacyRules,
    Purpose,
)
from services.registry.domain.programmes.words import Reason, Text


def load(path: Path) -> rules.DatedRules[PrivacyRules]:
    """All versions. Raises `SettingError` when the file is not what it must be."""
    dated = rules.read(path, _understand)
    return rules.DatedRules(
        tuple((day, replace(each, effective_from=day)) for day, each in dated.versions)
    )


def _understand(entries: rules.Entries) -> PrivacyRules:
    recipients = {code: _words(code, each) for code, each in entries["recipients"]["codes"].items()}
    categories = {
        code: _category(code, each) for code, each in entries["categories"]["codes"].items()
    }
    deadlines = entries["deadlines"]["working_days"]
    complaints = entries["complaints"]
    return PrivacyRules(
        effective_from=date.min,
        purposes={
            code: _purpose(code, each, categories, recipients)
            for code, each in entries["purposes"]["codes"].items()
        },
        recipients=recipients,
        categories=categories,
        adult_at=_whole(entries["majority"]["years"]),
        working_days={kind: _whole(deadlines[kind]) for kind in KINDS},
        complaints=Text(complaints["ar"], complaints["en"]),
    )


def _purpose(
    code: str,
    entry: Mapping[str, Any],
    categories: Collection[str],
    recipients: Collection[str],
) -> Purpose:
    basis = _one_of(entry["basis"], BASES, code)
    longest = entry.get("longest_days")
    if (basis == CONSENT) != (longest is not None):
        raise ValueError(f"{code}: longest_days belongs to what rests on consent")
    return Purpose(
        words=_words(code, entry),
        basis=basis,
        uses=frozenset(_one_of(each, USES, code) for each in entry["uses"]),
        categories=tuple(_one_of(each, categories, code) for each in entry["categories"]),
        recipients=tuple(_one_of(each, recipients, code) for each in entry["recipients"]),
        longest_days=None if longest is None else _whole(longest),
    )


def _category(code: str, entry: Mapping[str, Any]) -> Category:
    keep = _one_of(entry["keep"], KEEPING, code)
    if keep != ALWAYS and code not in ERASABLE:
        raise ValueError(f"{code}: the registry cannot erase it alone")
    why, years = entry.get("why"), entry.get("years")
    if keep != NEVER and why is None:
        raise ValueError(f"{code}: what is kept says why")
    return Category(
        _words(code, entry),
        keep,
        None if why is None else Text(why["ar"], why["en"]),
        None if years is None else _whole(years),
    )


def _words(code: str, entry: Mapping[str, Any]) -> Reason:
    return Reason(code, entry["ar"], entry["en"])


def _one_of(value: str, known: Collection[str], where: str) -> str:
    if value not in known:
        raise ValueError(f"{where}: {value!r} is none of {', '.join(sorted(known))}")
    return value


def _whole(number: Any) -> int:
    if type(number) is not int or number < 1:
        raise ValueError(f"{number!r} must be a whole number above 0")
    return number
