"""Comparisons as SQL for splink on DuckDB; `scoring.py` decides the same in Python."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from services.registry.domain.duplicates.comparisons import DIFFERENT, Comparison, Level, Test


def comparison(of: Comparison) -> dict[str, Any]:
    """What splink calls a comparison: the levels, best first, between null and else."""
    return {
        "output_column_name": of.field,
        "comparison_description": of.field,
        "comparison_levels": [
            {
                "sql_condition": f'"{of.column}_l" IS NULL OR "{of.column}_r" IS NULL',
                "label_for_charts": "null",
                "is_null_level": True,
            },
            *({"sql_condition": _level(each), "label_for_charts": each.name} for each in of.levels),
            {"sql_condition": "ELSE", "label_for_charts": DIFFERENT},
        ],
    }


def weight(of: Comparison, weights: Callable[[str], float]) -> str:
    """The weight of a pair's level, as SQL; nothing where a record does not know the field."""
    levels = "".join(f" WHEN {_level(each)} THEN {weights(each.name)!r}" for each in of.levels)
    return (
        f'CASE WHEN "{of.column}_l" IS NULL OR "{of.column}_r" IS NULL THEN 0.0{levels} '
        f"ELSE {weights(DIFFERENT)!r} END"
    )


def _level(level: Level) -> str:
    return " OR ".join(f"({_test(each)})" for each in level.tests)


def _test(test: Test) -> str:
    return _TESTS[test.kind](test)


def _pair(column: str) -> tuple[str, str]:
    return f'"{column}_l"', f'"{column}_r"'


def _same(test: Test) -> str:
    return " AND ".join("{} = {}".format(*_pair(each)) for each in test.columns)


def _swapped(test: Test) -> str:
    (one_l, one_r), (two_l, two_r) = map(_pair, test.columns[:2])
    rest = "".join(" AND {} = {}".format(*_pair(each)) for each in test.columns[2:])
    return f"{one_l} = {two_r} AND {two_l} = {one_r}{rest}"


def _elsewhere(test: Test) -> str:
    (word_l, word_r), (list_l, list_r) = map(_pair, test.columns)
    return f"list_contains({list_r}, {word_l}) OR list_contains({list_l}, {word_r})"


def _winkler(test: Test) -> str:
    return "jaro_winkler_similarity({}, {}) >= {}".format(*_pair(test.columns[0]), test.at)


def _edits(test: Test) -> str:
    return "damerau_levenshtein({}, {}) <= {}".format(*_pair(test.columns[0]), int(test.at))


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
    "swapped": _swapped,
    "elsewhere": _elsewhere,
    "winkler": _winkler,
    "edits": _edits,
    "beginning": _beginning,
    "overlap": _overlap,
    "known_parts": _known_parts,
}
