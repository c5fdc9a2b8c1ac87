"""Indicators and schemes out of their dated files; every expression is checked at start."""

from __future__ import annotations

import string
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from chassis import rules
from services.registry.adapters.eligibility import expressions
from services.registry.adapters.eligibility.expressions import FLAG, NUMBER, TEXT
from services.registry.domain.eligibility.indicators import (
    Indicator,
    Indicators,
    Window,
    Words,
)
from services.registry.domain.eligibility.refusals import ExpressionRefused
from services.registry.domain.eligibility.scheme import (
    Basis,
    Condition,
    Formula,
    Parameter,
    Scheme,
)

Entry = Mapping[str, Any]

MEMBER = {"age": NUMBER, "sex": TEXT, "is_head": FLAG, "disabled": FLAG}
"""What is known of each member, for derived indicators."""
PLACE = {"governorate": TEXT, "district": TEXT}
"""Where the household lives, for criteria; rules of benefits do not ask it."""
_TYPES = {"whole": NUMBER, "flag": FLAG, "choice": TEXT}
_DERIVED = {
    "count": (FLAG, "CAST(count(*) FILTER (WHERE {}) AS DOUBLE)"),
    "any": (FLAG, "COALESCE(bool_or({}), false)"),
    "head": (NUMBER, "max({}) FILTER (WHERE is_head)"),
}


def indicators(folder: Path) -> rules.DatedRules[Indicators]:
    """All versions of `indicators.yaml`. Raises `SettingError` when it is not what it must be."""
    return rules.read(folder / "indicators.yaml", _indicators)


def schemes(
    folder: Path, known: rules.DatedRules[Indicators]
) -> dict[str, rules.DatedRules[Scheme]]:
    """Every scheme in the folder `eligibility`, by name. Raises `SettingError`."""
    return {
        path.stem: scheme(path, known) for path in sorted((folder / "eligibility").glob("*.yaml"))
    }


def scheme(path: Path, known: rules.DatedRules[Indicators]) -> rules.DatedRules[Scheme]:
    """All versions of one scheme. Raises `SettingError`."""
    return _with_days(rules.read(path, partial(_scheme, path.stem, known)))


def names_of(known: Indicators) -> dict[str, str]:
    """The names an expression over indicators can use, with their types."""
    return {name: _TYPES[each.type] for name, each in known.all.items()}


def _indicators(entries: rules.Entries) -> Indicators:
    found = {name: _indicator(name, entry) for name, entry in entries.items()}
    for name, each in found.items():
        if each.window is None:
            continue
        of = found.get(each.window.of)
        if of is None or not of.recorded or of.type != "whole":
            raise ValueError(f"{name} looks back on what is not recorded as a number")
    return Indicators(found)


def _indicator(name: str, entry: Entry) -> Indicator:
    if entry["type"] not in _TYPES or not name.isidentifier() or not name.islower():
        raise ValueError(f"{name} has no known type, or is no name")
    window = Window(entry["of"], _months(entry)) if entry["origin"] == "lowest" else None
    return Indicator(
        name=name,
        type=entry["type"],
        origin=entry["origin"],
        words=_words(entry),
        sensitive=bool(entry["sensitive"]),
        unit=entry.get("unit"),
        expression=_derivation(name, entry) if entry["origin"] == "derived" else None,
        window=window,
        choices={code: _words(words) for code, words in entry.get("choices", {}).items()},
    )


def _months(entry: Entry) -> int:
    if type(entry["months"]) is not int or entry["months"] < 1:
        raise ValueError(f"months must be a whole number above 0, not {entry['months']!r}")
    return int(entry["months"])


def _derivation(name: str, entry: Entry) -> str:
    (how,) = _DERIVED.keys() & entry.keys()
    wanted, sql = _DERIVED[how]
    return sql.format(_checked(name, str(entry[how]), MEMBER, wanted).sql)


def _with_days(dated: rules.DatedRules[Any]) -> rules.DatedRules[Scheme]:
    return rules.DatedRules(tuple((day, make(day)) for day, make in dated.versions))


