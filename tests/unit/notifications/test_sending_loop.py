"""The loop sends at most so many at a time, and outlives database and provider."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from typing import Any

import pytest
from pymongo.errors import AutoReconnect

from services.notifications.adapters.memory import MemoryMessages, MemoryProvider
from services.notifications.app.gate import Gate
from services.notifications.app.ports import Unreachable
from services.notifications.domain.contact import Channel
from services.notifications.domain.message import Message, State
from services.notifications.entrypoints import sending
from services.notifications.entrypoints.sending import Sending
from tests.support.notifications import Office, a_contact, an_event
from tests.support.waiting import eventually

WIDTH = 4


class FlakyMessages(MemoryMessages):
    """The database is away for the next `away` operations of the loop."""

    away = 0

    def due(self, *arguments: Any) -> list[Message]:
        self._perhaps_fail()
        return super().due(*arguments)

    def save_all(self, messages: Sequence[Message]) -> list[Message]:
        if any(each.over for each in messages):
            self._perhaps_fail()
        return super().save_all(messages)

    def _perhaps_fail(self) -> None:
        if self.away:
            self.away -= 1
            raise AutoReconnect("away")


class CountingProvider(MemoryProvider):
    """Takes its time, and knows how many it was asked for at once."""

    at_once = most = 0

    def send(self, *arguments: Any) -> None:
        with _LOCK:
            self.at_once += 1
            self.most = max(self.most, self.at_once)
        time.sleep(0.02)
        with _LOCK:
            self.at_once -= 1
        super().send(*arguments)


_LOCK = threading.Lock()
_SECOND = timedelta(seconds=1)


@pytest.fixture
def office() -> Office:
    office = Office(messages=FlakyMessages(), sms=CountingProvider())
    office.notify.record_contact(a_contact(email=None))
    return office


@pytest.fixture
def loop(office: Office, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sending]:
    """A running loop for SMS."""
    monkeypatch.setattr(sending, "POLL_SECONDS", 0.02)

    def spawn(work: Callable[[], None]) -> None:
        threading.Thread(target=work, daemon=True).start()

    gate = Gate(0.05, time.monotonic)
    loop = Sending(office.delivery(Channel.SMS), gate, spawn, WIDTH)
    thread = threading.Thread(target=loop.run, daemon=True)
    thread.start()
    yield loop
    loop.stop()
    thread.join(5)
    assert not thread.is_alive()


def told(office: Office, count: int) -> None:
    for number in range(count):
        office.notify.tell(an_event(id=f"event-{number}"))


def all_sent(office: Office, count: int) -> bool:
    assert isinstance(office.messages, MemoryMessages)
    states = [each.state for each in office.messages.all()]
    return states == [State.SENT] * count


def test_everything_is_sent_once_and_not_more_at_a_time_than_there_are_places(
    office: Office, loop: Sending
) -> None:
    told(office, 40)
    loop.wake()
    eventually(lambda: all_sent(office, 40))
    assert isinstance(office.sms, CountingProvider)
    assert 1 < office.sms.most <= WIDTH
    assert len(office.sms.tries) == len(set(office.sms.tries)) == 40


def test_a_database_that_is_away_makes_nothing_go_twice(office: Office, loop: Sending) -> None:
    assert isinstance(office.messages, FlakyMessages)
    office.messages.away = 8
    told(office, 6)
    eventually(lambda: all_sent(office, 6))
    office.messages.away = 3
    office.notify.tell(an_event(id="later"))
    eventually(lambda: all_sent(office, 7))
    assert len(office.sms.tries) == 7


def test_a_provider_that_was_away_gets_everything(office: Office, loop: Sending) -> None:
    office.sms.failures = [Unreachable("provider_unreachable") for _ in range(6)]
    told(office, 10)

    def time_passes() -> bool:
        office.clock.at = office.clock.at.replace(microsecond=0) + _SECOND
        return all_sent(office, 10)

    eventually(time_passes)
    assert len(office.sms.taken) == 10


def test_an_unexpected_defect_costs_one_attempt_and_not_the_loop(
    office: Office, loop: Sending, caplog: pytest.LogCaptureFixture
) -> None:
    office.sms.failures = [RuntimeError("a defect")]
    told(office, 3)
    assert isinstance(office.messages, MemoryMessages)
    messages = office.messages
    eventually(lambda: sum(each.state is State.SENT for each in messages.all()) == 2)
    # The two others may be sent before it is written down.
    eventually(lambda: "left to its lease" in caplog.text)
