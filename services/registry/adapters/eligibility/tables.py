"""Tables of DuckDB out of MongoDB's collections, through Arrow; for processes without eventlet."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pymongo.database import Database

Document = dict[str, Any]
_BATCH = 5_000


def load(
    database: Database[Document],
    connection: Any,
    table: str,
    collection: str,
    pipeline: Sequence[Document],
    fields: Mapping[str, str],
) -> None:
    """Make a table of what the pipeline finds; `fields` are `text`, `number` or `flag`."""
    arrow = _arrow(database[collection], pipeline, fields)
    connection.register("arriving", arrow)
    connection.execute(f"CREATE TABLE {table} AS SELECT * FROM arriving")  # noqa: S608
    connection.unregister("arriving")


def rows(connection: Any, sql: str) -> Iterator[tuple[Any, ...]]:
    """The rows of a query, some thousands at a time."""
    result = connection.execute(sql)
    while found := result.fetchmany(_BATCH):
        yield from found


def _arrow(collection: Any, pipeline: Sequence[Document], fields: Mapping[str, str]) -> Any:
    with warnings.catch_warnings():
        # Built against an older pyarrow whose objects have since grown at their end.
        warnings.simplefilter("ignore", RuntimeWarning)
        import pyarrow
        from pymongoarrow.api import Schema, aggregate_arrow_all

        kinds = {"text": pyarrow.string(), "number": pyarrow.float64(), "flag": pyarrow.bool_()}
        schema = Schema({name: kinds[kind] for name, kind in fields.items()})
        return aggregate_arrow_all(collection, list(pipeline), schema=schema, allowDiskUse=True)
