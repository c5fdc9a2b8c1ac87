"""The facts of whole populations as tables of DuckDB, read from MongoDB by way of Arrow.

For processes without eventlet. One machine holds some millions of households this way; beyond
that the same SQL runs on Spark over the same collections.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from services.registry.adapters.eligibility.engine import (
    ageing,
    connect,
    derivations,
    person_derivations,
)
from services.registry.adapters.eligibility.enrolled_table import load_enrolled, looking_back
from services.registry.adapters.eligibility.tables import Document, load
from services.registry.adapters.eligibility.words_told import known_on
from services.registry.app.eligibility.ports import Place
from services.registry.domain.eligibility.indicators import (
    DERIVED,
    Indicator,
    Indicators,
)
from services.registry.domain.eligibility.judged import HOUSEHOLD, PERSON

if TYPE_CHECKING:
    from pymongo.database import Database

_THREADS = 2


@dataclass(frozen=True)
class Wanted:
    """Which households (all without places), and which indicators of them.

    `programme`: whose benefits running is looked back on; of others what holds on the day counts.
    `persons`: a row for each of them, where they are judged.
    """

    indicators: frozenset[str]
    day: date
    places: Sequence[Place] = ()
    programme: str | None = None
    persons: bool = False


class FactsTable:
    """Makes a table `facts`: one row a household, or person; a column for each wanted indicator.

    Beside them `household_id`, `person_id` (of persons), `governorate`, `district` and `protected`.
    Of a programme also the table `enrolled`: who is enrolled there.
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
        if wanted.persons or len(told) < len(asked):
            load(at, connection, "members", "households", _members(wanted), _MEMBER)
            load(at, connection, "persons", "persons", _PERSONS, _PERSON)
        if wanted.programme is not None:
            load_enrolled(at, connection, wanted.programme, looking_back(told), wanted.day)
        connection.execute(_joined(asked, wanted))
        return connection


_HOUSEHOLD = {"_id": "text", "governorate": "text", "district": "text", "protected": "flag"}
_MEMBER = {"household_id": "text", "person_id": "text", "is_head": "flag"}
_PERSON = {
    "_id": "text", "birth_date": "text", "sex": "text", "disabled": "flag", "shielded": "flag",
}  # fmt: skip
_PERSONS: Sequence[Document] = (
    {"$match": {"keys.status": "active"}},
    {
        "$project": {
            "birth_date": "$state.birth_date",
            "sex": "$state.sex",
            "disabled": {"$gt": [{"$size": {"$ifNull": ["$state.disabilities", []]}}, 0]},
            "shielded": {"$ne": [{"$ifNull": ["$state.protection", None]}, None]},
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
    """What counted of each indicator on the day, out of everything ever recorded of it.

    Of what looks back what holds on the day: of who has no benefit nothing is disregarded.
    """
    kinds = {"whole": "number", "flag": "flag", "choice": "text"}
    projection = {
        each.name: known_on(each.window.of if each.window else each.name, day) for each in told
    }
    numbers = {each.name for each in told if each.type == "whole"}
    typed = {
        name: {"$toDouble": value} if name in numbers else value
        for name, value in projection.items()
    }
    return typed, {"_id": "text", **{each.name: kinds[each.type] for each in told}}


def _joined(asked: Sequence[Indicator], wanted: Wanted) -> str:
    """The table: what is told, what follows from who lives there, and from who is judged."""
    columns = ["h._id AS household_id", "h.governorate", "h.district"]
    columns += [f'{_column(each, wanted)} AS "{each.name}"' for each in asked]
    joins = ""
    if wanted.persons:
        columns += ["m.person_id", "h.protected OR m.shielded AS protected"]
        alone = person_derivations(_indicators(asked, PERSON))
        shown = ", ".join(("household_id", "person_id", "shielded", *filter(None, (alone,))))
        joins += f""" JOIN (SELECT {shown} FROM ({ageing(_ROSTER, wanted.day)})) m
            ON m.household_id = h._id"""  # noqa: S608
    else:
        columns.append("h.protected")
    if any(each.origin != DERIVED for each in asked):
        joins += " LEFT JOIN profiles p ON p._id = h._id"
    if looks := looking_back(asked) if wanted.programme else {}:
        begun = ", ".join(f'arg_min("{name}", started) AS "{name}"' for name in looks)
        joins += f""" LEFT JOIN (SELECT household, {begun} FROM enrolled GROUP BY household) b
            ON b.household = h._id"""  # noqa: S608
    if grouped := derivations(_indicators(asked, HOUSEHOLD)):
        joins += f""" LEFT JOIN (SELECT household_id, {grouped}
            FROM ({ageing(_ROSTER, wanted.day)}) GROUP BY household_id) d
            ON d.household_id = h._id"""  # noqa: S608
    return f"CREATE TABLE facts AS SELECT {', '.join(columns)} FROM households h {joins}"  # noqa: S608


_ROSTER = "(SELECT * FROM members JOIN persons ON persons._id = members.person_id)"


def _indicators(asked: Sequence[Indicator], about: str) -> Indicators:
    return Indicators({each.name: each for each in asked if each.about == about})


def _column(indicator: Indicator, wanted: Wanted) -> str:
    """Where an indicator is; what looks back since a benefit began, as far as one did."""
    if indicator.origin == DERIVED:
        return f'{"m" if indicator.about == PERSON else "d"}."{indicator.name}"'
    if indicator.window is None or wanted.programme is None:
        return f'p."{indicator.name}"'
    return f'COALESCE(b."{indicator.name}", p."{indicator.name}")'
