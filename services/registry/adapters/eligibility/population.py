"""The whole registry by the rules: one query of DuckDB, its outcome kept to be seen and applied."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any

from services.registry.adapters.eligibility.engine import evaluation
from services.registry.adapters.eligibility.enrolled_table import load_enrolled, looking_back
from services.registry.adapters.eligibility.facts_table import FactsTable, Wanted
from services.registry.adapters.eligibility.tables import rows
from services.registry.app.eligibility.changes import Benefit, Change
from services.registry.domain.eligibility.indicators import Indicators
from services.registry.domain.eligibility.judged import PERSON
from services.registry.domain.eligibility.recomputation import (
    CHANGES,
    COULD_GAIN,
    LOSES,
    LOWERED,
    OUTCOMES,
    RAISED,
    UNCHANGED,
    Recomputation,
    Tally,
)
from services.registry.domain.eligibility.scheme import Scheme

if TYPE_CHECKING:
    from pymongo.database import Database

Document = dict[str, Any]
COLLECTION = "recomputation_changes"
_BATCH = 2_000


@dataclass(frozen=True)
class At:
    """A governorate as a place."""

    governorate: str
    district: str | None = None


class MongoPopulation:
    """Over the registry's collections. `compute` is for processes without eventlet."""

    def __init__(self, database: Database[Document]) -> None:
        self._database = database
        self._changes = database[COLLECTION]

    def compute(
        self,
        recomputation: Recomputation,
        scheme: Scheme | None,
        known: Indicators,
        benefit: Benefit,
    ) -> None:
        """See `app.eligibility.recomputing.Population`."""
        scope = recomputation.scope
        self._changes.create_index([("recomputation", 1), ("outcome", 1), ("_id", 1)])
        self._changes.delete_many({"recomputation": recomputation.id})
        asked = frozenset[str]() if scheme is None else scheme.indicators
        places = [At(each) for each in scope.governorates]
        wanted = Wanted(asked, scope.on, places, persons=benefit.beneficiary == PERSON)
        looks = looking_back(known.all[each] for each in asked)
        with closing(FactsTable(self._database).open(wanted, known)) as connection:
            load_enrolled(self._database, connection, scope.programme_id, looks, scope.on)
            found = rows(
                connection,
                _fixed(benefit) if scheme is None else _outcomes(scheme, benefit, looks),
            )
            while batch := list(islice(found, _BATCH)):
                self._changes.insert_many(
                    [_document(recomputation.id, row) for row in batch], ordered=False
                )

    def tallies(self, recomputation_id: str) -> list[Tally]:
        found = self._changes.aggregate(
            [
                {"$match": {"recomputation": recomputation_id}},
                {
                    "$group": {
                        "_id": {
                            "governorate": "$governorate",
                            "outcome": "$outcome",
                            "protected": "$protected",
                        },
                        "households": {"$sum": 1},
                        "before": {"$sum": "$before_fils"},
                        "after": {"$sum": "$after_fils"},
                    }
                },
                {"$sort": {"_id.governorate": 1, "_id.outcome": 1, "_id.protected": 1}},
            ]
        )
        return [
            Tally(**each["_id"], households=each["households"],
                  before_fils=each["before"], after_fils=each["after"])
            for each in found
        ]  # fmt: skip

    def examples(self, recomputation_id: str, each: int) -> list[Change]:
        return [
            _change(document)
            for outcome in OUTCOMES
            for document in self._changes.find(
                {"recomputation": recomputation_id, "outcome": outcome, "protected": False}
            )
            .sort("_id")
            .limit(each)
        ]

    def to_apply(self, recomputation_id: str, after: str | None) -> Iterator[Change]:
        found = self._changes.find(
            {
                "recomputation": recomputation_id,
                "outcome": {"$in": list(CHANGES)},
                "enrolment_id": {"$gt": after or ""},
            },
            batch_size=_BATCH,  # made within minutes: a cursor that rests for ten is closed
        )
        yield from map(_change, found.sort("enrolment_id").allow_disk_use(True))

    def page(
        self,
        recomputation_id: str,
        outcome: str | None,
        governorates: Sequence[str] | None,
        after: str | None,
        limit: int,
    ) -> Document:
        wanted: Document = {"recomputation": recomputation_id, "protected": False}
        if outcome is not None:
            wanted["outcome"] = outcome
        if governorates is not None:
            wanted["governorate"] = {"$in": list(governorates)}
        if after is not None:
            wanted["_id"] = {"$gt": f"{recomputation_id}/{after}"}
        found = list(self._changes.find(wanted).sort("_id").limit(limit + 1))
        more = len(found) > limit
        last = found[limit - 1]["_id"].partition("/")[2] if more else None
        return {"items": [_shown(each) for each in found[:limit]], "next": last}


