"""Files to be matched: what their columns mean, and which records are known to be one."""

from __future__ import annotations

import csv
import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from services.registry.adapters.duplicates.linkage import Record
from services.registry.domain.duplicates.features import Field

Pair = tuple[str, str]
PAIR = "pair"


@dataclass(frozen=True)
class Column:
    """A field and the column it stands in; in a second file the column may be another."""

    field: Field
    name: str
    second: str


@dataclass(frozen=True)
class Table:
    """Records to be matched, and the pairs that are known to be one."""

    fields: tuple[Field, ...]
    records: list[Record]
    truth: frozenset[Pair]
    only: frozenset[Pair] | None = None
    """The pairs to be judged; all others when `None`."""


def read_file(
    paths: Sequence[Path],
    columns: Sequence[Column],
    *,
    identifier: str | None,
    truth: str | None = None,
    pattern: str | None = None,
    pairs: Path | None = None,
) -> Table:
    """One file with duplicates, or two to be linked; truth by a column or a file of pairs.

    `pattern` takes its first group out of the truth column. Raises `ValueError` naming what is
    not in the files.
    """
    records: list[Record] = []
    clusters: dict[str, list[int]] = defaultdict(list)
    for side, path in zip("ab", paths, strict=False):
        for number, row in enumerate(_rows(path)):
            values = {
                each.field.name: _value(row, each.second if side == "b" else each.name, path)
                for each in columns
            }
            own = _value(row, identifier, path) if identifier else str(number)
            if truth is not None:
                told = _value(row, truth, path)
                found = re.search(pattern, told) if pattern else None
                told = found.group(1) if found else told
                if told:
                    clusters[told].append(len(records))
            records.append(Record(own if len(paths) == 1 else f"{side}:{own}", values, side))
    known = _pairs_of(records, clusters)
    if pairs is not None:
        known |= {_ordered(one, two) for one, two in _truth_pairs(pairs, len(paths) > 1)}
    return Table(tuple(each.field for each in columns), records, frozenset(known))


def read_pairs(path: Path, columns: Sequence[Column], label: str | None) -> Table:
    """A file whose rows are two records side by side.

    With a `label` (1, true, yes, match …) exactly these pairs are judged; without one every row
    is a pair that belongs together, to be found among all others.
    """
    records: list[Record] = []
    known: set[Pair] = set()
    only: set[Pair] = set()
    for number, row in enumerate(_rows(path)):
        pair = (f"a:{number}", f"b:{number}")
        only.add(pair)
        for side, own in zip("ab", pair, strict=True):
            values: dict[str, str | None] = {
                each.field.name: _value(row, each.second if side == "b" else each.name, path)
                for each in columns
            }
            records.append(Record(own, {**values, PAIR: str(number)}, side))
        if label is None or _value(row, label, path).strip().casefold() in _YES:
            known.add(pair)
    return Table(
        tuple(each.field for each in columns),
        records,
        frozenset(known),
        None if label is None else frozenset(only),
    )


_YES = frozenset({"1", "1.0", "true", "yes", "y", "match", "same", "نعم"})


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding=_encoding(path), newline="") as file:
        for row in csv.DictReader(file, skipinitialspace=True):
            yield {str(name).strip(): value or "" for name, value in row.items() if name}


def _encoding(path: Path) -> str:
    try:
        path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        return "windows-1256"
    return "utf-8-sig"


def _value(row: dict[str, str], name: str, path: Path) -> str:
    if name not in row:
        raise ValueError(f"{path.name} has no column {name!r}; it has {', '.join(row)}")
    return row[name].strip()


def _pairs_of(records: Sequence[Record], clusters: dict[str, list[int]]) -> set[Pair]:
    linking = len({each.file for each in records}) > 1
    return {
        _ordered(records[one].id, records[two].id)
        for members in clusters.values()
        for one, two in itertools.combinations(members, 2)
        if not linking or records[one].file != records[two].file
    }


def _truth_pairs(path: Path, linking: bool) -> Iterator[Pair]:
    for row in _rows(path):
        one, two = list(row.values())[:2]
        yield (f"a:{one.strip()}", f"b:{two.strip()}") if linking else (one.strip(), two.strip())


def _ordered(one: str, two: str) -> Pair:
    return (one, two) if one <= two else (two, one)
