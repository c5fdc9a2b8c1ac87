"""Whose word goes before whose, read from a file like `rules/sources.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from chassis import rules
from chassis.rules.shapes import (
    Code,
    Flag,
    Part,
    Sentence,
    Several,
    Text,
    Whole,
    entry,
    later_entry,
)
from contracts.rpc.registry.eligibility import SOURCES
from services.registry.adapters.eligibility.rules import indicators
from services.registry.domain.eligibility.indicators import Words
from services.registry.domain.eligibility.precedence import InForce, Precedence, SourceRule

_OUTLASTING, _REFUTING = "outlasting", "refuting"


def _sentence(*names: str) -> Part:
    return Part({language: Sentence(names) for language in ("ar", "en")})


_EXPECTED = {
    **{kind: entry(checked=Flag(), ar=Text(), en=Text()) for kind in SOURCES},
    _OUTLASTING: entry(
        months=Whole(most=1200),
        but_not=Several(Code(), fewest=0),
        brought=Several(Code(), fewest=0),
        waits=_sentence("source", "on", "until"),
        superseded=_sentence("source", "on"),
    ),
    _REFUTING: later_entry(months=Whole(least=0, most=120)),
}


def load(folder: Path) -> rules.DatedRules[Precedence]:
    """All versions of `sources.yaml`. Raises `SettingError` when it is not what it must be."""
    _, newest = indicators(folder).versions[-1]
    told = frozenset(each.name for each in newest.recorded)
    return rules.read(folder / "sources.yaml", partial(_understand, told), _EXPECTED)


def in_force(dated: rules.DatedRules[Precedence]) -> InForce:
    """The version of a day; none before the first, when every word counted from its day."""

    def on(day: date) -> Precedence | None:
        try:
            return dated.on(day)
        except rules.NoRuleYet:
            return None

    return on


def _understand(told: frozenset[str], entries: rules.Entries) -> Precedence:
    rule = entries[_OUTLASTING]
    found = Precedence(
        sources={
            kind: SourceRule(entries[kind]["checked"], _words(entries[kind])) for kind in SOURCES
        },
        months=rule["months"],
        but_not=frozenset(rule["but_not"]),
        brought=frozenset(rule["brought"]),
        waits=_words(rule["waits"]),
        superseded=_words(rule["superseded"]),
        refuting=entries[_REFUTING]["months"] if _REFUTING in entries else 0,
    )
    if not any(each.checked for each in found.sources.values()):
        raise rules.Wrong("no kind of source is checked", *SOURCES[:1])
    for part, named in (("but_not", found.but_not), ("brought", found.brought)):
        if unknown := named - told:
            reason = f"names {', '.join(sorted(unknown))}, which nobody tells"
            raise rules.Wrong(reason, _OUTLASTING, part)
    return found


def _words(given: Mapping[str, Any]) -> Words:
    return Words(given["ar"], given["en"])
