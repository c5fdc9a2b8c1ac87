"""Bills and visits keep the pace of the steps for which they were begun."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from chassis.clock import FixedClock
from chassis.context import Actor, Context, use
from chassis.documents.memory import MemoryDatabase
from services.licensing.app.licensing import Licensing
from services.licensing.bootstrap.house import MemoryHouse
from services.licensing.settings import LicensingSettings
from tests.support.applying import CITIZEN, CLERK, SUPERVISOR, Beside, standing_on
from tests.support.calling import Caller
from tests.support.falling_due import fire_due, timers_of
from tests.support.services import Window, sample

HOME = "care.home_licence"
HOLIDAY = date(2026, 11, 24)


@pytest.fixture
def licensing(database: MemoryDatabase, clock: FixedClock, beside: Beside) -> Licensing:
    return standing_on(MemoryHouse(database, clock, LicensingSettings()), beside, papers_alone=True)


@pytest.fixture
def home(window: Window, licensing: Licensing) -> str:
    """An application for a home that waits for its fee."""
    application_id = window.filed(HOME, sample(HOME))
    window.led(application_id, but=["fee"])
    return application_id


@pytest.fixture
def visited(home: str, window: Window, call: Caller, licensing: Licensing) -> str:
    """One that waits for its visit and for the assessment of its programme."""
    bill_id = step(call, home, "fee")["reference"]
    bill = call(CITIZEN, "get_bill", {"bill_id": bill_id})
    taken = {"bill_id": bill_id, "amount_fils": bill["amount_fils"], "channel": "cash"}
    call(CLERK, "pay_bill_at_counter", taken)
    window.led(home, but=["inspection", "programme"])
    return home


def step(call: Caller, application_id: str, code: str) -> dict[str, Any]:
    found = call(CLERK, "get_application", {"application_id": application_id})["steps"]
    return next(each for each in found if each["code"] == code)


def visit(call: Caller, application_id: str) -> dict[str, Any]:
    asked = {"inspection_id": step(call, application_id, "inspection")["reference"]}
    return call(SUPERVISOR, "get_inspection", asked)


def close_on(licensing: Licensing, day: date) -> None:
    with use(Context(Actor.system("holidays"))):
        licensing.holidays.hear(day.year, [day], 2)


def send_back(call: Caller, application_id: str) -> None:
    asks = [{"pointer": "/applicant/name", "text": {"ar": "غير واضح."}}]
    asked = {"application_id": application_id, "step": "programme", "asks": asks}
    call(CLERK, "return_application", asked)


def test_a_bill_can_be_paid_as_long_as_the_step_that_waits_for_it(
    home: str, call: Caller, licensing: Licensing
) -> None:
    before = step(call, home, "fee")
    close_on(licensing, HOLIDAY)
    after = step(call, home, "fee")
    assert after["due_on"] > before["due_on"]
    bill = call(CITIZEN, "get_bill", {"bill_id": after["reference"]})
    assert bill["due_on"] == after["due_on"]


def test_a_visit_is_due_with_its_step(visited: str, call: Caller, licensing: Licensing) -> None:
    before = step(call, visited, "inspection")["due_on"]
    close_on(licensing, HOLIDAY)
    assert before < step(call, visited, "inspection")["due_on"] == visit(call, visited)["due_on"]


def test_no_visit_is_late_while_the_clock_stands(
    visited: str, call: Caller, database: MemoryDatabase, clock: FixedClock
) -> None:
    send_back(call, visited)
    assert timers_of(database, "inspections") == []
    clock.advance(timedelta(days=30))
    call(CITIZEN, "resubmit_application", {"application_id": visited})
    due_on = step(call, visited, "inspection")["due_on"]
    assert visit(call, visited)["due_on"] == due_on > clock.now().date().isoformat()
    assert {each.due.date() for each, _ in timers_of(database, "inspections")} >= {
        date.fromisoformat(due_on)
    }
    assert all(each.due > clock.now() for each, _ in timers_of(database, "inspections"))
    clock.at += date.fromisoformat(due_on) - clock.now().date() + timedelta(days=1)
    escalate: Callable[[str, str], None] = call.service.visit_overdue
    late = {"visit": escalate, "assignment": call.service.assignment_overdue}
    fire_due(database, "inspections", clock, late)
    assert visit(call, visited)["visit_escalated_on"] == clock.now().date().isoformat()


def test_after_the_visit_its_day_stays(visited: str, call: Caller, licensing: Licensing) -> None:
    before = visit(call, visited)
    inspections = licensing.inspections.opening
    known = inspections.inspections.load(before["id"])
    known.cancel("other", "supervisor-1", inspections.calendar.now())
    known.events.clear()
    known.move_due(date(2027, 1, 1), date(2027, 1, 1))
    assert (known.due_on.isoformat(), known.events) == (before["due_on"], [])
