"""What only a database can show of applications: many who decide, take and fire at once."""

from __future__ import annotations

import time
from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.documents.indexes import ensure_indexes
from chassis.errors import KanafError
from chassis.identifiers import new_id
from chassis.timers import Subscription, Timers
from contracts.rpc.licensing import METHODS
from services.licensing.adapters.licensed.licences import LICENCES
from services.licensing.app.licensing import Licensing
from services.licensing.bootstrap import SERVICE, applications, licensed
from services.licensing.bootstrap.house import MongoHouse
from services.licensing.entrypoints.service import LicensingService
from services.licensing.settings import LicensingSettings
from tests.support.applying import (
    CITIZEN,
    HOME_NURSERY,
    SUPERVISOR,
    Beside,
    a_nursery,
    ready,
    standing_on,
    submitted,
)
from tests.support.calling import Caller, somebody
from tests.support.racing import each_at_once, outcomes
from tests.support.sample_parts import society
from tests.support.services import Window

APPROVALS = 50
CLERKS, TASKS = 4, 3


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 11, 22, 9, 0, 0, 123456, tzinfo=UTC))


@pytest.fixture
def licensing(database: Any, clock: FixedClock) -> Licensing:
    ensure_indexes(database, (*applications.KINDS, *licensed.KINDS))
    SERVICE.prepare(database)
    return standing_on(MongoHouse(database, clock, LicensingSettings.read()), Beside())


@pytest.fixture
def call(licensing: Licensing) -> Caller:
    return Caller(LicensingService, licensing, METHODS)


def home(call: Caller, licensing: Licensing) -> str:
    """The id of an application of which everything but the decision is done."""
    return ready(call, licensing, a_nursery(HOME_NURSERY))


def patiently(call: Caller, actor: Any, method: str, request: Any) -> dict[str, Any]:
    """As the gateway's callers do: again, under the same key, when too many asked at once."""
    key = new_id()
    while True:
        try:
            return call(actor, method, request, key=key)
        except KanafError as refused:
            if refused.code != "too_much_contention":
                raise
            time.sleep(0.01)


def test_many_approvals_at_once_are_numbered_without_gap_or_double(
    call: Caller, licensing: Licensing, database: Any
) -> None:
    waiting = [home(call, licensing) for _ in range(APPROVALS)]
    decided = each_at_once(
        lambda each: patiently(call, SUPERVISOR, "approve_application", {"application_id": each}),
        waiting,
    )
    licences = database[LICENCES.collection].find({})
    kept = {each["state"]["grant"]["application_id"]: each["state"]["number"] for each in licences}
    assert kept == {each["id"]: each["decision"]["number"] for each in decided}
    numbers = [f"NUR-2026-{number:06}" for number in range(1, APPROVALS + 1)]
    assert sorted(kept.values()) == numbers


def test_two_who_approve_one_application_give_one_licence(
    call: Caller, licensing: Licensing, database: Any
) -> None:
    supervisors = [somebody(f"supervisor-{number}", "supervisor") for number in range(2)]
    for issued in range(1, 6):
        request = {"application_id": home(call, licensing)}
        ended = outcomes(
            lambda actor, request=request: call(actor, "approve_application", request),  # type: ignore[misc]
            supervisors,
        )
        assert ended == Counter(done=1, application_not_in_state=1)
        assert database[LICENCES.collection].count_documents({}) == issued


def test_clerks_who_ask_for_the_next_task_at_once_never_get_the_same(call: Caller) -> None:
    for _ in range(CLERKS * TASKS):
        submitted(call)
    clerks = [somebody(f"clerk-{number}", "clerk", centre="amman-1") for number in range(CLERKS)]

    def take(clerk: Any) -> list[str]:
        return [str(patiently(call, clerk, "take_next_step", {})["id"]) for _ in range(TASKS)]

    taken = [each for some in each_at_once(take, clerks) for each in some]
    assert len(set(taken)) == CLERKS * TASKS
    with pytest.raises(KanafError, match="no_task_waiting"):
        call(clerks[0], "take_next_step", {})


def test_silence_decides_once_although_two_processes_look_after_it(
    call: Caller, licensing: Licensing, database: Any, clock: FixedClock
) -> None:
    window = Window(call, licensing, lambda days: clock.advance(timedelta(days=days)))
    application_id = window.filed("society.registration", society("ordinary", 7))
    service: LicensingService = call.service
    subscription = Subscription("applications", "due:", service.something_is_due)
    processes = [
        Timers("licensing", database, clock, [subscription], time.monotonic) for _ in range(2)
    ]
    window.advance(62)
    each_at_once(lambda process: process.fire_due(), processes)
    processes[0].fire_due()
    application = call(CITIZEN, "get_application", {"application_id": application_id})
    assert (application["state"], application["decision"]["silent"]) == ("approved", True)
    kept = database["applications"].find_one({"_id": application_id})
    told = Counter(each["type"].removeprefix("kanaf.licensing.") for each in kept["pending"])
    assert told["application.approved.v2"] == 1
    assert kept["timers"] == []
    (licence,) = database[LICENCES.collection].find({})
    assert licence["state"]["number"] == application["decision"]["number"]
    assert database["associations"].count_documents({}) == 1
