"""Comparisons as SQL for splink on DuckDB; `scoring.py` decides the same in Python."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from services.registry.domain.duplicates.comparisons import DIFFERENT, Comparison, Level, Test


def comparison(of: Comparison) -> dict[str, Any]:
    """What splink calls a comparison: the levels that have a weight of their own, best first,
    between null and else."""
    return {
        "output_column_name": of.field,
        "comparison_description": of.field,
        "comparison_levels": [
            {"sql_condition": unknown(of), "label_for_charts": "null", "is_null_level": True},
            *(
                {"sql_condition": _weighed(of, each), "label_for_charts": each}
                for each in of.weighed[:-1]
            ),
            {"sql_condition": "ELSE", "label_for_charts": DIFFERENT},
        ],
    }


def weight(of: Comparison, weights: Callable[[str], float]) -> str:
    """The weight of a pair's level, as SQL; nothing where a record does not know the field."""
    levels = "".join(f" WHEN {_level(each)} THEN {weights(each.weighs_as)!r}" for each in of.levels)
    return f"CASE WHEN {unknown(of)} THEN 0.0{levels} ELSE {weights(DIFFERENT)!r} END"


def same(of: Comparison) -> str:
    """Whether a pair is known to be the same in a field."""
    return f"coalesce(NOT ({unknown(of)}) AND ({_weighed(of, of.weighed[0])}), false)"


def unknown(of: Comparison) -> str:
    """Whether a record does not know the field, or nothing of it that could be compared."""
    absent = f'"{of.column}_l" IS NULL OR "{of.column}_r" IS NULL'
    if of.comparable is None:
        return absent
    return f"{absent} OR NOT coalesce({_test(of.comparable)}, false)"


def _weighed(of: Comparison, name: str) -> str:
    """Whether the first level that holds counts as this one, where none before it in `weighed`
    does: a level that counts as a later one takes its pairs out of those between."""
    found, order = [], of.weighed.index
    for at, level in enumerate(of.levels):
        if level.weighs_as == name:
            before = [
                f"NOT coalesce({_level(each)}, false)"
                for each in of.levels[:at]
                if order(each.weighs_as) > order(name)
            ]
            found.append(" AND ".join([f"({_level(level)})", *before]))
    return " OR ".join(f"({each})" for each in found)


def _level(level: Level) -> str:
    return " OR ".join(f"({_test(each)})" for each in level.tests)


def _test(test: Test) -> str:
    return _TESTS[test.kind](test)


def _pair(column: str) -> tuple[str, str]:
    return f'"{column}_l"', f'"{column}_r"'


def _equal(others: Sequence[str]) -> str:
    return "".join(" AND {} = {}".format(*_pair(each)) for each in others)


def _same(test: Test) -> str:
    return " AND ".join("{} = {}".format(*_pair(each)) for each in test.columns)


def _across(test: Test) -> str:
    one, other, *others = test.columns
    (one_l, one_r), (other_l, other_r) = _pair(one), _pair(other)
    pairs = ((one_l, other_r), (other_l, one_r))
    alike = " OR ".join("jaro_winkler_similarity({}, {}) >= {}".format(*p, test.at) for p in pairs)
    return f"({alike}){_equal(others)}"


def _swapped(test: Test) -> str:
    (one_l, one_r), (two_l, two_r) = map(_pair, test.columns[:2])
    return f"{one_l} = {two_r} AND {two_l} = {one_r}{_equal(test.columns[2:])}"


def _elsewhere(test: Test) -> str:
    (word_l, word_r), (list_l, list_r) = map(_pair, test.columns)
    return f"list_contains({list_r}, {word_l}) OR list_contains({list_l}, {word_r})"


def _winkler(test: Test) -> str:
    first, *others = test.columns
    return "jaro_winkler_similarity({}, {}) >= {}".format(*_pair(first), test.at) + _equal(others)


def _edits(test: Test) -> str:
    return "damerau_levenshtein({}, {}) <= {}".format(*_pair(test.columns[0]), int(test.at))


def _apart(test: Test) -> str:
    (left, right), (known_l, known_r) = map(_pair, test.columns)
    apart = f"abs(try_cast({left} AS INTEGER) - try_cast({right} AS INTEGER)) <= {int(test.at)}"
    return f"({known_l} IS NULL OR {known_r} IS NULL) AND {apart}"


def _beginning(test: Test) -> str:
    left, right = _pair(test.columns[0])
    return f"starts_with({left}, {right}) OR starts_with({right}, {left})"


def _overlap(test: Test) -> str:
    left, right = _pair(test.columns[0])
    shared = f"len(list_intersect({left}, {right}))"
    return f"{shared} > 0 AND {shared} >= {test.at} * (len({left}) + len({right}) - {shared})"


def _known_parts(test: Test) -> str:
    first_l, first_r = _pair(test.columns[0])
    others = [_pair(each) for each in test.columns[1:]]
    agree = " AND ".join(f"coalesce({left} = {right}, true)" for left, right in others)
    lacks = " OR ".join(f"{left} IS NULL OR {right} IS NULL" for left, right in others)
    return f"{first_l} = {first_r} AND {agree} AND ({lacks})"


_TESTS: dict[str, Callable[[Test], str]] = {
    "same": _same,
    "across": _across,
    "swapped": _swapped,
    "elsewhere": _elsewhere,
    "winkler": _winkler,
    "edits": _edits,
    "apart": _apart,
    "beginning": _beginning,
    "overlap": _overlap,
    "known_parts": _known_parts,
}
