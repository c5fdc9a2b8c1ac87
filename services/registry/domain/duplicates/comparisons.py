"""How alike two records are, field by field: the levels that weights are learned for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from services.registry.domain.duplicates.features import NAMES, TEXTS, WHOLE, Field

Kind = Literal[
    "same",
    "across",
    "swapped",
    "elsewhere",
    "winkler",
    "edits",
    "apart",
    "beginning",
    "overlap",
    "known_parts",
]
DIFFERENT = "different"


@dataclass(frozen=True)
class Test:
    """One thing that can hold between two records.

    `same`: the columns are equal; `across`: Jaro-Winkler similarity of at least `at` between the
    first column of one record and the second of the other, where other columns are equal;
    `swapped`: the two columns crosswise; `elsewhere`: the word of the first column is in the other
    record's list, the second;
    `winkler`: Jaro-Winkler similarity of at least `at`, where other columns are equal; `edits`: at
    most `at` letters apart (Damerau-Levenshtein); `apart`: numbers at most `at` apart, where one
    record lacks the second column; `beginning`: one is how the other begins; `overlap`: lists
    share a member, and at least this part of all; `known_parts`: the columns that both know are
    equal, the first is known to both, and one record lacks another.
    """

    __test__ = False

    kind: Kind
    columns: tuple[str, ...]
    at: float = 0.0


@dataclass(frozen=True)
class Level:
    """A degree of likeness: any one of the tests holds.

    `counts_as` names the level by whose weight it counts, where telling the two apart would weigh
    something else than the person: that one record is in Latin letters says nothing of who it is.
    """

    name: str
    tests: tuple[Test, ...]
    counts_as: str | None = None

    @property
    def weighs_as(self) -> str:
        """The level that has its weight."""
        return self.counts_as or self.name


@dataclass(frozen=True)
class Comparison:
    """One field: nothing is said when `column` is absent, or where the two records know nothing
    that could be the same (`comparable`); else the first level that holds, or `different`."""

    field: str
    column: str
    levels: tuple[Level, ...]
    comparable: Test | None = None

    @property
    def weighed(self) -> tuple[str, ...]:
        """The levels that have a weight of their own, best first, and `different`."""
        return (*(each.name for each in self.levels if each.counts_as is None), DIFFERENT)

    def weighs_as(self, level: str) -> str:
        """The level by whose weight this one counts."""
        return next((each.weighs_as for each in self.levels if each.name == level), level)


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
        elif each.role == "number":
            made.append(_number(each.name))
        elif each.role == "numbers":
            made.append(_numbers(each.name))
        else:
            made.append(
                Comparison(each.name, each.name, (_level("same", Test("same", (each.name,))),))
            )
    return tuple(made)


def _level(name: str, *tests: Test, counts_as: str | None = None) -> Level:
    return Level(name, tests, counts_as)


def _name(name: str, several: bool) -> Comparison:
    """Across scripts a name is known by its sound alone. Within one, the same consonants with
    other vowels are mostly another name of the root (حسن، حسين، حسان), and no slip: they count as
    similar at most, however few letters differ. What is spoken alike is close: in Arabic with
    another letter of one sound or without a hamza (سناء، سنا), in Latin letters with another
    vowel, as short ones are written by whim (Hoda, Huda).

    Likeness short of that is asked of what is a name's own: عبد and أبو stand before so many that
    they would make any two of these alike (عبد الرحمن، عبد الرحيم)."""
    sound, arabic, latin = f"{name}_sound", f"{name}_arabic", f"{name}_latin"

    def alike(kind: Kind, at: float, *columns: str) -> Test:
        return Test(kind, (*(f"{each}_own" for each in columns), f"{name}_before"), at)

    across = (f"{name}_only_arabic", f"{name}_only_latin")
    elsewhere = (_level("elsewhere", Test("elsewhere", (sound, NAMES))),) if several else ()
    # All names are there in another order, as where the family stands first.
    moved = (_level("moved", Test("same", (WHOLE,)), counts_as="close"),) if several else ()
    return Comparison(
        name,
        name,
        (
            _level("same", Test("same", (arabic,)), Test("same", (latin,))),
            _level("same_sound", Test("across", across, 1.0), counts_as="same"),
            _level(
                "close",
                Test("same", (f"{arabic}_spoken",)),
                Test("winkler", (f"{latin}_spoken", f"{latin}_sound"), 0.88),
                counts_as="close",
            ),
            _level(
                "same_root",
                Test("same", (f"{arabic}_sound",)),
                Test("same", (f"{latin}_sound",)),
                counts_as="similar",
            ),
            *moved,
            _level(
                "close",
                alike("winkler", 0.92, arabic),
                alike("winkler", 0.92, latin),
                alike("winkler", 0.95, f"{latin}_sound"),
                alike("across", 0.95, *across),
            ),
            *elsewhere,
            _level(
                "similar",
                alike("winkler", 0.82, arabic),
                alike("winkler", 0.82, latin),
                alike("winkler", 0.85, sound),
                Test("beginning", (arabic,)),
                Test("beginning", (latin,)),
            ),
        ),
    )


def _date(name: str) -> Comparison:
    year, month, day = (f"{name}_{part}" for part in ("year", "month", "day"))
    # An age that is told is a year more or less: where one record has no day. Looked for before
    # what is close (1 January of two years is one letter apart), and worth less than that.
    near_year = Test("apart", (year, day), 1)
    return Comparison(
        name,
        year,
        (
            _level("same", Test("same", (f"{name}_exact",))),
            _level("same_january", Test("same", (f"{name}_january",))),
            _level("same_as_known", Test("known_parts", (year, month, day))),
            _level("near_year", near_year, counts_as="near_year"),
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
            _level("near_year", near_year),
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


def _number(name: str) -> Comparison:
    return Comparison(name, name, (_level("same", Test("same", (name,))), *_nearly(name)))


def _numbers(name: str) -> Comparison:
    """A number of one kind says nothing against one of another: who shows another document has
    both. Numbers begin with their kind, so that like ones are of one kind."""
    return Comparison(
        name,
        name,
        (_level("same", Test("overlap", (f"{name}_all",))), *_nearly(name)),
        comparable=Test("overlap", (f"{name}_kinds",)),
    )


def _nearly(name: str) -> tuple[Level, ...]:
    return (
        _level("close", Test("edits", (name,), 1)),
        _level("similar", Test("edits", (name,), 2)),
    )
