"""A fee that was paid on its last day and told of after midnight: it is heard of for some hours,
and only then is the application over; with all areas as wired."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from chassis.calendar import start_of
from chassis.clock import FixedClock
from chassis.documents.memory import MemoryDatabase
from services.licensing.app.licensing import Licensing
from services.licensing.domain.applications.clocks import clocks_of
from tests.support.applying import CITIZEN, CLERK, reference
from tests.support.calling import Caller
from tests.support.falling_due import fire_due, timers_of
from tests.support.fees import PROVIDER, a_notice
from tests.support.papers import drafted


class Owed:
    """An application whose fee is to be paid until the end of a day."""

    def __init__(self, call: Caller, clock: FixedClock, database: MemoryDatabase) -> None:
        self.call, self.clock, self.database = call, clock, database
        self.licensing: Licensing = call.service.application
        self.asked = {"application_id": drafted(call)["id"]}
        call(CITIZEN, "submit_application", self.asked)
        call(CLERK, "find_complete", {**self.asked, "step": "completeness"})
        bill_id = reference(self.licensing, self.asked["application_id"], "fee")
        self.bill = {"bill_id": bill_id}
        self.raised = call(CITIZEN, "get_bill", self.bill)
        day = datetime.fromisoformat(self.raised["due_on"]).date()
        self.midnight = start_of(day + timedelta(days=1))

    def it_is(self, moment: datetime) -> None:
        """Everything that is due until this moment has happened when it was due."""
        service = self.call.service
        for each in sorted({each for each in self._dues() if each < moment} | {moment}):
            self.clock.advance(each - self.clock.now())
            fire_due(self.database, "bills", self.clock, {"expired": service.bill_expired})
            fire_due(self.database, "applications", self.clock, {"due:": service.something_is_due})

    def _dues(self) -> Iterator[datetime]:
        for collection in ("bills", "applications"):
            for timer, _ in timers_of(self.database, collection):
                yield max(timer.due, self.clock.now())

    def told(self, paid_at: datetime, transaction_id: str = "T-1") -> str:
        said = paid_at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        notice = a_notice(self.raised, paid_at=said, transaction_id=transaction_id)
        return str(self.call(PROVIDER, "receive_payment_notice", notice)["outcome"])

    def application(self) -> dict[str, Any]:
        return self.call(CITIZEN, "get_application", self.asked)

    def fee(self) -> tuple[str, str | None]:
        (step,) = (each for each in self.application()["steps"] if each["code"] == "fee")
        return step["progress"], step["finding"]

    def events(self, *names: str) -> list[str]:
        """What was published of the application and the bill, of these."""
        kept = [
            self.database.collections["applications"][self.asked["application_id"]],
            self.database.collections["bills"][self.bill["bill_id"]],
        ]
        published = [each["type"].split(".")[3] for one in kept for each in one["pending"]]
        return [each for each in published if each in names]


@pytest.fixture
def owed(call: Caller, clock: FixedClock, database: MemoryDatabase) -> Owed:
    return Owed(call, clock, database)


BEFORE, AFTER = timedelta(minutes=-10), timedelta(minutes=30)
END_OF_GRACE = timedelta(hours=6)


def test_what_was_paid_in_time_and_told_after_midnight_pays(owed: Owed) -> None:
    owed.it_is(owed.midnight + AFTER)
    assert (owed.application()["state"], owed.fee()) == ("in_progress", ("open", None))
    assert owed.told(owed.midnight + BEFORE) == "paid"
    assert owed.fee() == ("done", "paid")
    owed.it_is(owed.midnight + END_OF_GRACE)
    assert owed.application()["state"] == "in_progress"
    assert owed.events("abandoned", "expired", "cancelled", "paid") == ["paid"]
    assert owed.told(owed.midnight + BEFORE, "T-2") == "surplus", "nobody pays twice"


def test_what_was_paid_after_midnight_is_given_back(owed: Owed) -> None:
    owed.it_is(owed.midnight + AFTER)
    assert owed.told(owed.midnight + timedelta(minutes=5)) == "surplus"
    assert owed.fee() == ("open", None)


def test_when_nothing_has_come_it_is_over_once(owed: Owed) -> None:
    owed.it_is(owed.midnight + END_OF_GRACE - timedelta(seconds=1))
    assert owed.application()["state"] == "in_progress"
    assert owed.events("abandoned") == []
    owed.it_is(owed.midnight + END_OF_GRACE)
    assert owed.application()["state"] == "abandoned"
    owed.it_is(owed.midnight + timedelta(days=3))
    assert owed.events("abandoned") == ["abandoned"]
    assert owed.told(owed.midnight + BEFORE) == "surplus", "told too late"
    assert owed.application()["state"] == "abandoned"


def test_after_a_downtime_whoever_comes_first_decides(owed: Owed) -> None:
    """The word that came in time to be told, and was told before the timer that is late."""
    owed.clock.advance(owed.midnight + timedelta(days=1) - owed.clock.now())
    assert owed.told(owed.midnight + BEFORE) == "paid"
    owed.it_is(owed.midnight + timedelta(days=1))
    assert owed.application()["state"] == "in_progress"


def test_after_a_downtime_nobody_is_warned_of_a_day_that_has_passed(owed: Owed) -> None:
    owed.clock.advance(owed.midnight + AFTER - owed.clock.now())
    service = owed.call.service
    fire_due(owed.database, "applications", owed.clock, {"due:": service.something_is_due})
    assert owed.events("deadline_near", "abandoned") == []
    assert owed.application()["state"] == "in_progress"
    assert owed.told(owed.midnight + BEFORE) == "paid"


def test_what_is_still_heard_of_is_not_late(owed: Owed) -> None:
    last_day = (owed.midnight - timedelta(hours=1)).date()
    kept = owed.licensing.applications.queries.applications.load(owed.asked["application_id"])
    (clock,) = (each for each in clocks_of(kept) if each.code == "fee")
    assert clock.due_on == last_day + timedelta(days=1)
    (step,) = (each for each in owed.application()["steps"] if each["code"] == "fee")
    assert step["due_on"] == last_day.isoformat(), "what people are told is the day to pay"
