"""Indicators out of `rules/indicators.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from chassis import rules
from chassis.rules.shapes import Choice, Code, Each, Field, Flag, Text, Whole, entry, words
from services.registry.adapters.eligibility.naming import MEMBER, TYPES, checked
from services.registry.adapters.eligibility.nature import FLAG, NUMBER
from services.registry.domain.eligibility.indicators import (
    DERIVED,
    LOWEST,
    Indicator,
    Indicators,
    Window,
    Words,
)

Entry = Mapping[str, Any]

RESERVED = frozenset(
    {*MEMBER, "score", "scheme", "names", "household_id", "governorate", "district", "protected"}
    | {"entitled", "before", "after", "outcome"}
)
"""What other columns are called beside the indicators and formulas."""

_DERIVED = {
    "count": (FLAG, "CAST(count(*) FILTER (WHERE {}) AS DOUBLE)"),
    "any": (FLAG, "COALESCE(bool_or({}), false)"),
    "head": (NUMBER, "max({}) FILTER (WHERE is_head)"),
}
_GIVES = {"count": "whole", "any": "flag", "head": "whole"}
"""Of which type an indicator is that is derived so."""
_ORIGINS = (DERIVED, LOWEST, "surveyed", "declared")


def load(folder: Path) -> rules.DatedRules[Indicators]:
    """All versions of `indicators.yaml`. Raises `SettingError` when it is not what it must be."""
    return rules.read_by_day(folder / "indicators.yaml", _Reading().version)


def must_be_name(name: str, taken: Mapping[str, Any]) -> None:
    """Raises `Wrong` for what cannot be told from something else in an expression."""
    if name in taken or name in RESERVED:
        raise rules.Wrong("is the name of something else too", name)
    if not name.isascii() or not name.isidentifier() or not name.islower() or len(name) > 60:
        raise rules.Wrong("is no name: small Latin letters, digits and _ make one", name)


class _Reading:
    """Each version knows every name of those before: old decisions are explained by it."""

    def __init__(self) -> None:
        self._before: Mapping[str, Indicator] = {}

    def version(self, day: date, entries: rules.Entries) -> Indicators:
        found: dict[str, Indicator] = {}
        for name, given in entries.items():
            must_be_name(name, found)
            found[name] = _indicator(name, given)
        for name, each in found.items():
            if each.window is not None:
                _must_look_back_on(name, found.get(each.window.of))
        for name, each in self._before.items():
            if name not in found or found[name].type != each.type:
                raise rules.Wrong(f"must stay a {each.type}: decisions rest on it", name)
        self._before = found
        return Indicators(found)


def _must_look_back_on(name: str, of: Indicator | None) -> None:
    if of is None or not of.recorded or of.type != "whole":
        raise rules.Wrong("looks back on what is not recorded as a number", name, "of")


def _indicator(name: str, given: Entry) -> Indicator:
    read = rules.conform(given, _shape(given), name)
    return Indicator(
        name=name,
        type=read["type"],
        origin=read["origin"],
        words=Words(read["ar"], read["en"]),
        sensitive=read["sensitive"],
        unit=read.get("unit"),
        expression=_derivation(name, read) if read["origin"] == DERIVED else None,
        window=Window(read["of"], read["months"]) if read["origin"] == LOWEST else None,
        choices={code: Words(each["ar"], each["en"]) for code, each in _choices(read).items()},
    )


def _choices(read: Entry) -> Mapping[str, Mapping[str, str]]:
    found: Mapping[str, Mapping[str, str]] = read.get("choices", {})
    return found


def _shape(given: Entry) -> Field:
    """What belongs to an indicator by its type and origin."""
    parts: dict[str, Field] = {
        "type": Choice(TYPES),
        "origin": Choice(_ORIGINS),
        "ar": Text(),
        "en": Text(),
        "sensitive": Flag(),
        "unit": Choice(("fils",), required=False),
    }
    if given.get("origin") == DERIVED:
        parts |= {how: Text(required=False) for how in _DERIVED}
    if given.get("origin") == LOWEST:
        parts |= {"of": Code(), "months": Whole(most=1200)}
    if given.get("type") == "choice":
        parts |= {"choices": Each(words(), fewest=2)}
    return entry(**parts)


def _derivation(name: str, read: Entry) -> str:
    how = [each for each in _DERIVED if each in read]
    if len(how) != 1:
        raise rules.Wrong(f"is derived by exactly one of {', '.join(_DERIVED)}", name)
    if read["type"] != _GIVES[how[0]]:
        raise rules.Wrong(f"{how[0]} gives a {_GIVES[how[0]]}", name, "type")
    wanted, sql = _DERIVED[how[0]]
    try:
        return sql.format(checked(read[how[0]], MEMBER, wanted).sql)
    except ValueError as error:
        raise rules.Wrong(str(error), name, how[0]) from error
