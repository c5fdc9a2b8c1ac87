"""Whole files matched by splink on DuckDB: weights learned by EM, every pair that blocks scored.

DuckDB serves one machine with a few million records. For a nation the same settings run on Spark:
`splink.SparkAPI` in place of `splink.DuckDBAPI`, and a Spark session in place of `connection`.
"""

from __future__ import annotations

import itertools
import logging
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import numpy as np
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from services.registry.adapters.duplicates import blocking, expectation, learned, sql, tabled
from services.registry.adapters.duplicates.blocking import Key
from services.registry.adapters.duplicates.expectation import Block, Numbers
from services.registry.domain.duplicates.advice import Guard
from services.registry.domain.duplicates.comparisons import Comparison, comparisons
from services.registry.domain.duplicates.features import (
    Field,
    expanded,
    features,
)

logging.getLogger("splink").setLevel(logging.ERROR)

_SAMPLED_PAIRS = 200_000
_SEED = 1
_BATCH = 20_000
_LEARNED_FROM = 20_000
_MOST_ROUNDS = 100
_START = 1e-4
_HIGHEST_PRIOR = 0.9
_NO_WEIGHT = -500.0


@dataclass(frozen=True)
class Scored:
    """Two records, by their ids, and how probable it is that they are of one; `admitted` when
    nothing in names or numbers stands against a merge (`domain.duplicates.advice`)."""

    left: str
    right: str
    probability: float
    weight: float
    admitted: bool = True


@dataclass(frozen=True)
class Record:
    """A record of a file: its id there, which file, and its values by field."""

    id: str
    values: Mapping[str, str | None]
    file: str = "a"


