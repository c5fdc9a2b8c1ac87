"""The whole registry looked through for duplicates by DuckDB, with memory that does not grow.

Persons are read once into a table on disk, in the forms that comparisons look at, with the blocks
in which they meet; pairs are made and weighed a portion at a time. For processes without eventlet.

A nation runs the same SQL on Spark: `_Sight.after` and `_read` are what speaks to DuckDB; levels
(`sql.py`), features and blocks are the same there.
"""

from __future__ import annotations

import math
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from services.registry.adapters.documents import Documents, State
from services.registry.adapters.duplicates import sql, tabled
from services.registry.app.persons import plain
from services.registry.domain.duplicates.advice import Guard
from services.registry.domain.duplicates.comparisons import comparisons
from services.registry.domain.duplicates.features import features
from services.registry.domain.duplicates.model import Model
from services.registry.domain.duplicates.persons import FIELDS, record, wide_blocks
from services.registry.domain.persons.identity import Identity

PORTIONS = 64
"""In so many parts pairs are looked at; after a kill the run goes on at the next part."""

MOST_PER_BLOCK = 200
"""Blocks with more persons are not compared, and counted: a name that thousands bear tells little,
and its pairs meet in narrower blocks too."""

_MEMORY = "512MB"
_BATCH = 10_000
_BLOCKS = "blocks"
_NEEDED = (
    *("name", "birth_date", "sex", "identity", "other_documents", "former_documents"),
    *("address", "merged_into"),
)
_COMPARISONS = comparisons(FIELDS)
_NUMBERS = Guard.of(FIELDS).numbers


@dataclass(frozen=True)
class Portion:
    """See `app.duplicates.matching.Portion`."""

    pairs: int
    probable: list[tuple[str, str]]


class MongoPopulation:
    """Persons out of the registry's collection."""

    def __init__(self, documents: Documents) -> None:
        self._documents = documents

    @contextmanager
    def __call__(
        self,
        matching_id: str,
        governorates: Sequence[str],
        model: Model,
        reached: Callable[[int], None],
    ) -> Iterator[_Sight]:
        """See `app.duplicates.matching.Population`."""
        import duckdb  # takes a tenth of a second and 40 MB: only where something is compared

        # The same for every run: what a killed one left behind goes. Names are in it.
        folder = Path(tempfile.gettempdir()) / f"kanaf-matching-{matching_id}"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(mode=0o700)
        connection = duckdb.connect(str(folder / "persons.duckdb"))
        try:
            connection.execute(f"SET memory_limit = '{_MEMORY}'; SET threads = 2")
            connection.execute("SET preserve_insertion_order = false")
            persons = _read(connection, persons_of(self._documents, governorates), reached)
            yield _Sight(connection, persons, model)
        finally:
            connection.close()
            shutil.rmtree(folder, ignore_errors=True)


def persons_of(documents: Documents, governorates: Sequence[str]) -> Iterator[tuple[str, State]]:
    """Everybody who may be compared: nobody merged, protected, or whose data must rest."""
    keys: dict[str, Any] = {"protected": None, "restricted": None}
    if governorates:
        keys["governorate"] = {"$in": list(governorates)}
    for person_id, state in documents.each("persons", keys, None, _NEEDED):
        if state.get("merged_into") is None:
            yield person_id, state


def values_of(state: State) -> dict[str, str | None]:
    """What is compared of a person."""
    return record(
        plain.name_from(state["name"]),
        plain.birth_date_from(state["birth_date"]),
        state["sex"],
        _documents(state),
        state["address"]["governorate"],
    )


class NoPopulation:
    """In memory, where nothing is looked through."""

    @contextmanager
    def __call__(self, *_: Any, **__: Any) -> Iterator[_Nobody]:
        yield _Nobody()


class _Nobody:
    persons = large_blocks = unseen_pairs = portions = 0

    def after(self, portion: int) -> Iterator[Portion]:
        return iter(())


