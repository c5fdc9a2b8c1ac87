"""`kanaf match learn`: a new dated version of the weights, for a person to put in force."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import click
import yaml
from rich.console import Console

from operations import installation
from operations.failure import Failure

if TYPE_CHECKING:
    from datetime import datetime

    from services.registry.adapters.duplicates.linkage import Record

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_FEWEST = 1_000


@click.command()
@click.argument(
    "file", required=False, type=click.Path(exists=True, dir_okay=False, path_type=Path)
)
@click.option(
    "--effective-from",
    type=click.DateTime(["%Y-%m-%d"]),
    required=True,
    help="The day from which the weights hold; it names the version.",
)
@click.option("--most", default=200_000, show_default=True, help="Persons to learn from, at most.")
@click.option("--seed", default=1, show_default=True, help="Which persons, when there are more.")
@click.option("--write", type=click.Path(dir_okay=False, path_type=Path), help="Append it there.")
def learn(
    file: Path | None, effective_from: datetime, most: int, seed: int, write: Path | None
) -> None:
    """Learn weights from the registry, or from FILE with the columns of `rules/matching.yaml`.

    Prints a version with its source, or appends it to the file that --write names. Nothing is in
    force before that file is the service's, and its day has come.
    """
    from services.registry.adapters.duplicates import weights
    from services.registry.adapters.duplicates.linkage import Linkage
    from services.registry.domain.duplicates.persons import FIELDS

    with ExitStack() as opened:
        records = _of_file(file) if file is not None else _of_registry(opened, most, seed)
        with Console(stderr=True).status("learning"):
            linkage = Linkage(itertools.islice(records, most), FIELDS)
            if linkage.records < _FEWEST:
                raise Failure(
                    f"{linkage.records} persons are too few to learn from",
                    f"{_FEWEST} at least are needed",
                )
            linkage.learn()
    day = effective_from.date()
    source = (
        f"Learned without labels (Fellegi-Sunter, expectation maximisation over all blocks) from "
        f"{linkage.records} persons of {'the registry' if file is None else file.name}, seed {seed}"
    )
    version = weights.version_of(linkage.learned, day, source)
    text = yaml.safe_dump([version], allow_unicode=True, sort_keys=False)
    if write is None:
        click.echo(text, nl=False)
        return
    before = write.read_text("utf-8") if write.exists() else ""
    write.write_text(before + text, "utf-8")
    try:
        weights.load(write)
    except Exception as error:
        write.write_text(before, "utf-8")
        raise Failure(
            f"the version does not fit {write.name}: {error}", "give a later day"
        ) from error
    click.echo(f"  version {day} in {write}, learned from {linkage.records:,} persons")


def _of_registry(opened: ExitStack, most: int, seed: int) -> Iterator[Record]:
    """Persons who may be compared; a part chosen by their ids when there are more than `most`."""
    from services.registry.adapters.documents import MongoDocuments
    from services.registry.adapters.duplicates.linkage import Record
    from services.registry.adapters.duplicates.population import persons_of, values_of

    database = opened.enter_context(installation.database("registry"))
    part = min(1.0, most / max(database["persons"].estimated_document_count(), 1))
    for person_id, state in persons_of(MongoDocuments(database), ()):
        if _chosen(person_id, seed, part):
            yield Record(person_id, values_of(state))


def _chosen(person_id: str, seed: int, part: float) -> bool:
    digest = hashlib.blake2b(f"{seed}/{person_id}".encode(), digest_size=4).digest()
    return int.from_bytes(digest) < part * 2**32


def _of_file(file: Path) -> Iterator[Record]:
    from services.registry.adapters.duplicates import tables
    from services.registry.domain.duplicates.persons import FIELDS

    columns = [tables.Column(each, each.name, each.name) for each in FIELDS]
    try:
        yield from tables.read_file([file], columns, identifier=None).records
    except ValueError as error:
        names = ", ".join(each.name for each in FIELDS)
        raise Failure(str(error), f"the columns are {names}") from error
