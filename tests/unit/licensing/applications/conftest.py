"""Applications in memory, on a clock that moves when told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from chassis.clock import FixedClock
from chassis.context import Actor, Command, Context, use
from chassis.documents.memory import MemoryDatabase
from contracts.rpc.licensing import METHODS
from services.licensing.adapters.applications.store import APPLICATIONS
from services.licensing.app.licensing import Licensing
from services.licensing.entrypoints.service import LicensingService
from tests.support.applying import Beside, in_memory
from tests.support.calling import Caller
from tests.support.services import Told, Window, telling

Advance = Callable[[int], None]


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 11, 22, 9, tzinfo=UTC))  # a Sunday


@pytest.fixture
def database() -> MemoryDatabase:
    return MemoryDatabase()


@pytest.fixture
def beside() -> Beside:
    return Beside()


@pytest.fixture
def told() -> Told:
    return Told()


@pytest.fixture
def licensing(database: MemoryDatabase, clock: FixedClock, beside: Beside, told: Told) -> Licensing:
    return telling(in_memory(database, clock, beside), told)


@pytest.fixture
def call(licensing: Licensing) -> Caller:
    return Caller(LicensingService, licensing, METHODS)


@pytest.fixture
def window(call: Caller, licensing: Licensing, advance: Advance) -> Window:
    return Window(call, licensing, advance)


@pytest.fixture
def advance(licensing: Licensing, database: MemoryDatabase, clock: FixedClock) -> Advance:
    """Move the clock on by days; whatever falls due meanwhile happens in its order."""

    def until(days: int) -> None:
        end = clock.now() + timedelta(days=days)
        while (due := _next(database, end)) is not None:
            at, application_id, name = due
            clock.at = max(clock.at, at)
            context = Context(
                Actor.system("timers"), command=Command(f"{application_id}{name}{at}", name)
            )
            with use(context):
                licensing.applications.deciding.fall_due(application_id, name.removeprefix("due:"))
        clock.at = end

    return until


def _next(database: MemoryDatabase, end: datetime) -> tuple[datetime, str, str] | None:
    found = [
        (timer.due, document["_id"], timer.name)
        for document in database.collections.get(APPLICATIONS.collection, {}).values()
        for timer in document["timers"]
        if timer.due <= end
    ]
    return min(found, default=None)