class Linkage:
    """One or two files being matched; of two (`linking`), only pairs across are looked at."""

    def __init__(
        self,
        records: Iterable[Record],
        fields: Sequence[Field],
        *,
        memory: str = "2GB",
        extra: Sequence[str] = (),
        linking: bool = False,
    ) -> None:
        self.connection = duckdb.connect()
        self.connection.execute(f"SET memory_limit = '{memory}'")
        self.connection.execute("SET threads = 2")
        self.fields = expanded(fields)
        self.comparisons = comparisons(self.fields)
        self._guard = Guard.of(self.fields)
        self._given = tuple(fields)
        self._extra = tuple(extra)
        self.files: list[str] = []
        self._linking = linking
        self._load(records)
        self.records = self.count("SELECT count(*) FROM records")
        self._compared = ""
        self._weights: list[list[float]] = []
        self._of_relatives: list[list[float]] = []
        self.learned: dict[str, Any] = {}
        self._only = False

    def _load(self, records: Iterable[Record]) -> None:
        columns = {
            "unique_id": "VARCHAR",
            "file": "VARCHAR",
            **tabled.types(self._given),
            **dict.fromkeys(self._extra, "VARCHAR"),
        }
        tabled.create(self.connection, "records", columns)
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
                tabled.insert(self.connection, "records", columns, waiting)
                waiting = []
        tabled.insert(self.connection, "records", columns, waiting)

    def count(self, query: str) -> int:
        """The one number that a query answers."""
        row = self.connection.execute(query).fetchone()
        return 0 if row is None else int(row[0] or 0)

    def blocking(self) -> list[Key]:
        """The keys on which records meet, those with the fewest pairs first; none where no two do,
        as in a file of one record, or where one of two files is empty."""
        if self._linking and len(self.files) < 2:
            return []
        return blocking.affordable(blocking.possible(self.fields), self.records, self._pairs_of)

    def keys_of(self, columns: Sequence[str]) -> list[Key]:
        """The same from plain columns: each alone, and every two of them."""
        keys = [*((each,) for each in columns), *itertools.combinations(columns, 2)]
        return blocking.affordable(keys, self.records, self._pairs_of)

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

    def learn(self, keys: Sequence[Key] | None = None) -> None:
        """Learn how telling every level is: u from random pairs, m by expectation maximisation.

        `keys` instead of those of `blocking()` say which pairs are looked at.
        """
        self._only = keys is not None
        met_on = self.blocking() if keys is None else list(keys)
        met_on = blocking.needed(met_on)
        if not met_on:
            return
        linker = self._new_linker(met_on)
        linker.training.estimate_u_using_random_sampling(
            max_pairs=_SAMPLED_PAIRS, seed=_SEED, min_count_per_level=None
        )
        model: dict[str, Any] = linker.misc.save_model_to_json()
        random = learned.random(model)
        self._compared = linker.inference.predict(warning_mode="never").physical_name
        dates = [at for at, each in enumerate(self.fields) if each.role == "date"]
        one, related = expectation.learn(self._blocks(met_on, random), random, dates)
        numbers = [each.role in ("number", "numbers") for each in self.fields]
        one, random = learned.sober(one, random, numbers)
        self._weights = learned.weights(one, random)
        if related is not None:
            self._of_relatives = learned.weights(learned.floored(related), random)
        self.learned = learned.told(model, one, random)

    def _blocks(self, keys: Sequence[Key], random: Sequence[Numbers]) -> list[Block]:
        """What the pairs of every key look like."""
        blocks = []
        for key in keys:
            used = blocking.used(key, self.fields)
            free = tuple(each.field not in used for each in self.comparisons)
            alike = " AND ".join(f"l.{column} = r.{column}" for column in key)
            rows = self.connection.execute(
                f"SELECT {self._gammas()}, count(*) FROM (SELECT c.* FROM {self._compared} c "  # noqa: S608
                "JOIN records l ON l.unique_id = c.unique_id_l "
                f"JOIN records r ON r.unique_id = c.unique_id_r WHERE {alike} "
                f"ORDER BY hash(l.unique_id, r.unique_id) LIMIT {_LEARNED_FROM}) c GROUP BY ALL"
            ).fetchnumpy()
            *levels, counts = rows.values()
            blocks.append(
                Block(learned.best_first(levels, random), counts.astype(np.float64), free)
            )
        return [each for each in blocks if each.counts.sum() > 0]

    def _gammas(self) -> str:
        return ", ".join(f'c."gamma_{each.field}"' for each in self.comparisons)

    def _new_linker(self, keys: Sequence[Key]) -> Linker:
        api = DuckDBAPI(connection=self.connection)
        settings = SettingsCreator(
            link_type="link_only" if len(self.files) > 1 else "dedupe_only",
            comparisons=[sql.comparison(each) for each in self.comparisons],
            blocking_rules_to_generate_predictions=[block_on(*each) for each in keys],
            probability_two_random_records_match=_START,
            retain_matching_columns=True,  # splink keeps the levels only beside these
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

    def predict(self, at_least: float = 0.01) -> list[Scored]:
        """Every pair that blocks and is at least so probable, most probable first."""
        if not self._weights:
            self.learn()
        if not self._compared:
            return []
        one, related, strangers = self.parts()
        asked = [each for each in self.comparisons if each.field in self._guard.asks]
        gammas = "".join(f', c."gamma_{each.field}"' for each in asked)
        rows = self.connection.execute(
            f"SELECT c.unique_id_l, c.unique_id_r, {self._sum(self._weights)} + log2({one}) - "  # noqa: S608
            f"log2({strangers} + {related} * pow(2.0, {self._relatives()})) AS w{gammas} "
            f"FROM {self._compared} c WHERE w >= {_log_odds(at_least)} ORDER BY w DESC, 1, 2"
        ).fetchall()
        return [
            Scored(left, right, _probability(weight), weight, self._admits(asked, found))
            for left, right, weight, *found in rows
        ]

    def _admits(self, asked: Sequence[Comparison], gammas: Sequence[int]) -> bool:
        return self._guard.admits(
            {
                each.field: None if gamma < 0 else each.weighed[len(each.weighed) - 1 - gamma]
                for each, gamma in zip(asked, gammas, strict=True)
            }
        )

    def parts(self) -> tuple[float, float, float]:
        """Which parts of all pairs are one person, relatives and strangers: what the scores
        themselves add up to."""
        found = self.connection.execute(
            f"SELECT {self._sum(self._weights)} AS one, "  # noqa: S608  (our own columns)
            f"{self._relatives()} AS related, count(*) "
            f"FROM {self._compared} c GROUP BY ALL"
        ).fetchnumpy()
        of_one, of_related, counts = found.values()
        possible = float(counts.sum()) if self._only else self._possible_pairs()
        one = related = _START
        for _ in range(_MOST_ROUNDS):
            odds_one, odds_related = one * np.exp2(of_one), related * np.exp2(of_related)
            shared = counts / (odds_one + odds_related + max(1 - one - related, _START))
            before = one
            one = _part(float((odds_one * shared).sum()), possible)
            related = _part(float((odds_related * shared).sum()), possible)
            if abs(math.log(one / before)) < 1e-4:
                break
        return one, related, max(1 - one - related, _START)

    def _relatives(self) -> str:
        """Next to nothing where there are none."""
        return self._sum(self._of_relatives) if self._of_relatives else str(_NO_WEIGHT)

    def _sum(self, weights: Sequence[Sequence[float]]) -> str:
        """The weight of a compared pair, in bits, as SQL."""
        return " + ".join(
            f'CASE c."gamma_{each.field}" '
            + " ".join(f"WHEN {len(own) - 1 - at} THEN {weight!r}" for at, weight in enumerate(own))
            + " ELSE 0.0 END"
            for each, own in zip(self.comparisons, weights, strict=True)
        )

    def _possible_pairs(self) -> float:
        if len(self.files) > 1:
            sizes = self.connection.execute("SELECT count(*) FROM records GROUP BY file").fetchall()
            return float(math.prod(each[0] for each in sizes))
        return self.records * (self.records - 1) / 2


def _part(pairs: float, possible: float) -> float:
    return min(max(pairs, 0.5) / possible, _HIGHEST_PRIOR)


def _log_odds(probability: float) -> float:
    return math.log2(probability / (1 - probability))


def _probability(weight: float) -> float:
    return 1 / (1 + 2 ** min(-weight, 500.0))
