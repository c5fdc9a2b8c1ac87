"""One version of a scheme, made of its entries."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from chassis import rules
from chassis.rules.shapes import Choice, Field, Number, Part, Sentence, Text, entry, named
from services.registry.adapters.eligibility.indicator_rules import must_be_name
from services.registry.adapters.eligibility.naming import checked, names_of
from services.registry.adapters.eligibility.nature import (
    FLAG,
    LARGEST_NUMBER,
    NUMBER,
    Nature,
    Range,
)
from services.registry.domain.counted import NOUNS
from services.registry.domain.eligibility.indicators import Indicators, Words
from services.registry.domain.eligibility.judged import HOUSEHOLD, WHOM
from services.registry.domain.eligibility.scheme import (
    Basis,
    Condition,
    Formula,
    Parameter,
    Scheme,
)

Entry = Mapping[str, Any]

_KINDS = ("parameter", "term", "condition", "weight", "amount", "cut_off")
"""In the order in which they are worked out: each may use what comes before it."""
_SENTENCES: Mapping[str, Field] = {each: Sentence(nouns=NOUNS) for each in ("ar", "en")}
_UNIT = Choice(("fils",), required=False)
_FORMULA: Mapping[str, Field] = {**_SENTENCES, "unit": _UNIT}
_SCHEME = entry(ar=Text(), en=Text(), judges=Choice(WHOM, required=False))
_EXPECTED = {
    # An amount or a count: the minus of what is taken away stands in the expression.
    "parameter": entry(parameter=Number(0, LARGEST_NUMBER), ar=Text(), en=Text(), unit=_UNIT),
    "cut_off": entry(cut_off=Number(-LARGEST_NUMBER, LARGEST_NUMBER), ar=Text(), en=Text()),
    "term": entry(term=Text(), ar=Text(), en=Text(), unit=_UNIT),
    "condition": entry(condition=Text(), met=Part(_SENTENCES), unmet=Part(_SENTENCES)),
    "weight": entry(weight=Text(), **_FORMULA),
    "amount": entry(amount=Text(), **_FORMULA),
}


class SchemeReading:
    """Reads the entries of one version in their order: each may use the names before it."""

    def __init__(self, known: Indicators, entries: rules.Entries) -> None:
        self._known = known
        self._entries = entries
        self._names: dict[str, Nature] = {}
        self._made_by: dict[str, str] = {}
        self._units: dict[str, str | None] = {n: each.unit for n, each in known.all.items()}
        self._parameters: list[Parameter] = []
        self._formulas: dict[str, list[Formula]] = {"term": [], "weight": [], "amount": []}
        self._conditions: list[Condition] = []
        self._cut_off: Parameter | None = None

    def scheme(self, name: str, day: date) -> Scheme:
        """The scheme that the entries make. Raises `Wrong`."""
        if "scheme" not in self._entries:
            raise rules.Wrong("is missing", "scheme")
        titled = rules.conform(self._entries["scheme"], _SCHEME, "scheme")
        judges = titled.get("judges", HOUSEHOLD)
        self._names = names_of(self._known.about(judges))
        for each in self._entries:
            if each != "scheme":
                self._read(each, self._entries[each])
        self._must_be_whole()
        said = frozenset().union(*(self._said(each) for each in self._made_by))
        formulas = [*self._all_formulas(), *(each.formula for each in self._conditions)]
        used = frozenset().union(*(each.uses for each in formulas))
        return Scheme(
            name=name,
            effective_from=day,
            words=_words(titled),
            basis=_basis(titled),
            parameters=tuple(self._parameters),
            terms=tuple(self._formulas["term"]),
            conditions=tuple(self._conditions),
            weights=tuple(self._formulas["weight"]),
            cut_off=self._cut_off,
            amount=next(iter(self._formulas["amount"]), None),
            indicators=(used | said) & frozenset(self._known.all),
            units=self._units,
            judges=judges,
        )

    def _read(self, name: str, given: Entry) -> None:
        must_be_name(name, {**self._known.all, **self._names})
        kinds = [each for each in _KINDS if each in given]
        if len(kinds) != 1:
            raise rules.Wrong(f"must be exactly one of {', '.join(_KINDS)}", name)
        (kind,) = kinds
        read = rules.conform(given, _EXPECTED[kind], name)
        self._units[name] = read.get("unit")
        self._names[name] = self._made(name, kind, read)
        self._made_by[name] = kind

    def _made(self, name: str, kind: str, read: Entry) -> Nature:
        if kind in ("parameter", "cut_off"):
            parameter = Parameter(name, read[kind], _words(read), _basis(read))
            if kind == "parameter":
                self._parameters.append(parameter)
            elif self._cut_off is not None:
                raise rules.Wrong(f"a scheme has one cut_off, and has {self._cut_off.name}", name)
            else:
                self._cut_off = parameter
            return Nature(NUMBER, Range(parameter.value, parameter.value), told=True)
        wanted = FLAG if kind == "condition" else NUMBER
        try:
            found = checked(read[kind], self._visible(kind), wanted)
        except ValueError as error:
            raise rules.Wrong(str(error), name, kind) from error
        words = _words(read["met"] if kind == "condition" else read)
        formula = Formula(name, found.sql, found.uses, words, _basis(read))
        if kind == "condition":
            self._conditions.append(Condition(formula, _words(read["unmet"])))
        else:
            self._formulas[kind].append(formula)
        return Nature(wanted, found.kind.span)

    def _visible(self, kind: str) -> dict[str, Nature]:
        """What has been worked out when an expression of this kind is; a cut-off never is."""
        rank = _KINDS.index(kind)
        later = {name for name, made in self._made_by.items() if _KINDS.index(made) > rank}
        return {name: each for name, each in self._names.items() if name not in later}

    def _must_be_whole(self) -> None:
        if not self._conditions:
            raise rules.Wrong("a scheme has at least one condition")
        if len(self._formulas["amount"]) > 1:
            raise rules.Wrong("a scheme has one amount at most", self._formulas["amount"][1].name)
        sayable = self._names.keys() - {
            name for name, each in self._made_by.items() if each == "cut_off"
        }
        for name in self._made_by:
            if unknown := self._said(name) - sayable:
                raise rules.Wrong(f"a text names {sorted(unknown)}, which there is not", name)

    def _said(self, name: str) -> frozenset[str]:
        """What the sentences of an entry name."""
        given = self._entries[name]
        texts = [given, given.get("met", {}), given.get("unmet", {})]
        if self._made_by[name] in ("parameter", "term", "cut_off"):
            return frozenset()
        said = (
            named(each[language], NOUNS)
            for each in texts
            for language in ("ar", "en")
            if language in each
        )
        return frozenset().union(*said)

    def _all_formulas(self) -> list[Formula]:
        return [each for formulas in self._formulas.values() for each in formulas]


def _words(read: Entry) -> Words:
    return Words(read["ar"], read["en"])


def _basis(read: Entry) -> Basis:
    return Basis(read["source"], read["assumption"])
