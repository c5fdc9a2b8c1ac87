"""Whole files matched by splink on DuckDB: weights learned by EM, every pair that blocks scored.

DuckDB serves one machine with a few million records. For a nation splink runs the same settings on
Spark (`splink.SparkAPI` in place of `splink.DuckDBAPI`); nothing else changes.
"""

from __future__ import annotations

import contextlib
import itertools
import logging
import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from services.registry.adapters.duplicates import sql
from services.registry.domain.duplicates.comparisons import comparisons
from services.registry.domain.duplicates.features import (
    NAMES,
    Features,
    Field,
    expanded,
    features,
)

logging.getLogger("splink").setLevel(logging.ERROR)

PAIRS_PER_RECORD = 20
"""A blocking rule that makes more pairs than this for each record is left out."""

FEWEST_PAIRS = 100_000
_SAMPLED_PAIRS = 2_000_000
_SEED = 1
_BATCH = 20_000
_TRAINING_RULES = 6
_START = 1e-4
_HIGHEST_PRIOR = 0.9
_FEWEST_M = 0.004
_FEWEST_U = 1e-6


@dataclass(frozen=True)
class Scored:
    """Two records, by their ids, and how probable it is that they are of one."""

    left: str
    right: str
    probability: float
    weight: float


@dataclass(frozen=True)
class Record:
    """A record of a file: its id there, which file, and its values by field."""

    id: str
    values: Mapping[str, str | None]
    file: str = "a"


