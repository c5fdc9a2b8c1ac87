"""`kanaf match`: weights for matching, and how good it is on a file."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.table import Table as Printed

from operations.commands.match_learn import learn
from operations.commands.match_registry import registry
from operations.failure import Failure

if TYPE_CHECKING:
    from services.registry.adapters.duplicates.tables import Column

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def match() -> None:
    """Records that may be one person: learn weights, evaluate them, match a file, the registry."""


match.add_command(learn)
match.add_command(registry)


@match.command()
@click.argument("files", nargs=-1, required=True, type=_FILE)
@click.option(
    "--field",
    "fields",
    multiple=True,
    required=True,
    help="COLUMN=ROLE or COLUMN/COLUMN_OF_THE_SECOND=ROLE; roles: name, full_name, date, text, "
    "number, numbers (several, one a line), category.",
)
@click.option("--id", "identifier", help="The column with a record's id; its line by default.")
@click.option("--truth", help="The column that is equal for records of one person.")
@click.option("--truth-pattern", help="A regular expression; its first group is the truth.")
@click.option("--pairs", type=_FILE, help="Truth as a CSV file of two columns: ids of one person.")
@click.option(
    "--side-by-side",
    is_flag=True,
    help="Each row is two records, in the columns before and after the stroke.",
)
@click.option("--label", help="With --side-by-side: 1 in this column when the two are one.")
@click.option("--json", "as_json", is_flag=True, help="The figures as JSON.")
@click.option("--write", type=click.Path(path_type=Path), help="What was found, as CSV.")
def evaluate(
    files: tuple[Path, ...],
    fields: tuple[str, ...],
    identifier: str | None,
    truth: str | None,
    truth_pattern: str | None,
    pairs: Path | None,
    side_by_side: bool,
    label: str | None,
    as_json: bool,
    write: Path | None,
) -> None:
    """How well matching finds what is known to be one, beside splink's defaults.

    One file with duplicates, or two to be linked.
    """
    from services.registry.adapters.duplicates import evaluation, tables

    if len(files) > 2:
        raise Failure("Two files at most can be matched.", "Give one or two.")
    try:
        columns = [_column(each) for each in fields]
        table = (
            tables.read_pairs(files[0], columns, label)
            if side_by_side
            else tables.read_file(
                files,
                columns,
                identifier=identifier,
                truth=truth,
                pattern=truth_pattern,
                pairs=pairs,
            )
        )
    except ValueError as error:
        raise Failure(
            str(error), "Name columns and roles as `kanaf match evaluate --help` shows."
        ) from error
    if not table.truth:
        raise Failure("Nothing tells which records are one.", "Give --truth or --pairs.")
    sides, found = evaluation.evaluate(table)
    if write is not None:
        _write(write, found)
    if as_json:
        click.echo(json.dumps(evaluation.plain(sides), indent=2))
    else:
        Console().print(_printed(sides))


@match.command("run")
@click.argument("files", nargs=-1, required=True, type=_FILE)
@click.option("--field", "fields", multiple=True, required=True, help="As for `evaluate`.")
@click.option("--id", "identifier", help="The column with a record's id; its line by default.")
@click.option("--at-least", default=0.5, show_default=True, help="The probability to be written.")
@click.argument("write", type=click.Path(path_type=Path))
def run_file(
    files: tuple[Path, ...],
    fields: tuple[str, ...],
    identifier: str | None,
    at_least: float,
    write: Path,
) -> None:
    """Match one file, or link two, and write the probable pairs as CSV (the last argument)."""
    from services.registry.adapters.duplicates import tables
    from services.registry.adapters.duplicates.linkage import Linkage

    try:
        columns = [_column(each) for each in fields]
        table = tables.read_file(files, columns, identifier=identifier)
    except ValueError as error:
        raise Failure(str(error), "See `kanaf match evaluate --help`.") from error
    linkage = Linkage(table.records, table.fields, linking=len(files) > 1)
    linkage.learn()
    found = linkage.predict(at_least)
    _write(write, found)
    click.echo(f"✓ {len(found)} pairs of {linkage.records} records in {write}")


def _column(text: str) -> Column:
    from services.registry.adapters.duplicates.tables import Column
    from services.registry.domain.duplicates.features import ROLES, Field

    names, _, role = text.rpartition("=")
    first, _, second = names.partition("/")
    for each in ROLES:
        if each == role and first:
            return Column(
                Field("".join(c if c.isalnum() else "_" for c in first), each),
                first,
                second or first,
            )
    raise ValueError(f"{text!r} is no COLUMN=ROLE")


def _printed(sides: list[Any]) -> Printed:
    printed = Printed("", "threshold", "precision", "recall", "F1", "false accepts", "pairs", "s")
    for side in sides:
        for quality in (side.at_even, side.at_review, side.at_suggest, side.best):
            printed.add_row(
                side.name,
                f"{quality.threshold:.4f}",
                f"{quality.precision:.4f}",
                f"{quality.recall:.4f}",
                f"{quality.f1:.4f}",
                f"{quality.false_accepts:.2%}",
                str(quality.found),
                str(side.seconds),
            )
    return printed


def _write(path: Path, found: list[Any]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["left", "right", "probability", "weight"])
        writer.writerows(
            (each.left, each.right, f"{each.probability:.6f}", f"{each.weight:.3f}")
            for each in found
        )
