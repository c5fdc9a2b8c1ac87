"""How alike two records are, field by field: the levels that weights are learned for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from services.registry.domain.duplicates.features import NAMES, TEXTS, Field

Kind = Literal[
    "same", "swapped", "elsewhere", "winkler", "edits", "beginning", "overlap", "known_parts"
]
DIFFERENT = "different"


@dataclass(frozen=True)
class Test:
    """One thing that can hold between two records.

    `same`: the columns are equal; `swapped`: the two columns crosswise; `elsewhere`: the word of
    the first column is in the other record's list, the second; `winkler`: Jaro-Winkler similarity
    of at least `at`; `edits`: at most `at` letters apart (Damerau-Levenshtein); `beginning`: one
    is how the other begins; `overlap`: lists share a member, and at least this part of all;
    `known_parts`: the columns that both know are equal, the first is known to both, and one
    record lacks another.
    """

    __test__ = False

    kind: Kind
    columns: tuple[str, ...]
    at: float = 0.0


@dataclass(frozen=True)
class Level:
    """A degree of likeness: any one of the tests holds."""

    name: str
    tests: tuple[Test, ...]


@dataclass(frozen=True)
class Comparison:
    """One field: nothing is said when `column` is absent; else the first level that holds, or
    `different`."""

    field: str
    column: str
    levels: tuple[Level, ...]


def comparisons(fields: Sequence[Field]) -> tuple[Comparison, ...]:
    """One for each of these fields; full names must be taken apart already."""
    names = sum(each.role == "name" for each in fields)
    texts = sum(each.role == "text" for each in fields)
    made = []
    for each in fields:
        if each.role == "name":
            made.append(_name(each.name, several=names > 1))
        elif each.role == "date":
            made.append(_date(each.name))
        elif each.role == "text":
            made.append(_text(each.name, several=texts > 1))
        elif each.role in ("number", "numbers"):
            made.append(_number(each.name, several=each.role == "numbers"))
        else:
            made.append(
                Comparison(each.name, each.name, (_level("same", Test("same", (each.name,))),))
            )
    return tuple(made)


def _level(name: str, *tests: Test) -> Level:
    return Level(name, tests)


def _name(name: str, several: bool) -> Comparison:
    sound = f"{name}_sound"
    elsewhere = (_level("elsewhere", Test("elsewhere", (sound, NAMES))),) if several else ()
    return Comparison(
        name,
        name,
        (
            _level("same", Test("same", (name,))),
            _level("same_sound", Test("same", (sound,))),
            _level("close", Test("winkler", (name,), 0.92), Test("winkler", (sound,), 0.93)),
            *elsewhere,
            _level(
                "similar",
                Test("winkler", (name,), 0.82),
                Test("winkler", (sound,), 0.85),
                Test("beginning", (name,)),
            ),
        ),
    )


def _date(name: str) -> Comparison:
    year, month, day = (f"{name}_{part}" for part in ("year", "month", "day"))
    return Comparison(
        name,
        year,
        (
            _level("same", Test("same", (name,))),
            _level("same_as_known", Test("known_parts", (year, month, day))),
            _level(
                "close",
                Test("edits", (name,), 1),
                Test("swapped", (month, day, year)),
            ),
            _level(
                "two_parts",
                Test("same", (year, month)),
                Test("same", (year, day)),
                Test("same", (month, day)),
            ),
            _level("same_year", Test("same", (year,)), Test("edits", (name,), 2)),
        ),
    )


def _text(name: str, several: bool) -> Comparison:
    words = f"{name}_words"
    elsewhere = (_level("elsewhere", Test("elsewhere", (name, TEXTS))),) if several else ()
    return Comparison(
        name,
        name,
        (
            _level("same", Test("same", (name,)), Test("overlap", (words,), 1.0)),
            _level("close", Test("winkler", (name,), 0.92), Test("edits", (name,), 1)),
            *elsewhere,
            _level("similar", Test("winkler", (name,), 0.85), Test("overlap", (words,), 0.6)),
            _level("related", Test("overlap", (words,), 0.3)),
        ),
    )


def _number(name: str, several: bool) -> Comparison:
    any_of_them = (Test("overlap", (f"{name}_all",)),) if several else ()
    return Comparison(
        name,
        name,
        (
            _level("same", Test("same", (name,)), *any_of_them),
            _level("close", Test("edits", (name,), 1)),
            _level("similar", Test("edits", (name,), 2)),
        ),
    )