class NoPopulation:
    """In memory, where nothing is computed."""

    def compute(self, *_: Any) -> None:
        return None

    def tallies(self, recomputation_id: str) -> list[Tally]:
        return []

    def examples(self, recomputation_id: str, each: int) -> list[Change]:
        return []

    def to_apply(self, recomputation_id: str, after: str | None) -> Iterator[Change]:
        return iter(())

    def page(self, *_: Any) -> Document:
        return {"items": [], "next": None}


_SHOWN = ("household_id", "person_id", "governorate", "outcome", "before_fils", "after_fils")


def _document(recomputation_id: str, row: Sequence[Any]) -> Document:
    household, person, governorate, protected, enrolment, since, before, after, outcome = row
    return {
        "_id": f"{recomputation_id}/{enrolment or person or household}",
        "recomputation": recomputation_id,
        "household_id": household,
        "person_id": person,
        "since": since,
        "governorate": governorate,
        "protected": protected,
        "enrolment_id": enrolment,
        "before_fils": None if before is None else int(before),
        "after_fils": None if after is None else int(after),
        "outcome": outcome,
    }


def _change(document: Document) -> Change:
    since = document.get("since")
    return Change(
        enrolment_id=document["enrolment_id"],
        since=since and date.fromisoformat(since),
        **_shown(document),
    )


def _shown(document: Document) -> Document:
    # What was found before persons could be judged names none.
    return {name: document.get(name) for name in _SHOWN}


_RAISED_OR_NOT = f"""WHEN after > coalesce(before, 0) THEN '{RAISED}'
                WHEN after < coalesce(before, 0) THEN '{LOWERED}'
                ELSE '{UNCHANGED}'"""


def _fixed(benefit: Benefit) -> str:
    """Who is enrolled, with the amount that everybody gets."""
    return f"""
        SELECT household_id, enrolled.person, governorate, protected, enrolled._id, started, before,
            CAST('{benefit.amount_fils}' AS DOUBLE) AS after,
            CASE {_RAISED_OR_NOT} END AS outcome
        FROM facts JOIN enrolled ON {_whose(benefit)}"""  # noqa: S608  (a whole number, names of our own)


def _outcomes(scheme: Scheme, benefit: Benefit, looks: Collection[str]) -> str:
    """The amount of each household, or person, before and after, and what that means for it.

    The same conclusion as `domain.eligibility.assessment.conclude`, for all at once.
    """
    shown = ["household_id", "person", "governorate", "protected", "_id", "started", "before"]
    inner = evaluation(scheme, f"({_each_benefit(benefit, looks)})", shown)
    return f"""
        SELECT {", ".join(shown)},
            CASE WHEN entitled THEN {_due(scheme, benefit)} END AS after,
            CASE WHEN _id IS NOT NULL AND NOT entitled THEN '{LOSES}'
                WHEN _id IS NULL THEN '{COULD_GAIN}'
                {_RAISED_OR_NOT} END AS outcome
        FROM (SELECT *, {_entitled(scheme)} AS entitled FROM ({inner}))
        WHERE entitled OR _id IS NOT NULL"""  # noqa: S608  (checked expressions)


def _each_benefit(benefit: Benefit, looks: Collection[str]) -> str:
    """The facts of each benefit, and of who has none: what is looked back on since it began."""
    persons = "facts.person_id" if benefit.beneficiary == PERSON else "NULL"
    back = (f'COALESCE(enrolled."{name}", facts."{name}") AS "{name}"' for name in looks)
    replaced = f"REPLACE ({', '.join(back)})" if looks else ""
    return f"""SELECT facts.* {replaced}, COALESCE(enrolled.person, {persons}) AS person,
            enrolled._id, enrolled.started, enrolled.before
        FROM facts LEFT JOIN enrolled ON {_whose(benefit)}"""  # noqa: S608  (names of our own)


def _whose(benefit: Benefit) -> str:
    if benefit.beneficiary == PERSON:
        return "enrolled.household = facts.household_id AND enrolled.person = facts.person_id"
    return "enrolled.household = facts.household_id"


def _entitled(scheme: Scheme) -> str:
    held = [f'COALESCE("{each.formula.name}", false)' for each in scheme.conditions]
    if scheme.cut_off is not None:
        held.append(f"floor(score * 1000 + 0.5) / 1000 >= {scheme.cut_off.value!r}")
    if scheme.amount is not None:
        held.append(f"{_amount(scheme.amount.name)} > 0")
    return " AND ".join(held)


def _amount(name: str) -> str:
    return f"""(CASE WHEN isfinite("{name}") THEN floor("{name}" + 0.5) ELSE 0 END)"""


def _due(scheme: Scheme, benefit: Benefit) -> str:
    if benefit.amount_fils is not None:
        return f"CAST('{benefit.amount_fils}' AS DOUBLE)"
    return "CAST(NULL AS DOUBLE)" if scheme.amount is None else _amount(scheme.amount.name)
