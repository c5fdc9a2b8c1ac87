"""The keys on which the records of a file meet, so that few of all possible pairs are looked at."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator, Sequence

from services.registry.domain.duplicates.features import NAMES, Field

Key = tuple[str, ...]
"""Columns, as SQL names them, that two records have alike."""

PAIRS_PER_RECORD = 20
"""A key that makes more pairs than this for each record is left out."""

FEWEST_PAIRS = 100_000
"""What can always be looked at, however few records there are."""

_EVERY_NAME = f'"{NAMES}_key"'


def possible(fields: Sequence[Field]) -> Iterator[Key]:
    """Every telling column by itself, and every two of different fields."""
    columns = list(_columns(fields))
    yield from ((column,) for _, column in columns)
    if sum(each.role == "name" for each in fields) > 1:
        yield (_EVERY_NAME,)
    for (one, left), (two, right) in itertools.combinations(columns, 2):
        if one != two:
            yield (left, right)


def affordable(keys: Iterable[Key], records: int, pairs_of: Callable[[Key], int]) -> list[Key]:
    """Those that make a number of pairs that can be looked at, fewest first."""
    allowed = max(FEWEST_PAIRS, PAIRS_PER_RECORD * records)
    sized = sorted((pairs_of(each), each) for each in keys)
    return [key for pairs, key in sized if 0 < pairs <= allowed]


def needed(keys: Sequence[Key]) -> list[Key]:
    """The same without keys all of whose pairs another key makes."""
    sets = [frozenset(each) for each in keys]
    return [
        key
        for key, own in zip(keys, sets, strict=True)
        if not any(_wider(other, own) for other in sets)
    ]


def used(key: Key, fields: Sequence[Field]) -> frozenset[str]:
    """The fields that a key says something about: nothing is learned of them from its pairs."""
    if key == (_EVERY_NAME,):
        return frozenset(each.name for each in fields if each.role == "name")
    bare = {each.strip('"') for each in key}
    return frozenset(
        each.name
        for each in fields
        if bare & {each.name, f"{each.name}_sound", f"{each.name}_year"}
    )


def _columns(fields: Sequence[Field]) -> Iterator[tuple[str, str]]:
    for each in fields:
        if each.role == "name":
            yield each.name, f'"{each.name}_sound"'
        elif each.role == "date":
            yield each.name, f'"{each.name}"'
            yield each.name, f'"{each.name}_year"'
        elif each.role in ("number", "numbers", "text"):
            yield each.name, f'"{each.name}"'


def _wider(other: frozenset[str], own: frozenset[str]) -> bool:
    """Whether the other key has all pairs of this one: records of one date are of one year."""
    with_years = own | {f'{each[:-1]}_year"' for each in own}
    return other != own and other <= with_years
