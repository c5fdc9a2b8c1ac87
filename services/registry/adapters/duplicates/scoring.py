"""The level that two records reach, decided in Python as `sql.py` has DuckDB decide it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from rapidfuzz.distance import OSA, JaroWinkler

from services.registry.domain.duplicates.comparisons import DIFFERENT, Comparison, Test
from services.registry.domain.duplicates.features import Features, Value


def levels(
    comparisons: Sequence[Comparison], left: Features, right: Features
) -> dict[str, str | None]:
    """For every field the first level that holds; `None` where a record does not know it."""
    return {each.field: _level(each, left, right) for each in comparisons}


def _level(comparison: Comparison, left: Features, right: Features) -> str | None:
    if left[comparison.column] is None or right[comparison.column] is None:
        return None
    if comparison.comparable is not None and not _holds(comparison.comparable, left, right):
        return None
    for level in comparison.levels:
        if any(_holds(test, left, right) for test in level.tests):
            return level.name
    return DIFFERENT


def _holds(test: Test, left: Features, right: Features) -> bool:
    return _TESTS[test.kind](test, left, right)


def _equal(one: Value, two: Value) -> bool:
    return one is not None and one == two


def _same(test: Test, left: Features, right: Features) -> bool:
    return _all_equal(test.columns, left, right)


def _all_equal(columns: Sequence[str], left: Features, right: Features) -> bool:
    return all(_equal(left[each], right[each]) for each in columns)


def _across(test: Test, left: Features, right: Features) -> bool:
    one, other, *others = test.columns
    if not _all_equal(others, left, right):
        return False
    return _alike(left[one], right[other], test.at) or _alike(left[other], right[one], test.at)


def _alike(one: Value, two: Value, at: float) -> bool:
    texts = isinstance(one, str) and isinstance(two, str)
    return texts and JaroWinkler.similarity(str(one), str(two)) >= at


def _swapped(test: Test, left: Features, right: Features) -> bool:
    one, two, *rest = test.columns
    return (
        _equal(left[one], right[two])
        and _equal(left[two], right[one])
        and _all_equal(rest, left, right)
    )


def _elsewhere(test: Test, left: Features, right: Features) -> bool:
    word, words = test.columns
    return left[word] in (right[words] or ()) or right[word] in (left[words] or ())


def _texts(test: Test, left: Features, right: Features) -> tuple[str, str] | None:
    one, two = left[test.columns[0]], right[test.columns[0]]
    return (one, two) if isinstance(one, str) and isinstance(two, str) else None


def _winkler(test: Test, left: Features, right: Features) -> bool:
    first, *others = test.columns
    return _alike(left[first], right[first], test.at) and _all_equal(others, left, right)


def _edits(test: Test, left: Features, right: Features) -> bool:
    texts = _texts(test, left, right)
    return texts is not None and OSA.distance(*texts) <= test.at


def _apart(test: Test, left: Features, right: Features) -> bool:
    texts, known = _texts(test, left, right), test.columns[1]
    if texts is None or not (left[known] is None or right[known] is None):
        return False
    return abs(int(texts[0]) - int(texts[1])) <= test.at


def _beginning(test: Test, left: Features, right: Features) -> bool:
    texts = _texts(test, left, right)
    return texts is not None and (texts[0].startswith(texts[1]) or texts[1].startswith(texts[0]))


def _overlap(test: Test, left: Features, right: Features) -> bool:
    one, two = set(left[test.columns[0]] or ()), set(right[test.columns[0]] or ())
    return bool(one & two) and len(one & two) >= test.at * len(one | two)


def _known_parts(test: Test, left: Features, right: Features) -> bool:
    first, *others = test.columns
    pairs = [(left[each], right[each]) for each in others]
    unknown = [one is None or two is None for one, two in pairs]
    agree = all(lacks or one == two for lacks, (one, two) in zip(unknown, pairs, strict=True))
    return _equal(left[first], right[first]) and agree and any(unknown)


_TESTS: Mapping[str, Callable[[Test, Features, Features], bool]] = {
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
