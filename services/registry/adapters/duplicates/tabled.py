"""Comparable records as tables of DuckDB, by way of Arrow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow as pa

from services.registry.domain.duplicates.features import (
    NAMES,
    TEXTS,
    Field,
    expanded,
    features,
)

_ARROW = {
    "VARCHAR": pa.string(),
    "VARCHAR[]": pa.list_(pa.string()),
    "INTEGER": pa.int32(),
}


def types(fields: Sequence[Field]) -> dict[str, str]:
    """The columns that a record of these fields has, and their types."""
    lists = {NAMES, TEXTS}
    for each in expanded(fields):
        lists |= {f"{each.name}_words"} if each.role == "text" else set()
        lists |= {f"{each.name}_{of}" for of in ("all", "kinds") if each.role == "numbers"}
    return {
        name: "VARCHAR[]" if name in lists else "VARCHAR" for name in features({}, tuple(fields))
    }


def create(connection: Any, table: str, columns: Mapping[str, str]) -> None:
    """An empty table of these columns."""
    told = ", ".join(f'"{name}" {type_}' for name, type_ in columns.items())
    connection.execute(f"CREATE TABLE {table} ({told})")


def insert(
    connection: Any, table: str, columns: Mapping[str, str], rows: Sequence[Mapping[str, Any]]
) -> None:
    """Append rows; of each what the columns name."""
    if not rows:
        return
    schema = pa.schema([(name, _ARROW[type_]) for name, type_ in columns.items()])
    batch = pa.Table.from_pylist([{n: row[n] for n in columns} for row in rows], schema=schema)
    connection.register("arriving", batch)
    connection.execute(f"INSERT INTO {table} SELECT * FROM arriving")  # noqa: S608
    connection.unregister("arriving")
