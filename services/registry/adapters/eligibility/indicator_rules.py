"""Indicators out of `rules/indicators.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from chassis import rules
from chassis.rules.shapes import (
    Choice,
    Code,
    Each,
    Field,
    Flag,
    Part,
    Sentence,
    Text,
    Whole,
    entry,
    words,
)
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
from services.registry.domain.eligibility.judged import HOUSEHOLD, PERSON

Entry = Mapping[str, Any]

RESERVED = frozenset(
    {*MEMBER, "score", "scheme", "names", "household_id", "governorate", "district", "protected"}
    | {
        "entitled",
        "before",
        "after",
        "outcome",
        "person_id",
        "started",
        "enrolled",
        "person",
        "_id",
    }
)
"""What other columns are called beside the indicators and formulas."""

_DERIVED = {
    "count": (FLAG, "CAST(count(*) FILTER (WHERE {}) AS DOUBLE)"),
    "any": (FLAG, "COALESCE(bool_or({}), false)"),
    "head": (NUMBER, "max({}) FILTER (WHERE is_head)"),
}
_GIVES = {"count": "whole", "any": "flag", "head": "whole"}
"""Of which type an indicator is that is derived so."""
_PERSON = "person"
"""Derived of each member alone: of any type."""
_WAYS = (*_DERIVED, _PERSON)
_ORIGINS = (DERIVED, LOWEST, "surveyed", "declared")
_DISREGARDED, _COUNTS_AGAIN = "disregarded", "counts_again"


def _sentence(*names: str) -> Part:
    return Part({each: Sentence(names) for each in ("ar", "en")}, required=False)


_SAID_OF_WINDOWS: Mapping[str, Field] = {
    _DISREGARDED: _sentence("known", "counted", "difference", "until"),
    _COUNTS_AGAIN: _sentence("known", "counted", "until"),
}


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
            if each.at_most is not None:
                _must_count(name, found.get(each.at_most))
        for name, each in self._before.items():
            if name not in found or found[name].type != each.type:
                raise rules.Wrong(f"must stay a {each.type}: decisions rest on it", name)
        self._before = found
        return Indicators(found)


def _must_look_back_on(name: str, of: Indicator | None) -> None:
    if of is None or not of.recorded or of.type != "whole":
        raise rules.Wrong("looks back on what is not recorded as a number", name, "of")


def _must_count(name: str, of: Indicator | None) -> None:
    if of is None or of.origin != DERIVED or of.type != "whole":
        raise rules.Wrong("is at most what counts no members", name, "at_most")


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
        window=_window(read) if read["origin"] == LOWEST else None,
        choices={code: Words(each["ar"], each["en"]) for code, each in _choices(read).items()},
        about=PERSON if _PERSON in read else HOUSEHOLD,
        at_most=read.get("at_most"),
    )


def _window(read: Entry) -> Window:
    said = (read.get(each) for each in (_DISREGARDED, _COUNTS_AGAIN))
    return Window(
        read["of"], read["months"], *(each and Words(each["ar"], each["en"]) for each in said)
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
        parts |= {how: Text(required=False) for how in _WAYS}
    if given.get("origin") == LOWEST:
        parts |= {"of": Code(), "months": Whole(most=1200), **_SAID_OF_WINDOWS}
    elif given.get("origin") != DERIVED and given.get("type") == "whole":
        parts |= {"at_most": Code(required=False)}
    if given.get("type") == "choice":
        parts |= {"choices": Each(words(), fewest=2)}
    return entry(**parts)


def _derivation(name: str, read: Entry) -> str:
    how = [each for each in _WAYS if each in read]
    if len(how) != 1:
        raise rules.Wrong(f"is derived by exactly one of {', '.join(_WAYS)}", name)
    if how[0] in _GIVES and read["type"] != _GIVES[how[0]]:
        raise rules.Wrong(f"{how[0]} gives a {_GIVES[how[0]]}", name, "type")
    wanted, sql = _DERIVED.get(how[0], (TYPES[read["type"]], "{}"))
    try:
        return sql.format(checked(read[how[0]], MEMBER, wanted).sql)
    except ValueError as error:
        raise rules.Wrong(str(error), name, how[0]) from error