def _scheme(name: str, known: rules.DatedRules[Indicators], entries: rules.Entries) -> Any:
    """A scheme that still has to learn its day; checked against the newest indicators."""
    reading = _Reading(known.versions[-1][1], entries)
    reading.read()
    return lambda day: reading.scheme(name, day)


class _Reading:
    """Reads the entries of one version in their order: each may use the names before it."""

    def __init__(self, known: Indicators, entries: rules.Entries) -> None:
        self._known = known
        self._entries = entries
        self._names = names_of(known)
        self._units: dict[str, str | None] = {n: each.unit for n, each in known.all.items()}
        self._parameters: list[Parameter] = []
        self._formulas: dict[str, list[Formula]] = {"term": [], "weight": [], "amount": []}
        self._conditions: list[Condition] = []
        self._cut_off: Parameter | None = None

    def read(self) -> None:
        for name, entry in self._entries.items():
            if name != "scheme":
                self._entry(name, entry)
        if not self._conditions:
            raise ValueError("a scheme has at least one condition")
        if len(self._formulas["amount"]) > 1:
            raise ValueError("a scheme has one amount at most")
        self._check_texts()

    def scheme(self, name: str, day: Any) -> Scheme:
        formulas = [*self._all_formulas(), *(each.formula for each in self._conditions)]
        used = frozenset().union(*(each.uses for each in formulas))
        said = frozenset().union(*(_named(text) for text in self._texts()))
        entry = self._entries["scheme"]
        return Scheme(
            name=name,
            effective_from=day,
            words=_words(entry),
            basis=_basis(entry),
            parameters=tuple(self._parameters),
            terms=tuple(self._formulas["term"]),
            conditions=tuple(self._conditions),
            weights=tuple(self._formulas["weight"]),
            cut_off=self._cut_off,
            amount=next(iter(self._formulas["amount"]), None),
            indicators=(used | said) & frozenset(self._known.all),
            units=self._units,
        )

    def _entry(self, name: str, entry: Entry) -> None:
        if name in self._names or not name.isidentifier() or not name.islower():
            raise ValueError(f"{name} is no name, or the name of something else too")
        self._units[name] = entry.get("unit")
        if "parameter" in entry or "cut_off" in entry:
            self._parameter(name, entry)
        elif "condition" in entry:
            checked = self._formula(name, entry, "condition", FLAG, _words(entry["met"]))
            self._conditions.append(Condition(checked, _words(entry["unmet"])))
        else:
            (kind,) = self._formulas.keys() & entry.keys()
            formula = self._formula(name, entry, kind, NUMBER, _words(entry))
            self._formulas[kind].append(formula)
        self._names[name] = FLAG if "condition" in entry else NUMBER

    def _parameter(self, name: str, entry: Entry) -> None:
        value = entry.get("parameter", entry.get("cut_off"))
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise TypeError(f"{name} must be a number")
        parameter = Parameter(name, float(value), _words(entry), _basis(entry))
        if "cut_off" in entry:
            self._cut_off = parameter
        else:
            self._parameters.append(parameter)

    def _formula(self, name: str, entry: Entry, kind: str, wanted: str, words: Words) -> Formula:
        checked = _checked(name, str(entry[kind]), self._names, wanted)
        return Formula(name, checked.sql, checked.uses, words, _basis(entry))

    def _all_formulas(self) -> list[Formula]:
        return [each for formulas in self._formulas.values() for each in formulas]

    def _texts(self) -> list[str]:
        words = [each.words for each in self._all_formulas()]
        words += [each for one in self._conditions for each in (one.met, one.unmet)]
        return [text for each in words for text in (each.ar, each.en)]

    def _check_texts(self) -> None:
        for text in self._texts():
            if unknown := _named(text) - self._names.keys():
                raise ValueError(f"a text names {sorted(unknown)}, which there is not")


def _named(text: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)


def _checked(name: str, text: str, names: expressions.Names, wanted: str) -> expressions.Checked:
    try:
        return expressions.check(text, names, wanted)
    except ExpressionRefused as refusal:
        raise ValueError(f"{name}: {refusal.params['why']}") from refusal


def _words(entry: Entry) -> Words:
    return Words(str(entry["ar"]), str(entry["en"]))


def _basis(entry: Entry) -> Basis:
    return Basis(entry["source"], entry["assumption"])
