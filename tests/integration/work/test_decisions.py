"""What waits for a person is counted, so that somebody hears of reviewers who do not keep up."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from chassis.clock import SystemClock
from chassis.context import Actor, Context, use
from chassis.documents.mongo import MongoStore
from chassis.identifiers import new_id
from chassis.work.process import undecided
from services.registry.bootstrap import SERVICE
from tests.support.register import FOLDERS, Folder

DECIDED_ON = replace(FOLDERS, undecided={"tags": ["review", "conflict"]})


def test_records_that_wait_are_counted_and_decided_ones_are_not(database: Any) -> None:
    store = MongoStore(database, DECIDED_ON, SystemClock())
    with use(Context(Actor.system("tests"))):
        for tags in (["review"], ["conflict"], ["done"], []):
            store.add(Folder.open(new_id(), None, tags, datetime.now(UTC)))
    assert undecided(database, [DECIDED_ON, FOLDERS]) == {"folder": 2}


def test_the_registry_counts_doubtful_visits_and_probable_duplicates(database: Any) -> None:
    assert undecided(database, SERVICE.kinds) == {"survey_visit": 0, "duplicate": 0}