class _Sight:
    """See `app.duplicates.matching.Sight`."""

    portions = PORTIONS

    def __init__(self, connection: Any, persons: int, model: Model) -> None:
        self._connection = connection
        self._model = model
        self.persons = persons
        self.large_blocks, self.unseen_pairs = self._block()

    def after(self, portion: int) -> Iterator[Portion]:
        for each in range(portion, PORTIONS):
            pairs = self._count(f"SELECT count(*) FROM ({_met(each)})")  # noqa: S608
            found = self._connection.execute(self._probable(each)).fetchall()
            yield Portion(pairs, sorted((min(pair), max(pair)) for pair in found))

    def _block(self) -> tuple[int, int]:
        """Spread the blocks over the portions; how many are too large, and their pairs."""
        self._connection.execute(
            f"CREATE TABLE met AS SELECT number, hash(unnest({_BLOCKS})) AS key FROM records"  # noqa: S608
        )
        self._connection.execute(
            "CREATE TABLE sizes AS SELECT key, count(*) AS persons FROM met "
            "GROUP BY key HAVING count(*) > 1"
        )
        self._connection.execute(
            f"CREATE TABLE small AS SELECT key, number, key % {PORTIONS} AS portion "  # noqa: S608
            f"FROM met JOIN sizes USING (key) WHERE persons <= {MOST_PER_BLOCK} ORDER BY portion"
        )
        large = f"FROM sizes WHERE persons > {MOST_PER_BLOCK}"
        return (
            self._count(f"SELECT count(*) {large}"),
            self._count(f"SELECT sum(persons * (persons - 1) / 2) {large}"),
        )

    def _probable(self, portion: int) -> str:
        """Pairs of this portion that are probable, each in the first portion where it meets."""
        columns = [each for each in tabled.types(FIELDS) if each != _BLOCKS]
        sides = ", ".join(f'{at}."{each}" AS "{each}_{at}"' for at in "lr" for each in columns)
        least = _log_odds(self._model.review_at) - _log_odds(self._model.prior)
        weight = " + ".join(
            sql.weight(each, self._model.fields[each.field].of) for each in _COMPARISONS
        )
        # As `domain.duplicates.advice.probable` has it.
        shared = " OR ".join(sql.same(each) for each in _COMPARISONS if each.field in _NUMBERS)
        return f"""
            WITH pairs AS (SELECT * FROM ({_met(portion)})),
            weighed AS (
                SELECT one, two, id_l, id_r FROM (
                    SELECT one, two, l.id AS id_l, r.id AS id_r, {sides} FROM pairs
                    JOIN records l ON l.number = one JOIN records r ON r.number = two)
                WHERE {weight} >= {least!r} OR {shared})
            SELECT id_l, id_r FROM weighed WHERE {portion} = (
                SELECT min(a.portion) FROM small a JOIN small b USING (key)
                WHERE a.number = one AND b.number = two)"""  # noqa: S608

    def _count(self, query: str) -> int:
        return int(self._connection.execute(query).fetchone()[0] or 0)


def _met(portion: int) -> str:
    return (
        "SELECT DISTINCT a.number AS one, b.number AS two FROM small a JOIN small b "  # noqa: S608
        f"ON a.key = b.key AND a.number < b.number WHERE a.portion = {portion} "
        f"AND b.portion = {portion}"
    )


def _read(
    connection: Any, persons: Iterator[tuple[str, State]], reached: Callable[[int], None]
) -> int:
    """Persons as a table `records`; how many."""
    types = {"number": "INTEGER", "id": "VARCHAR", **tabled.types(FIELDS), _BLOCKS: "VARCHAR[]"}
    tabled.create(connection, "records", types)
    rows: list[dict[str, Any]] = []
    read = 0
    for person_id, state in persons:
        rows.append({"number": read, "id": person_id, **_comparable(state)})
        read += 1
        if len(rows) == _BATCH:
            tabled.insert(connection, "records", types, rows)
            rows = []
            reached(read)
    tabled.insert(connection, "records", types, rows)
    reached(read)
    return read


def _comparable(state: State) -> dict[str, Any]:
    blocks = wide_blocks(
        plain.name_from(state["name"]),
        plain.birth_date_from(state["birth_date"]),
        state["sex"],
        _documents(state),
    )
    return {**features(values_of(state), FIELDS), _BLOCKS: blocks}


def _documents(state: State) -> tuple[Identity, ...]:
    further = (*state.get("other_documents", ()), *state.get("former_documents", ()))
    known_by = (plain.identity_from(state["identity"]), *plain.documents_from(further))
    return tuple(dict.fromkeys(known_by))


def _log_odds(probability: float) -> float:
    return math.log2(probability / (1 - probability))
