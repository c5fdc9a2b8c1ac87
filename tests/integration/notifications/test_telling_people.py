"""Events come in by RabbitMQ, messages leave by SMS and SMTP: once each, soon, unseen."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from typing import Any

import pytest

from tests.support.ministry import Ministry, Somebody
from tests.support.waiting import eventually


@pytest.fixture(scope="module", autouse=True)
def at_work(ministry: Ministry) -> Iterator[None]:
    """A process of the service runs during these tests."""
    with ministry.working():
        yield


def has_both(ministry: Ministry, somebody: Somebody) -> bool:
    return bool(
        ministry.postbox.received(somebody.mobile) and ministry.postbox.received(somebody.email)
    )


def test_a_registered_person_is_told_by_sms_and_mail_within_two_seconds(
    ministry: Ministry,
) -> None:
    first, amal = Somebody(), Somebody()
    ministry.tell(first.registered(), first.contact())
    eventually(lambda: has_both(ministry, first))
    began = time.monotonic()
    ministry.tell(amal.registered(), amal.contact())
    eventually(lambda: has_both(ministry, amal))
    assert time.monotonic() - began < 2
    (sms,), (mail,) = (ministry.postbox.received(each) for each in (amal.mobile, amal.email))
    assert "السجل الاجتماعي" in sms["text"]
    assert "آمال الخطيب" in mail["text"]
    assert mail["subject"] == "تسجيل بياناتكم في السجل الاجتماعي"
    assert mail["sender"] == "no-reply@mosd.example"
    states = ministry.messages(amal)
    eventually(lambda: {each["state"] for each in ministry.messages(amal).values()} == {"sent"})
    assert mail["message_id"] == f"<{states['email']['_id']}@mosd.example>"
    assert sms["reference"] == states["sms"]["_id"]


def test_a_person_is_told_in_their_own_language(ministry: Ministry) -> None:
    john = Somebody(language="en")
    ministry.tell(john.registered(), john.contact())
    eventually(lambda: has_both(ministry, john))
    assert "social registry" in ministry.postbox.received(john.mobile)[0]["text"]


def test_events_in_any_order_and_many_times_make_one_message(ministry: Ministry) -> None:
    people = [Somebody() for _ in range(10)]
    events = [event for each in people for event in (each.registered(), each.contact())] * 3
    random.shuffle(events)
    ministry.tell(*events)
    eventually(lambda: all(has_both(ministry, each) for each in people), within=30)
    last = Somebody()
    ministry.tell(*events, last.registered(), last.contact())
    eventually(lambda: has_both(ministry, last), within=30)
    for each in people:
        assert [m["deliveries"] for m in ministry.postbox.received(each.mobile)] == [1]
        assert [m["deliveries"] for m in ministry.postbox.received(each.email)] == [1]


def test_a_provider_that_fails_gets_each_message_once_in_the_end(ministry: Ministry) -> None:
    ministry.postbox.misbehave("sms", fail_next=4)
    ministry.postbox.misbehave("email", fail_next=2)
    people = [Somebody() for _ in range(5)]
    for each in people:
        ministry.tell(each.registered(), each.contact())
    eventually(lambda: all(has_both(ministry, each) for each in people), within=60)
    for each in people:
        assert [m["deliveries"] for m in ministry.postbox.received(each.mobile)] == [1]


def test_a_slow_channel_does_not_hold_up_the_other(ministry: Ministry) -> None:
    ministry.postbox.misbehave("email", delay_ms=4000)
    try:
        amal = Somebody()
        ministry.tell(amal.registered(), amal.contact())
        eventually(lambda: ministry.postbox.received(amal.mobile), within=3)
        assert ministry.postbox.received(amal.email) == []
        eventually(lambda: ministry.postbox.received(amal.email), within=15)
    finally:
        ministry.postbox.misbehave("email", delay_ms=0)


def test_what_is_sent_and_to_whom_is_in_no_log_and_no_metric(ministry: Ministry) -> None:
    amal = Somebody()
    ministry.tell(amal.registered(), amal.contact())
    eventually(lambda: has_both(ministry, amal))
    assert ministry.process is not None
    for text in (ministry.process.output, ministry.process.metrics()):
        assert amal.mobile not in text
        assert amal.email not in text
        assert "آمال" not in text
        assert amal.id not in text


def test_what_is_sent_is_counted(ministry: Ministry) -> None:
    amal = Somebody()
    ministry.tell(amal.registered(), amal.contact())
    eventually(lambda: has_both(ministry, amal))
    assert ministry.process is not None
    process = ministry.process
    eventually(lambda: 'kanaf_messages_total{channel="sms",outcome="sent"}' in process.metrics())
    assert 'kanaf_message_delivery_lag_seconds_count{channel="email"}' in process.metrics()


def test_states_are_shown_to_who_may_see_them(ministry: Ministry) -> None:
    amal = Somebody()
    ministry.tell(amal.registered(), amal.contact(email=None))
    eventually(lambda: ministry.postbox.received(amal.mobile))

    def shown() -> list[dict[str, Any]]:
        asked = {"party": amal.party, "state": "sent", "after": None, "limit": 20}
        items: list[dict[str, Any]] = ministry.ask("find_messages", asked, "supervisor")["items"]
        return items

    (message,) = eventually(shown)
    assert message["destination"] == f"{amal.mobile[:5]}•••••{amal.mobile[-2:]}"
    assert message == ministry.ask("get_message", {"message_id": message["id"]}, "operator")