class Linkage:
    """One or two files being matched; of two, only pairs across are looked at."""

    def __init__(
        self,
        records: Iterable[Record],
        fields: Sequence[Field],
        *,
        memory: str = "2GB",
        extra: Sequence[str] = (),
    ) -> None:
        self.connection = duckdb.connect()
        self.connection.execute(f"SET memory_limit = '{memory}'")
        self.connection.execute("SET threads = 2")
        self.fields = expanded(fields)
        self.comparisons = comparisons(self.fields)
        self._given = tuple(fields)
        self._extra = tuple(extra)
        self.files: list[str] = []
        self._load(records)
        self.records = self.count("SELECT count(*) FROM records")
        self._linker: Linker | None = None
        self.learned: dict[str, Any] = {}
        self._only = False

    def _load(self, records: Iterable[Record]) -> None:
        columns = self._columns()
        self.connection.execute(
            "CREATE TABLE records (unique_id VARCHAR, file VARCHAR, "
            + ", ".join(f'"{name}" {type_}' for name, type_ in columns.items())
            + ")"
        )
        waiting: list[dict[str, Any]] = []
        for each in records:
            if each.file not in self.files:
                self.files.append(each.file)
            waiting.append(
                {
                    "unique_id": each.id,
                    "file": each.file,
                    **features(each.values, self._given),
                    **{name: each.values.get(name) for name in self._extra},
                }
            )
            if len(waiting) >= _BATCH:
                self._insert(waiting)
                waiting = []
        self._insert(waiting)

    def _insert(self, rows: list[dict[str, Any]]) -> None:
        if not rows:
            return
        names = ["unique_id", "file", *self._columns()]
        types = {
            name: pa.list_(pa.string())
            for name, type_ in self._columns().items()
            if type_ != "VARCHAR"
        }
        schema = pa.schema([(name, types.get(name, pa.string())) for name in names])
        batch = pa.Table.from_pylist([{n: r[n] for n in names} for r in rows], schema=schema)
        self.connection.register("batch", batch)
        self.connection.execute("INSERT INTO records SELECT * FROM batch")
        self.connection.unregister("batch")

    def _columns(self) -> dict[str, str]:
        probe: Features = features({}, self._given)
        lists = {
            NAMES,
            "all_texts",
            *(f"{each.name}_words" for each in self.fields if each.role == "text"),
        }
        return {
            **{name: "VARCHAR[]" if name in lists else "VARCHAR" for name in probe},
            **dict.fromkeys(self._extra, "VARCHAR"),
        }

    def count(self, query: str) -> int:
        """The one number that a query answers."""
        row = self.connection.execute(query).fetchone()
        return 0 if row is None else int(row[0] or 0)

    # Blocking

    def blocking(self) -> list[tuple[str, ...]]:
        """The keys on which records meet, those with the fewest pairs first.

        Every two fields make one, and every telling field one by itself, as long as it makes a
        number of pairs that can be looked at.
        """
        return self._affordable(self._possible_keys())

    def keys_of(self, columns: Sequence[str]) -> list[tuple[str, ...]]:
        """The same from plain columns: each alone, and every two of them."""
        return self._affordable(
            [*((each,) for each in columns), *itertools.combinations(columns, 2)]
        )

    def _affordable(self, keys: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
        allowed = max(FEWEST_PAIRS, PAIRS_PER_RECORD * self.records)
        sized = sorted((self._pairs_of(each), each) for each in keys)
        return [key for pairs, key in sized if 0 < pairs <= allowed]

    def _possible_keys(self) -> Iterator[tuple[str, ...]]:
        words: list[tuple[str, str]] = []
        for each in self.fields:
            if each.role == "name":
                words.append((each.name, f'"{each.name}_sound"'))
            elif each.role == "date":
                words += [(each.name, f'"{each.name}"'), (each.name, f'"{each.name}_year"')]
            elif each.role in ("number", "text"):
                words.append((each.name, f'"{each.name}"'))
        yield from ((column,) for _, column in words)
        if sum(each.role == "name" for each in self.fields) > 1:
            yield (f'"{NAMES}_key"',)
        for (one, left), (two, right) in itertools.combinations(words, 2):
            if one != two:
                yield (left, right)

    def _pairs_of(self, key: Sequence[str]) -> int:
        columns = ", ".join(key)
        known = " AND ".join(f"{each} IS NOT NULL" for each in key)
        if len(self.files) > 1:
            a, b = self.files[:2]
            count = (
                f"sum(n_a * n_b) FROM (SELECT count(*) FILTER (file = '{a}') n_a, "
                f"count(*) FILTER (file = '{b}') n_b"
            )
        else:
            count = "sum(n * (n - 1) / 2) FROM (SELECT count(*) n"
        return self.count(f"SELECT {count} FROM records WHERE {known} GROUP BY {columns})")  # noqa: S608

    # Learning and scoring

    def learn(self, keys: Sequence[tuple[str, ...]] | None = None) -> None:
        """Learn how telling every level is: u from random pairs, m by expectation maximisation.

        `keys` instead of those of `blocking()` say which pairs are looked at.
        """
        self._only = keys is not None
        keys = self.blocking() if keys is None else keys
        linker = self._new_linker(keys)
        linker.training.estimate_u_using_random_sampling(
            max_pairs=_SAMPLED_PAIRS, seed=_SEED, min_count_per_level=None
        )
        for key in self._training_keys(keys):
            with contextlib.suppress(Exception):
                linker.training.estimate_parameters_using_expectation_maximisation(
                    block_on(*key), fix_u_probabilities=True
                )
        learned: dict[str, Any] = _without_certainty(linker.misc.save_model_to_json())
        self._linker = Linker(
            self.registered(DuckDBAPI(connection=self.connection)),
            learned,
            log_level=logging.ERROR,
        )
        self.learned = learned

    def _new_linker(self, keys: Sequence[tuple[str, ...]]) -> Linker:
        api = DuckDBAPI(connection=self.connection)
        settings = SettingsCreator(
            link_type="link_only" if len(self.files) > 1 else "dedupe_only",
            comparisons=[sql.comparison(each) for each in self.comparisons],
            blocking_rules_to_generate_predictions=[block_on(*each) for each in keys],
            probability_two_random_records_match=_START,
            retain_matching_columns=False,
            retain_intermediate_calculation_columns=False,
            additional_columns_to_retain=list(self._extra),
        )
        return Linker(self.registered(api), settings, log_level=logging.ERROR)

    def registered(self, api: DuckDBAPI) -> list[Any]:
        """The files as splink knows them."""
        frames = []
        for number, file in enumerate(self.files):
            self.connection.execute(
                f"CREATE OR REPLACE VIEW file_{number} AS "  # noqa: S608
                f"SELECT * EXCLUDE (file) FROM records WHERE file = '{file}'"
            )
            frames.append(api.register(f"file_{number}", dataset_display_name=f"side_{number}"))
        return frames

    def _training_keys(self, keys: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
        """Few keys that leave every comparison free in most of the runs."""
        chosen: list[tuple[str, ...]] = []
        used: dict[str, int] = {}
        for key in sorted(keys, key=lambda each: (len(each), keys.index(each))):
            fields = {_field_of(each) for each in key}
            if all(used.get(each, 0) < 2 for each in fields):
                chosen.append(key)
                for each in fields:
                    used[each] = used.get(each, 0) + 1
        return chosen[:_TRAINING_RULES]

    def predict(self, at_least: float = 0.01) -> list[Scored]:
        """Every pair that blocks and is at least so probable, most probable first."""
        if self._linker is None:
            self.learn()
        assert self._linker is not None  # noqa: S101  (learn made it)
        frame = self._linker.inference.predict()
        table = frame.physical_name
        prior = self._prior(table)
        shift = math.log2(prior / (1 - prior)) - math.log2(_START / (1 - _START))
        rows = self.connection.execute(
            f"SELECT unique_id_l, unique_id_r, match_weight + {shift} AS w FROM {table} "  # noqa: S608
            f"WHERE w >= {_weight(at_least)} ORDER BY w DESC, 1, 2"
        ).fetchall()
        return [Scored(left, right, _probability(weight), weight) for left, right, weight in rows]

    def _prior(self, table: str) -> float:
        """How probable a random pair is one person: what the scores themselves add up to."""
        looked_at = self.count(f"SELECT count(*) FROM {table}")  # noqa: S608
        possible = float(looked_at) if self._only else self._possible_pairs()
        prior = _START
        for _ in range(30):
            shift = math.log2(prior / (1 - prior)) - math.log2(_START / (1 - _START))
            expected = self.connection.execute(
                "SELECT sum(1 / (1 + pow(2.0, least(-(match_weight + ?), 500)))) "  # noqa: S608
                f"FROM {table}",
                [shift],
            ).fetchone()
            found = max(float((expected or (0,))[0] or 0.0), 0.5) / possible
            if abs(math.log(found / prior)) < 1e-3:
                break
            prior = min(found, _HIGHEST_PRIOR)
        return prior

    def _possible_pairs(self) -> float:
        if len(self.files) > 1:
            sizes = self.connection.execute("SELECT count(*) FROM records GROUP BY file").fetchall()
            return float(math.prod(each[0] for each in sizes))
        return self.records * (self.records - 1) / 2


def _without_certainty(model: dict[str, Any]) -> dict[str, Any]:
    """No level proves anything: a likeness not seen while learning may still be seen."""
    for comparison in model["comparisons"]:
        levels = [each for each in comparison["comparison_levels"] if not each.get("is_null_level")]
        for name, fewest in (("m_probability", _FEWEST_M), ("u_probability", _FEWEST_U)):
            raised = [max(float(each.get(name) or 0.0), fewest) for each in levels]
            for each, value in zip(levels, raised, strict=True):
                each[name] = value / sum(raised)
    return model


def _field_of(column: str) -> str:
    return column.strip('"').removesuffix("_sound").removesuffix("_year").removesuffix("_key")


def _weight(probability: float) -> float:
    return math.log2(probability / (1 - probability))


def _probability(weight: float) -> float:
    return 1 / (1 + 2 ** min(-weight, 500.0))
