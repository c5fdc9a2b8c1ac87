"""Timers on the real database: once each, in order, whoever looks and however late."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.context import Actor, Context, current, use
from chassis.documents.indexes import ensure_indexes
from chassis.documents.kind import Kind, Timer
from chassis.documents.mongo import MongoStore
from chassis.timers import Subscription, Timers
from tests.support.processes import running
from tests.support.register import FOLDERS as LABELLED
from tests.support.register import Relabelled
from tests.support.waiting import eventually

START = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass
class Permit:
    """Reminds of itself twice; each reminder is noted, which ends its timer."""

    id: str
    reminders: dict[str, datetime]
    noted: list[str] = field(default_factory=list)
    version: int = 0
    events: list[Relabelled] = field(default_factory=list)

    def note(self, reminder: str) -> None:
        self.noted.append(reminder)
        self.events.append(Relabelled(self.id, reminder))


def _restore(permit_id: str, version: int, state: dict[str, Any]) -> Permit:
    return Permit(permit_id, version=version, **state)


PERMITS: Kind[Permit] = Kind(
    service="registry",
    name="permit",
    collection="permits",
    to_state=lambda permit: {"reminders": permit.reminders, "noted": permit.noted},
    from_state=_restore,
    to_view=lambda permit: {"id": permit.id, "version": permit.version, "noted": permit.noted},
    publish=LABELLED.publish,
    timers=lambda permit: [
        Timer(name, due) for name, due in permit.reminders.items() if name not in permit.noted
    ],
)
ID = "0197f3a2-5c1e-5b7a-9c55-{:012d}"


class Office:
    """Permits in a store, and whoever fires their reminders."""

    def __init__(self, database: Any) -> None:
        ensure_indexes(database, [PERMITS])
        self.clock = FixedClock(START)
        self.store: MongoStore[Permit] = MongoStore(database, PERMITS, self.clock)
        self.fired: list[tuple[str, str]] = []
        self.time = 0.0
        self._database = database

    def issue(self, number: int, **days: int) -> str:
        """A permit whose reminders are due so many days after the start."""
        permit = Permit(
            ID.format(number), {name: START + timedelta(days=each) for name, each in days.items()}
        )
        permit.note("issued")
        with use(Context(actor=Actor.system("tests"))):
            self.store.add(permit)
        return permit.id

    def remind(self, permit_id: str, timer: str) -> None:
        permit = self.store.get(permit_id)
        permit.note(timer)
        self.store.save(permit)
        self.fired.append((permit_id, timer))

    def runner(self, handler: Callable[[str, str], object] | None = None) -> Timers:
        subscription = Subscription("permits", "remind", handler or self.remind)
        return Timers("registry", self._database, self.clock, [subscription], lambda: self.time)


@pytest.fixture
def office(database: Any) -> Office:
    return Office(database)


def test_a_timer_fires_when_its_time_has_come_and_never_again(office: Office) -> None:
    permit = office.issue(1, remind_soon=10)
    runner = office.runner()
    assert runner.fire_due() == 0
    office.clock.advance(timedelta(days=10))
    assert runner.fire_due() == 1
    assert runner.fire_due() == 0
    assert office.fired == [(permit, "remind_soon")]


def test_after_downtime_all_fire_in_the_order_in_which_they_fell_due(office: Office) -> None:
    one = office.issue(1, remind_soon=10, remind_late=30)
    two = office.issue(2, remind_soon=20)
    office.clock.advance(timedelta(days=100))
    assert office.runner().fire_due() == 3
    assert office.fired == [(one, "remind_soon"), (two, "remind_soon"), (one, "remind_late")]


def test_many_processes_fire_each_timer_once(office: Office) -> None:
    for number in range(40):
        office.issue(number, remind_soon=number % 7)
    office.clock.advance(timedelta(days=7))
    together = threading.Barrier(4)

    def look() -> None:
        runner = office.runner()
        together.wait()
        while runner.fire_due():
            pass

    threads = [threading.Thread(target=look) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    office.runner().fire_due()
    assert sorted(office.fired) == [(ID.format(number), "remind_soon") for number in range(40)]


def test_one_that_fails_is_tried_again_later_and_the_others_go_on(office: Office) -> None:
    bad, good = office.issue(1, remind_soon=1), office.issue(2, remind_soon=2)
    broken = True

    def remind(permit_id: str, timer: str) -> None:
        if permit_id == bad and broken:
            raise ZeroDivisionError("as ordered")
        office.remind(permit_id, timer)

    runner = office.runner(remind)
    office.clock.advance(timedelta(days=3))
    assert runner.fire_due() == 1
    assert office.fired == [(good, "remind_soon")]
    broken = False
    assert runner.fire_due() == 0  # not at once
    office.time += 1.0
    assert runner.fire_due() == 1
    assert office.fired[-1] == (bad, "remind_soon")


def test_a_timer_runs_as_a_command_of_the_system_whose_key_names_it(office: Office) -> None:
    permit = office.issue(1, remind_soon=1)
    seen: list[Context] = []
    office.clock.advance(timedelta(days=1))
    office.runner(lambda *_: seen.append(current())).fire_due()
    (context,) = seen
    assert context.actor == Actor.system("registry.timers")
    assert context.command is not None
    assert context.command.key == (f"timer:permits:{permit}:remind_soon:2026-01-02T00:00:00+00:00")


def test_in_real_processes_with_a_moved_clock_it_fires_once(
    environment: dict[str, str], prefix: str, database: Any, tmp_path: Path
) -> None:
    clock = tmp_path / "clock"
    due = datetime.now(UTC) + timedelta(days=30)
    database["licences"].insert_one(
        {"_id": "licence-1", "timers": [{"name": "renewal_due_60", "due": due}]}
    )
    process_environment = {
        **environment,
        "LISTENER_NAME": prefix,
        "KANAF_TIMER_SECONDS": "0.1",
        "KANAF_CLOCK_FILE": str(clock),
    }
    with ExitStack() as stack:
        for number in (1, 2):
            stack.enter_context(
                running(
                    ["-m", "tests.support.listener", "serve"],
                    process_environment,
                    tmp_path / f"{number}.log",
                )
            ).wait_until_ready()
        assert database["effects"].count_documents({}) == 0
        moved = tmp_path / "moved"
        moved.write_text('{"offset_seconds": 2678400}')  # 31 days
        moved.rename(clock)
        eventually(lambda: database["licences"].find_one({"timers": []}))
    (effect,) = database["effects"].find()
    assert (effect["licence"], effect["timer"]) == ("licence-1", "renewal_due_60")
