"""Profiles and schemes as plain dicts, for storage and answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from services.registry.app.ports import View
from services.registry.domain.eligibility.facts import Fact, Source, Withdrawal
from services.registry.domain.eligibility.indicators import Value
from services.registry.domain.eligibility.precedence import HeldBack, InForce, Weighing
from services.registry.domain.eligibility.profile import Profile
from services.registry.domain.eligibility.scheme import Formula, Parameter, Scheme

Plain = Mapping[str, Any]


def fact_to(fact: Fact) -> dict[str, Any]:
    return {
        "value": fact.value,
        "kind": fact.source.kind,
        "id": fact.source.id,
        "on": fact.source.on.isoformat(),
        "by": fact.source.by,
        "after_start": fact.source.after_start,
        "counts_from": _iso(fact.counts_from),
        "stated_from": _iso(fact.stated_from),
        "withdrawn": _withdrawal_to(fact.withdrawn),
        "forgotten_from": _iso(fact.forgotten_from),
    }


def fact_from(plain: Plain) -> Fact:
    source = Source(
        plain["kind"],
        plain["id"],
        date.fromisoformat(plain["on"]),
        plain.get("by"),
        plain.get("after_start", False),
    )
    # What was kept before there was precedence counts from its day.
    counts_from, stated_from = plain.get("counts_from", plain["on"]), plain.get("stated_from")
    forgotten_from = plain.get("forgotten_from")
    return Fact(
        plain["value"],
        source,
        counts_from and date.fromisoformat(counts_from),
        stated_from and date.fromisoformat(stated_from),
        _withdrawal_from(plain.get("withdrawn")),
        forgotten_from and date.fromisoformat(forgotten_from),
    )


def _withdrawal_to(withdrawal: Withdrawal | None) -> dict[str, Any] | None:
    if withdrawal is None:
        return None
    return {**vars(withdrawal), "on": withdrawal.on.isoformat()}


def _withdrawal_from(plain: Plain | None) -> Withdrawal | None:
    if plain is None:
        return None
    return Withdrawal(plain["by"], date.fromisoformat(plain["on"]), plain["reason"], plain["note"])


def profile_view(profile: Profile, in_force: InForce, today: date) -> View:
    """Every fact ever recorded, of each indicator the newest first; and why some do not count.

    What was withdrawn is among them, with who did so, when and why.
    """
    return {
        "id": profile.id,
        "version": profile.version,
        "household_changed_on": _iso(profile.outdated_since(None, in_force)),
        "unstated": sorted(profile.unstated(in_force)),
        "other_household": None,
        "facts": [
            {
                "indicator": name,
                **told(facts[at].value),
                **_source(facts[at].source),
                "counts_from": _iso(facts[at].counts_from),
                "held_back": _plain(
                    Weighing(name, in_force, profile.came_on).held_back(facts, at, today)
                ),
                "withdrawn": _withdrawal_to(facts[at].withdrawn),
            }
            for name, facts in sorted(profile.facts.items())
            for at in reversed(range(len(facts)))
        ],
    }


def _plain(held: HeldBack | None) -> dict[str, str] | None:
    return None if held is None else asdict(held)


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def told(value: Value) -> dict[str, Any]:
    """A value under the name of its type."""
    flag, text = isinstance(value, bool), isinstance(value, str)
    return {
        "number": None if flag or text else value,
        "flag": value if flag else None,
        "choice": value if text else None,
    }


def value_of(plain: Plain) -> Value:
    """The one of `number`, `flag` and `choice` that is there."""
    given = (plain.get(each) for each in ("number", "flag", "choice"))
    value: Value = next(each for each in given if each is not None)
    return value


def _source(source: Source) -> dict[str, Any]:
    return {"source": source.kind, "source_id": source.id, "on": source.on.isoformat()}


def scheme_view(scheme: Scheme) -> View:
    """What a scheme asks and counts, each with its source."""
    formulas = [
        *(("term", each) for each in scheme.terms),
        *(("condition", each.formula) for each in scheme.conditions),
        *(("weight", each) for each in scheme.weights),
        *(("amount", each) for each in ((scheme.amount,) if scheme.amount else ())),
    ]
    parameters = [*scheme.parameters, *((scheme.cut_off,) if scheme.cut_off else ())]
    return {
        "name": scheme.name,
        "version": scheme.version,
        "effective_from": scheme.effective_from.isoformat(),
        "ar": scheme.words.ar,
        "en": scheme.words.en,
        "entries": [
            *(_entry("parameter", each, f"{each.value:g}") for each in parameters),
            *(_entry(kind, each, each.expression) for kind, each in formulas),
        ],
    }


def _entry(kind: str, entry: Formula | Parameter, says: str) -> View:
    return {
        "name": entry.name,
        "kind": kind,
        "says": says,
        "ar": entry.words.ar,
        "en": entry.words.en,
        "source": entry.basis.source,
        "assumption": entry.basis.assumption,
    }
