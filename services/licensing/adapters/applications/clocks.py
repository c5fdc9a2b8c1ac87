"""Clocks and ends of applications as two keys, each a text in an index of its own.

Both are single texts, so that counting reads the index alone: never an application, and never one
that ended longer ago than is asked for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from pymongo.database import Database

from chassis.calendar import day_of
from chassis.documents.kind import Criteria, Store
from services.licensing.app.applications.overseeing import Ended, Running
from services.licensing.domain.applications.application import Application
from services.licensing.domain.applications.clocks import Clock, Outcome, clocks_of, outcome_of

CLOCKS, ENDED = "clocks", "ended"
LATE = "late"


def running_text(application: Application) -> str | None:
    """`service|version|step:day,step:late,...`; no day where a clock stands or there is none."""
    clocks = clocks_of(application)
    if not clocks:
        return None
    texts = ",".join(f"{each.code}:{_mark(each)}" for each in clocks)
    return f"{application.service}|{application.service_version}|{texts}"


def ended_text(application: Application) -> str | None:
    """`day|day handed in|service|outcome|late`, the last one empty where it was in time."""
    outcome = outcome_of(application)
    if outcome is None or application.submitted_at is None:
        return None
    late = application.deadline is not None and application.deadline.missed_on is not None
    return "|".join(
        (
            _ended_on(application).isoformat(),
            day_of(application.submitted_at).isoformat(),
            application.service,
            outcome.value,
            LATE if late else "",
        )
    )


def _mark(clock: Clock) -> str:
    if clock.missed:
        return LATE
    return "" if clock.due_on is None else clock.due_on.isoformat()


def _ended_on(application: Application) -> date:
    decision = application.decision
    return day_of(application.timeline[-1].at) if decision is None else decision.on


def _running(counted: Iterable[tuple[str, int]]) -> Iterator[Running]:
    """Of each clock one, though no two applications may have all clocks alike."""
    numbers: Counter[tuple[str, str, str]] = Counter()
    for text, number in counted:
        service, version, clocks = text.split("|")
        for clock in clocks.split(","):
            numbers[service, version, clock] += number
    for (service, version, clock), number in numbers.items():
        yield Running(service, version, _clock(clock), number)


def _clock(text: str) -> Clock:
    code, _, mark = text.partition(":")
    missed = mark == LATE
    return Clock(code, date.fromisoformat(mark) if mark and not missed else None, missed)


def _ended(text: str, number: int) -> Ended:
    on, submitted_on, service, outcome, late = text.split("|")
    return Ended(
        date.fromisoformat(on),
        date.fromisoformat(submitted_on),
        service,
        Outcome(outcome),
        late == LATE,
        number,
    )


class StoredClocks:
    """Out of any store: for tests, where there are few."""

    def __init__(self, store: Store[Application]) -> None:
        self._store = store

    def running(self) -> Iterator[Running]:
        texts = (running_text(each) for each in self._store.each(Criteria()))
        return _running((text, 1) for text in texts if text)

    def ended_since(self, day: date) -> Iterator[Ended]:
        texts = (ended_text(each) for each in self._store.each(Criteria()))
        return (_ended(text, 1) for text in texts if text and text >= day.isoformat())


class MongoClocks:
    """By the indexes of both keys."""

    def __init__(self, database: Database[dict[str, Any]], collection: str) -> None:
        self._collection = database[collection]

    def running(self) -> Iterator[Running]:
        return _running(self._counted(CLOCKS, {"$gt": ""}))

    def ended_since(self, day: date) -> Iterator[Ended]:
        return (_ended(*each) for each in self._counted(ENDED, {"$gte": day.isoformat()}))

    def _counted(self, key: str, condition: Mapping[str, str]) -> Iterator[tuple[str, int]]:
        for each in self._collection.aggregate(counting(key, condition)):
            yield each["_id"], each["number"]


def counting(key: str, condition: Mapping[str, str]) -> list[dict[str, Any]]:
    """How many applications have each of the values of a key that fit."""
    return [
        {"$match": {f"keys.{key}": condition}},
        {"$group": {"_id": f"$keys.{key}", "number": {"$sum": 1}}},
    ]
