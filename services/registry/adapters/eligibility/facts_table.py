"""The facts of whole populations as tables of DuckDB, read from MongoDB by way of Arrow.

For processes without eventlet. One machine holds some millions of households this way; beyond
that the same SQL runs on Spark over the same collections.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from services.registry.adapters.eligibility.engine import ageing, connect, derivations
from services.registry.app.eligibility.ports import Place
from services.registry.domain.eligibility.indicators import Indicator, Indicators, Window
from services.registry.domain.eligibility.months import months_before

if TYPE_CHECKING:
    from pymongo.database import Database

Document = dict[str, Any]
_THREADS = 2
_NEVER = "9999"
"""Later than every day, in the order of text."""
_BATCH = 5_000


@dataclass(frozen=True)
class Wanted:
    """Which households (all without places), and which indicators of them."""

    indicators: frozenset[str]
    day: date
    places: Sequence[Place] = ()


class FactsTable:
    """Makes a table `facts`: one row a household, a column for each wanted indicator.

    Beside them `household_id`, `governorate`, `district` and `protected`.
    """

    def __init__(self, database: Database[Document]) -> None:
        self._database = database

    def open(self, wanted: Wanted, known: Indicators) -> Any:
        """A connection that holds the table; to be closed."""
        connection = connect(_THREADS)
        asked = [each for name, each in known.all.items() if name in wanted.indicators]
        at = self._database
        load(at, connection, "households", "households", _households(wanted), _HOUSEHOLD)
        told = [each for each in asked if each.origin != "derived"]
        if told:
            projection, fields = _profiles(told, wanted.day)
            load(
                self._database,
                connection,
                "profiles",
                "profiles",
                [{"$project": projection}],
                fields,
            )
        if len(told) < len(asked):
            load(at, connection, "members", "households", _members(wanted), _MEMBER)
            load(at, connection, "persons", "persons", _PERSONS, _PERSON)
        connection.execute(_joined(asked, told, known, wanted.day))
        return connection


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


_HOUSEHOLD = {"_id": "text", "governorate": "text", "district": "text", "protected": "flag"}
_MEMBER = {"household_id": "text", "person_id": "text", "is_head": "flag"}
_PERSON = {"_id": "text", "birth_date": "text", "sex": "text", "disabled": "flag"}
_PERSONS: Sequence[Document] = (
    {"$match": {"keys.status": "active"}},
    {
        "$project": {
            "birth_date": "$state.birth_date",
            "sex": "$state.sex",
            "disabled": {"$gt": [{"$size": {"$ifNull": ["$state.disabilities", []]}}, 0]},
        }
    },
)


def _where(wanted: Wanted) -> Document:
    """Households that stand, at these places."""
    standing: Document = {"state.status": {"$ne": "dissolved"}}
    if not wanted.places:
        return {"$match": standing}
    at = [
        {
            "keys.governorate": each.governorate,
            **({"state.address.district": each.district} if each.district else {}),
        }
        for each in wanted.places
    ]
    return {"$match": {**standing, "$or": at}}


def _households(wanted: Wanted) -> list[Document]:
    return [
        _where(wanted),
        {
            "$project": {
                "governorate": "$state.address.governorate",
                "district": "$state.address.district",
                "protected": {"$ne": [{"$ifNull": ["$state.protection", None]}, None]},
            }
        },
    ]


def _members(wanted: Wanted) -> list[Document]:
    return [
        _where(wanted),
        {"$project": {"person_id": "$keys.person", "head": "$state.head_id"}},
        {"$unwind": "$person_id"},
        {
            "$project": {
                "_id": 0,
                "household_id": "$_id",
                "person_id": 1,
                "is_head": {"$eq": ["$person_id", "$head"]},
            }
        },
    ]


def _profiles(told: Sequence[Indicator], day: date) -> tuple[Document, dict[str, str]]:
    """What counted of each indicator on the day, out of everything ever recorded of it."""
    kinds = {"whole": "number", "flag": "flag", "choice": "text"}
    projection = {
        each.name: _lowest(each.window, day) if each.window else _known(each.name, day)
        for each in told
    }
    numbers = {each.name for each in told if each.type == "whole"}
    typed = {
        name: {"$toDouble": value} if name in numbers else value
        for name, value in projection.items()
    }
    return typed, {"_id": "text", **{each.name: kinds[each.type] for each in told}}


def _until(name: str, day: date) -> Document:
    """As `Fact.counted_by` does: what has begun to count, each `since` when, `stated` when, and
    `forgotten` when."""
    facts = {"$ifNull": [f"$state.facts.{name}", []]}
    counts_from = {"$ifNull": ["$$this.counts_from", _NEVER]}
    # What was kept before there was precedence counts from its day; what never counts has null.
    before = {"$eq": [{"$type": "$$this.counts_from"}, "missing"]}
    since = {"$cond": [before, "$$this.on", counts_from]}
    stated = {"$ifNull": ["$$this.stated_from", "$$this.on"]}
    forgotten = {"$ifNull": ["$$this.forgotten_from", _NEVER]}
    told = {"value": "$$this.value", "since": since, "stated": stated, "forgotten": forgotten}
    dated = {"$map": {"input": facts, "in": told}}
    return {"$filter": {"input": dated, "cond": {"$lte": ["$$this.since", day.isoformat()]}}}


def _known(name: str, day: date) -> Document:
    return {"$getField": {"field": "value", "input": {"$last": _until(name, day)}}}


def _lowest(window: Window, day: date) -> Document:
    """As `Profile.lowest` does: of the last word of each day, what held at some time since."""
    then = months_before(day, window.months).isoformat()
    last_words = {
        "$filter": {
            "input": {"$range": [0, {"$size": "$$told"}]},
            "as": "at",
            "cond": {"$ne": [_day_at({"$add": ["$$at", 1]}), _day_at("$$at")]},
        }
    }
    # What was stated on a day held until the next word: of those before, only the last still did.
    following = {"$ifNull": [_day_at({"$add": ["$$at", 1]}, "stated"), _NEVER]}
    held = {"$filter": {"input": last_words, "as": "at", "cond": {"$or": [
        {"$gt": [_day_at("$$at", "stated"), then]},
        {"$gt": [following, then]},
    ]}}}  # fmt: skip
    values = {"$map": {"input": held, "as": "at", "in": {
        "$getField": {"field": "value", "input": {"$arrayElemAt": ["$$told", "$$at"]}}
    }}}  # fmt: skip
    told = {
        "$filter": {
            "input": _until(window.of, day),
            "cond": {"$gt": ["$$this.forgotten", day.isoformat()]},
        }
    }
    return {"$let": {"vars": {"told": told}, "in": {"$min": values}}}


def _day_at(index: Any, day: str = "since") -> Document:
    """The day from which a fact counts, or is `stated`; missing beyond the last one."""
    return {"$getField": {"field": day, "input": {"$arrayElemAt": ["$$told", index]}}}


def _joined(
    asked: Sequence[Indicator], told: Sequence[Indicator], known: Indicators, day: date
) -> str:
    columns = ["h._id AS household_id", "h.governorate", "h.district", "h.protected"]
    columns += [f'{"p" if each in told else "d"}."{each.name}"' for each in asked]
    joins = "LEFT JOIN profiles p ON p._id = h._id" if told else ""
    derived = [each for each in asked if each not in told]
    if derived:
        roster = "(SELECT * FROM members JOIN persons ON persons._id = members.person_id)"
        only = Indicators({each.name: known.all[each.name] for each in derived})
        grouped = f"""SELECT household_id, {derivations(only)}
            FROM ({ageing(roster, day)}) GROUP BY household_id"""  # noqa: S608
        joins += f" LEFT JOIN ({grouped}) d ON d.household_id = h._id"
    return f"CREATE TABLE facts AS SELECT {', '.join(columns)} FROM households h {joins}"  # noqa: S608
