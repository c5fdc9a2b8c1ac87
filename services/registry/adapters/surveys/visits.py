"""How visits are kept, found, counted and shown."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import timedelta
from typing import Any

from pymongo.database import Database

from chassis.documents.kind import Criteria, Kind, Store
from chassis.documents.transaction import session_of
from chassis.identifiers import derived_id
from services.registry.adapters.surveys import records
from services.registry.adapters.surveys.events import publish
from services.registry.app.batches import in_batches
from services.registry.app.surveys.checking import answer_set_of
from services.registry.app.surveys.ports import Tally
from services.registry.app.surveys.shapes import area_from, area_shape
from services.registry.domain.surveys.record import Record
from services.registry.domain.surveys.visit import OPEN_TO_RESEARCHERS, Standing, Visit

State = dict[str, Any]
NOBODY = "nobody"
"""The key of visits without researcher: a value, so that the index that counts has them too."""
COUNTED = ("round", "governorate", "researcher", "standing")
Counts = dict[tuple[str, str, str], int]
"""By governorate, researcher and standing."""
_AT_ONCE = 1_000
_MOST_DAYS = 3
"""A visit of more days is no visit, and is doubted for that."""


def _to_state(visit: Visit) -> State:
    return {
        "round_id": visit.round_id,
        "household_id": visit.household_id,
        "place": area_shape(visit.place),
        "researcher_id": visit.researcher_id,
        "former": list(visit.former),
        "records": [records.to_state(each) for each in visit.records],
        "standing": visit.standing.value,
        "behind": visit.behind,
    }


def _from_state(visit_id: str, version: int, state: State) -> Visit:
    return Visit(
        id=visit_id,
        version=version,
        round_id=state["round_id"],
        household_id=state["household_id"],
        place=area_from(state["place"]),
        researcher_id=state["researcher_id"],
        former=tuple(state["former"]),
        records=tuple(records.from_state(each) for each in state["records"]),
        standing=Standing(state["standing"]),
        behind=state.get("behind", 0),
    )


def show(visit: Visit) -> State:
    """The whole visit; queries leave out what the actor may not see."""
    state = _to_state(visit)
    return {
        "id": visit.id,
        "version": visit.version,
        "round_id": visit.round_id,
        "household_id": visit.household_id,
        **state["place"],
        "researcher_id": visit.researcher_id,
        "standing": state["standing"],
        "records": [records.to_view(each) for each in visit.records],
    }


def _keys(visit: Visit) -> State:
    return {
        "round": visit.round_id,
        "household": visit.household_id,
        "governorate": visit.place.governorate,
        "researcher": visit.researcher_id or NOBODY,
        "standing": visit.standing.value,
        "visit": sorted({each.report.visit_id for each in visit.records}),
        "answer_set": sorted(
            {answer_set_of(visit, each) for each in visit.records if each.completed}
        ),
        "busy": sorted(
            {
                day
                for each in visit.records
                if each.completed and not each.set_aside
                for day in _busy_days(each)
            }
        ),
    }


def _busy_days(record: Record) -> list[str]:
    """On which days (UTC) its researcher was there. Of one that never ended the first few."""
    report = record.report
    first = report.started_at.date()
    days = (report.ended_at.date() - first).days
    return [
        f"{record.researcher_id}/{first + timedelta(days=number)}"
        for number in range(min(days, _MOST_DAYS) + 1)
    ]


VISITS: Kind[Visit] = Kind(
    service="registry",
    name="survey_visit",
    collection="survey_visits",
    to_state=_to_state,
    from_state=_from_state,
    to_view=show,
    publish=publish,
    keys=_keys,
    unique={"visit": "visit_id_taken"},
    indexes=(
        COUNTED,
        ("round", "governorate"),
        ("round", "governorate", "standing"),
        ("researcher", "round", "standing"),
        ("household",),
        ("answer_set",),
        ("busy",),
        # The queue of a supervisor, whatever the round.
        ("standing", "governorate"),
    ),
    watched={"standing": (Standing.REVIEW.value, Standing.CONFLICT.value)},
)


class KeptVisits:
    """Visits in a store of documents. Without a database they are counted one by one."""

    def __init__(self, store: Store[Visit], database: Database[State] | None) -> None:
        self._store = store
        self._collection = None if database is None else database[VISITS.collection]
        self._reserved = None if database is None else database["survey_answer_sets"]
        self.get = store.get
        self.get_companion = store.get_companion
        self.load = store.load
        self.add = store.add
        self.save = store.save

    def identify(self, round_id: str, household_id: str) -> str:
        return derived_id("registry", "survey_visit", round_id, household_id)

    def plan(self, visits: Iterable[Visit]) -> int:
        return sum(each.outcome == "stored" for each in self._store.add_many(visits))

    def open_to_distribute(self, round_id: str, from_researcher: str | None) -> Iterator[Visit]:
        standings = (
            [Standing.UNASSIGNED.value]
            if from_researcher is None
            else [each.value for each in OPEN_TO_RESEARCHERS]
        )
        return self._store.each(
            Criteria(
                equals={"round": round_id, "researcher": from_researcher or NOBODY},
                any_of={"standing": standings},
            )
        )

    def others_with(self, answer_set: str, visit: Visit) -> int:
        self._reserve(answer_set)
        own = answer_set in _keys(visit)["answer_set"]
        return self._store.count(Criteria(equals={"answer_set": answer_set})) - own

    def others_during(self, record: Record, visit: Visit, beyond_minutes: int) -> int:
        days, beyond = _busy_days(record), timedelta(minutes=beyond_minutes)
        for each in days:
            self._reserve(each)
        others = self._store.each(Criteria(any_of={"busy": days}))
        return len(
            {
                each.household_id
                for each in others
                if each.household_id != visit.household_id and each.was_during(record, beyond)
            }
        )

    def _reserve(self, compared: str) -> None:
        """Let who brings the same answers, or another visit of the same day, at once wait.

        Two that came together see each other.
        """
        if self._reserved is not None:
            self._reserved.update_one(
                {"_id": compared},
                {"$inc": {"brought": 1}},
                upsert=True,
                session=session_of(self._reserved),
            )

    def tally(
        self,
        round_id: str,
        governorates: Collection[str] | None = None,
        researcher_id: str | None = None,
        without: Collection[str] = (),
    ) -> list[Tally]:
        criteria: State = {"round": round_id}
        if governorates is not None:
            criteria["governorate"] = sorted(governorates)
        if researcher_id is not None:
            criteria["researcher"] = researcher_id
        counts = (
            self._counted_one_by_one(criteria)
            if self._collection is None
            else self._counted(self._collection, criteria)
        )
        for key, visits in self._of_households(criteria, without).items():
            counts[key] = counts.get(key, 0) - visits
        return [
            Tally(governorate, None if researcher == NOBODY else researcher, standing, visits)
            for (governorate, researcher, standing), visits in sorted(counts.items())
            if visits > 0
        ]

    def _of_households(self, criteria: State, household_ids: Collection[str]) -> Counts:
        """Found by household: the index that counts needs not hold those of everybody."""
        counts: Counts = {}
        for some in in_batches(sorted(household_ids), _AT_ONCE):
            of_some = self._counted_one_by_one({**criteria, "household": list(some)})
            for key, visits in of_some.items():
                counts[key] = counts.get(key, 0) + visits
        return counts

    @staticmethod
    def _counted(collection: Any, criteria: State) -> Counts:
        """Answered by the index alone: no document is read."""
        where = {
            f"keys.{name}": {"$in": value} if isinstance(value, list) else value
            for name, value in criteria.items()
        }
        group = {name: f"$keys.{name}" for name in COUNTED[1:]}
        found = collection.aggregate(
            [{"$match": where}, {"$group": {"_id": group, "visits": {"$sum": 1}}}],
            hint={**{f"keys.{name}": 1 for name in COUNTED}, "created_at": -1, "_id": -1},
        )
        return {
            (each["_id"]["governorate"], each["_id"]["researcher"], each["_id"]["standing"]): each[
                "visits"
            ]
            for each in found
        }

    def _counted_one_by_one(self, criteria: State) -> Counts:
        wanted = {name: value for name, value in criteria.items() if not isinstance(value, list)}
        among = {name: value for name, value in criteria.items() if isinstance(value, list)}
        counts: Counts = {}
        for each in self._store.each(Criteria(equals=wanted, any_of=among)):
            key = each.place.governorate, each.researcher_id or NOBODY, each.standing.value
            counts[key] = counts.get(key, 0) + 1
        return counts
