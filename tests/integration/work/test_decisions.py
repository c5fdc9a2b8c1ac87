"""What waits for a person is counted, so that somebody hears of reviewers who do not keep up."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from chassis import metrics
from chassis.clock import SystemClock
from chassis.context import Actor, Context, use
from chassis.documents.mongo import MongoStore
from chassis.identifiers import new_id
from chassis.work.process import count_watched
from services.registry.bootstrap import SERVICE
from tests.support.register import FOLDERS, Folder

DECIDED_ON = replace(FOLDERS, watched={"tags": ("review", "conflict")})


def test_records_that_wait_are_counted_and_decided_ones_are_not(database: Any) -> None:
    store = MongoStore(database, DECIDED_ON, SystemClock())
    with use(Context(Actor.system("tests"))):
        for tags in (["review"], ["conflict"], ["conflict"], ["done"], []):
            store.add(Folder.open(new_id(), None, tags, datetime.now(UTC)))
    count_watched(replace(SERVICE, name="office", kinds=(DECIDED_ON,)), database)
    counted = {
        state: metrics.RECORDS_WATCHED.labels("office", "folder", state)._value.get()
        for state in ("review", "conflict")
    }
    assert counted == {"review": 1, "conflict": 2}


def test_the_registry_counts_doubtful_visits_and_probable_duplicates() -> None:
    watched = {kind.name: dict(kind.watched) for kind in SERVICE.kinds}
    assert watched["survey_visit"] == {"standing": ("review", "conflict")}
    assert watched["duplicate"] == {"status": ("open",)}
