"""Whose word goes before whose, read from a file like `rules/sources.yaml`."""

from __future__ import annotations

import string
from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from chassis import rules
from contracts.rpc.registry.eligibility import SOURCES
from services.registry.adapters.eligibility.rules import indicators
from services.registry.domain.eligibility.indicators import Words
from services.registry.domain.eligibility.precedence import InForce, Precedence, SourceRule

_OUTLASTING = "outlasting"


def load(folder: Path) -> rules.DatedRules[Precedence]:
    """All versions of `sources.yaml`. Raises `SettingError` when it is not what it must be."""
    _, newest = indicators(folder).versions[-1]
    told = frozenset(each.name for each in newest.recorded)
    return rules.read(folder / "sources.yaml", partial(_understand, told))


def in_force(dated: rules.DatedRules[Precedence]) -> InForce:
    """The version of a day; none before the first, when every word counted from its day."""

    def on(day: date) -> Precedence | None:
        try:
            return dated.on(day)
        except rules.NoRuleYet:
            return None

    return on


def _understand(told: frozenset[str], entries: rules.Entries) -> Precedence:
    if wrong := entries.keys() ^ {*SOURCES, _OUTLASTING}:
        raise ValueError(f"{', '.join(sorted(wrong))}: missing, or no kind of source")
    rule = entries[_OUTLASTING]
    found = Precedence(
        sources={kind: _source(kind, entries[kind]) for kind in SOURCES},
        months=_months(rule["months"]),
        but_not=frozenset(rule["but_not"]),
        waits=_sentence(rule["waits"], {"source", "on", "until"}),
        superseded=_sentence(rule["superseded"], {"source", "on"}),
    )
    if not any(each.checked for each in found.sources.values()):
        raise ValueError("no kind of source is checked")
    if unknown := found.but_not - told:
        raise ValueError(f"but_not names {sorted(unknown)}, which nobody tells")
    return found


def _source(kind: str, entry: Mapping[str, Any]) -> SourceRule:
    if type(entry["checked"]) is not bool:
        raise ValueError(f"{kind}: checked must be true or false, not {entry['checked']!r}")
    return SourceRule(entry["checked"], _words(entry))


def _months(number: Any) -> int:
    if type(number) is not int or number < 1:
        raise ValueError(f"months must be a whole number above 0, not {number!r}")
    return number


def _sentence(entry: Mapping[str, Any], known: set[str]) -> Words:
    words = _words(entry)
    for text in (words.ar, words.en):
        named = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
        if named != known:
            raise ValueError(f"a sentence names {sorted(known)} and nothing else: {text}")
    return words


def _words(entry: Mapping[str, Any]) -> Words:
    return Words(str(entry["ar"]), str(entry["en"]))
