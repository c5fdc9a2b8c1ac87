"""The word that a fee was paid in time, and the end of the hours in which it is heard, at once: on
MongoDB either of them comes first, and the other one finds what it left."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any

import pytest

from chassis.calendar import start_of
from chassis.clock import FixedClock
from chassis.context import Actor, Context, use
from chassis.documents.attempts import undisturbed
from chassis.documents.indexes import ensure_indexes
from contracts.rpc.licensing import METHODS
from services.licensing.bootstrap import SERVICE
from services.licensing.bootstrap.house import MongoHouse
from services.licensing.entrypoints.service import LicensingService
from services.licensing.settings import LicensingSettings
from tests.support.applying import CITIZEN, CLERK, Beside, reference, standing_on, submitted
from tests.support.calling import Caller
from tests.support.fees import PROVIDER, a_notice
from tests.support.racing import at_once

APPLICATIONS = 8


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(datetime(2026, 11, 22, 9, tzinfo=UTC))


@pytest.fixture
def call(database: Any, clock: FixedClock) -> Caller:
    ensure_indexes(database, SERVICE.kinds)
    SERVICE.prepare(database)
    house = MongoHouse(database, clock, LicensingSettings.read())
    return Caller(LicensingService, standing_on(house, Beside(), papers_alone=True), METHODS)


def owed(call: Caller) -> tuple[str, dict[str, Any]]:
    """An application and the bill for its fee."""
    made = submitted(call)
    call(CLERK, "find_complete", {"application_id": made, "step": "completeness"})
    bill_id = reference(call.service.application, made, "fee")
    return made, call(CITIZEN, "get_bill", {"bill_id": bill_id})


def fired(handler: Callable[[str, str], None], of: str, timer: str) -> None:
    def fire() -> None:
        with use(Context(Actor.system("timers"))):
            handler(of, timer)

    undisturbed(fire)


def test_either_it_is_paid_and_goes_on_or_it_is_over_and_the_money_goes_back(
    call: Caller, clock: FixedClock
) -> None:
    matters = [owed(call) for _ in range(APPLICATIONS)]
    midnight = start_of(date.fromisoformat(matters[0][1]["due_on"]) + timedelta(days=1))
    clock.advance(midnight + timedelta(hours=6) - clock.now())
    paid_at = (midnight - timedelta(minutes=10)).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    service = call.service
    for number, (made, bill) in enumerate(matters):
        notice = a_notice(bill, paid_at=paid_at, transaction_id=f"T-{number}")
        tell = partial(call, PROVIDER, "receive_payment_notice", notice)
        answer, *_ = at_once(
            tell,
            partial(fired, service.something_is_due, made, "due:step.fee"),
            partial(fired, service.bill_expired, bill["id"], "expired"),
        )
        application = call(CITIZEN, "get_application", {"application_id": made})
        (fee,) = (each for each in application["steps"] if each["code"] == "fee")
        kept = call(CITIZEN, "get_bill", {"bill_id": bill["id"]})["state"]
        assert answer is not None
        if answer["outcome"] == "paid":
            assert (application["state"], fee["finding"], kept) == ("in_progress", "paid", "paid")
        else:
            assert (answer["outcome"], application["state"]) == ("surplus", "abandoned")
            assert kept in ("cancelled", "expired")
