"""How well matching finds what is known to be one, beside splink with its own default comparisons.

Both sides get the same records, the same budget of pairs to look at, and no labels: these only
count what was found.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import splink.comparison_library as standard
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from services.registry.adapters.duplicates.linkage import Linkage, Scored
from services.registry.adapters.duplicates.tables import PAIR, Pair, Table
from services.registry.domain.duplicates.features import Field

EVEN_AT = 0.5
REVIEW_AT = 0.8
SUGGEST_AT = 0.99


@dataclass(frozen=True)
class Quality:
    """What was found at a threshold: pairwise precision, recall, F1, part of false accepts."""

    threshold: float
    precision: float
    recall: float
    f1: float
    false_accepts: float
    found: int


@dataclass(frozen=True)
class Side:
    """One way of matching, on one data set."""

    name: str
    at_even: Quality
    at_review: Quality
    at_suggest: Quality
    best: Quality
    seconds: float


def evaluate(table: Table) -> tuple[list[Side], list[Scored]]:
    """Ours and splink's defaults, and the pairs that ours found."""
    began = time.monotonic()
    found = ours(table)
    between = time.monotonic()
    theirs = defaults(table)
    sides = [
        _side("kanaf", found, table, between - began),
        _side("splink defaults", theirs, table, time.monotonic() - between),
    ]
    return sides, found


def plain(sides: Sequence[Side]) -> list[dict[str, Any]]:
    """JSON-ready."""
    return [asdict(each) for each in sides]


def ours(table: Table) -> list[Scored]:
    """Every pair that our matching finds at all probable."""
    judged = table.only is not None
    linkage = Linkage(table.records, table.fields, extra=(PAIR,) if judged else ())
    linkage.learn([(PAIR,)] if judged else None)
    return linkage.predict(at_least=1e-6)


def defaults(table: Table) -> list[Scored]:
    """The same by splink's library of comparisons as it comes, on the values as they are."""
    judged = table.only is not None
    raw = Linkage(table.records, [], extra=[each.name for each in table.fields] + [PAIR])
    raw.connection.execute(
        "UPDATE records SET "  # noqa: S608
        + ", ".join(f'"{each.name}" = nullif(trim("{each.name}"), \'\')' for each in table.fields)
    )
    keys = [(PAIR,)] if judged else raw.keys_of([f'"{each.name}"' for each in table.fields])
    linker = _default_linker(raw, table.fields, keys)
    linker.training.estimate_u_using_random_sampling(max_pairs=2_000_000, seed=1)
    if not judged:
        telling = [each for each in keys if len(each) == min(map(len, keys))][:2]
        linker.training.estimate_probability_two_random_records_match(
            [block_on(*each) for each in keys[:3]], recall=0.7
        )
    else:
        telling = [(PAIR,)]
    for key in telling:
        try:
            linker.training.estimate_parameters_using_expectation_maximisation(
                block_on(*key),
                populate_probability_two_random_records_match_from_trained_values=judged,
            )
        except Exception as error:  # noqa: BLE001  (splink: nothing to learn from; it goes on)
            logging.getLogger(__name__).info("splink learned nothing on %s: %s", key, error)
    frame = linker.inference.predict(threshold_match_probability=1e-6)
    rows = raw.connection.execute(
        "SELECT unique_id_l, unique_id_r, match_probability, match_weight "  # noqa: S608
        f"FROM {frame.physical_name}"
    ).fetchall()
    return sorted((Scored(*each) for each in rows), key=lambda each: -each.probability)


def _default_linker(
    raw: Linkage, fields: Sequence[Field], keys: Sequence[tuple[str, ...]]
) -> Linker:
    settings = SettingsCreator(
        link_type="link_only" if len(raw.files) > 1 else "dedupe_only",
        comparisons=[_default_comparison(each, raw) for each in fields],
        blocking_rules_to_generate_predictions=[block_on(*each) for each in keys],
        retain_matching_columns=False,
        max_iterations=25,
    )
    api = DuckDBAPI(connection=raw.connection)
    return Linker(raw.registered(api), settings, log_level=logging.ERROR)


def _default_comparison(field: Field, raw: Linkage) -> Any:
    if field.role in ("name", "full_name"):
        return standard.NameComparison(field.name)
    if field.role == "date":
        return standard.DateOfBirthComparison(
            field.name, input_is_string=True, datetime_format=_date_format(field.name, raw)
        )
    if field.role == "text":
        return standard.JaroWinklerAtThresholds(field.name)
    if field.role in ("number", "numbers"):
        return standard.LevenshteinAtThresholds(field.name)
    return standard.ExactMatch(field.name)


def _date_format(name: str, raw: Linkage) -> str:
    """The way of writing dates that most values of the column follow."""
    formats = ("%Y-%m-%d", "%Y%m%d", "%d/%m/%Y", "%m/%d/%Y", "%d-%m-%Y", "%Y/%m/%d")
    fitting = [
        raw.count(f"SELECT count(try_strptime(\"{name}\", '{each}')) FROM records")  # noqa: S608
        for each in formats
    ]
    return formats[fitting.index(max(fitting))]


def _side(name: str, found: Sequence[Scored], table: Table, seconds: float) -> Side:
    kept = [each for each in found if table.only is None or _pair(each) in table.only]
    return Side(
        name,
        _at(EVEN_AT, kept, table.truth),
        _at(REVIEW_AT, kept, table.truth),
        # What is suggested for a merge is asked for more than its weight, where names are told.
        _at(SUGGEST_AT, [each for each in kept if each.admitted], table.truth),
        _best(kept, table.truth),
        round(seconds, 1),
    )


def _at(threshold: float, found: Sequence[Scored], truth: frozenset[Pair]) -> Quality:
    accepted = [each for each in found if each.probability >= threshold]
    right = sum(_pair(each) in truth for each in accepted)
    return _quality(threshold, right, len(accepted), len(truth))


def _best(found: Sequence[Scored], truth: frozenset[Pair]) -> Quality:
    best, right = _quality(1.0, 0, 0, len(truth)), 0
    for accepted, each in enumerate(found, start=1):
        right += _pair(each) in truth
        next_one = found[accepted].probability if accepted < len(found) else -1.0
        if next_one < each.probability:
            quality = _quality(each.probability, right, accepted, len(truth))
            best = max(best, quality, key=lambda one: one.f1)
    return best


def _quality(threshold: float, right: int, accepted: int, known: int) -> Quality:
    precision = right / accepted if accepted else 1.0
    recall = right / known if known else 1.0
    both = precision + recall
    return Quality(
        threshold,
        round(precision, 5),
        round(recall, 5),
        round(2 * precision * recall / both if both else 0.0, 5),
        round(1 - precision, 5),
        accepted,
    )


def _pair(scored: Scored) -> Pair:
    return (min(scored.left, scored.right), max(scored.left, scored.right))
