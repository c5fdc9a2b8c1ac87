"""What is known of a household, as far as it is told to one of its persons.

Declarations and what other bodies stated are told to who heads the household and speaks for it, of
the days on which they belonged to it. What was said at a visit is each member's secret: only who
always lived alone is told. Whoever is not told something is told that it is held, and why not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from services.registry.adapters.privacy.answers import sentence
from services.registry.adapters.privacy.living import Living
from services.registry.domain.eligibility.facts import Fact
from services.registry.domain.eligibility.indicators import Indicators, Value
from services.registry.domain.eligibility.profile import Profile

Plain = dict[str, Any]

SURVEY = "survey"
NOT_SHOWN = "facts_not_shown"


def facts_for(living: Living | None, profile: Profile | None, known: Indicators) -> Plain:
    """`items`, and `not_shown`: why there are others, when there are."""
    if living is None or profile is None:
        return {"items": [], "not_shown": None}
    held = [(name, each) for name, facts in sorted(profile.facts.items()) for each in facts]
    told = [(name, each) for name, each in held if _is_told(living, each)]
    return {
        "items": [_item(name, each, known) for name, each in told],
        "not_shown": sentence(NOT_SHOWN) if len(told) < len(held) else None,
    }


def checks_told(whole: Plain, living: Living | None, known: Indicators, *, own: bool) -> Plain:
    """An enrolment with the cross-checks and the visit that are told; `own`: it is their own
    benefit, and what it rests on is theirs to contest."""
    checks = [
        {**each, "facts": list(_stated(each["facts"], known))}
        for each in whole["cross_checks"]
        if own or _belonged(living, each["stated_on"])
    ]
    alone = living is not None and living.always_alone
    visit = whole["visit"] if alone else None
    return {**whole, "cross_checks": checks, "visit": visit}


def _is_told(living: Living, fact: Fact) -> bool:
    if not living.on(fact.source.on):
        return False
    return living.always_alone or (living.is_head and fact.source.kind != SURVEY)


def _belonged(living: Living | None, day: str) -> bool:
    return living is not None and living.on(date.fromisoformat(day))


def _item(name: str, fact: Fact, known: Indicators) -> Plain:
    withdrawn = fact.withdrawn
    return {
        **_in_words(name, fact.value, known),
        "source": fact.source.kind,
        "on": fact.source.on.isoformat(),
        "counts_from": None if fact.counts_from is None else fact.counts_from.isoformat(),
        "withdrawn": None
        if withdrawn is None
        # Not what the supervisor noted of it: it may tell who said so in confidence.
        else {"on": withdrawn.on.isoformat(), "reason": withdrawn.reason},
    }


def _stated(facts: list[Mapping[str, Any]], known: Indicators) -> Iterator[Plain]:
    for each in facts:
        yield _in_words(each["indicator"], each["value"], known)


def _in_words(name: str, value: Value, known: Indicators) -> Plain:
    """An indicator and its value with their words; of what no rules know, as it was told."""
    indicator = known.all.get(name)
    if indicator is None:
        return {"indicator": name, "value": value}
    chosen = indicator.choices.get(value) if isinstance(value, str) else None
    return {
        "indicator": {"code": name, "ar": indicator.words.ar, "en": indicator.words.en},
        "value": value if chosen is None else {"code": value, "ar": chosen.ar, "en": chosen.en},
        "unit": indicator.unit,
    }
