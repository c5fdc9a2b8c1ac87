"""What operators see counted: records in states that are not meant to last."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from chassis import metrics
from chassis.clock import FixedClock
from chassis.context import Actor, Context, use
from chassis.documents.indexes import ensure_indexes
from chassis.settings import ProcessSettings
from chassis.work.process import count_watched
from services.registry.bootstrap import SERVICE, build
from services.registry.bootstrap.house import MongoHouse
from services.registry.settings import RegistrySettings
from tests.support import paying, programmes
from tests.support.programmes import SUPERVISOR, Office
from tests.support.registry import CLERK


def counted(kind: str, state: str) -> float:
    found: float = metrics.RECORDS_WATCHED.labels("registry", kind, state)._value.get()
    return found


def test_lists_overdue_grievances_and_lines_are_counted(
    database: Any, clock: FixedClock, settings: ProcessSettings
) -> None:
    ensure_indexes(database, SERVICE.kinds)
    SERVICE.prepare(database)
    registry = build(database, clock, settings)
    programme_id = paying.programme(database)
    paying.opened(registry, programme_id)
    paying.prepared(registry, programme_id, "2026-12")

    office = Office(MongoHouse(database, clock, RegistrySettings()))
    learning = office.programme(**programmes.learning(1))
    for _ in range(2):
        office.applied(learning)
    fixed = office.programme(rules=None, amount_fils=50_000)
    asked = office.applied(fixed)
    office.do(
        "reject_enrolment", SUPERVISOR, enrolment_id=asked["id"], reason_code="documents_missing"
    )
    filed = office.do("file_grievance", CLERK, enrolment_id=asked["id"], text="سلّمناها.")
    clock.advance(timedelta(days=60))
    with use(Context(Actor.system("registry.timers"))):
        office.registry.programmes.grievances.escalate(filed["id"])

    count_watched(SERVICE, database)
    assert (counted("payment_list", "preparing"), counted("payment_list", "prepared")) == (1, 1)
    assert (counted("places", "full"), counted("places", "calling")) == (1, 0)
    assert counted("grievance", "overdue") == 1
    with use(Context(Actor.system("registry.timers"))):
        found = office.registry.programmes.grievances.grievances.get(filed["id"])
        found.dismiss("لم تصل.", "supervisor-8", clock.now().date())
        office.registry.programmes.grievances.grievances.save(found)
    count_watched(SERVICE, database)
    assert counted("grievance", "overdue") == 0
