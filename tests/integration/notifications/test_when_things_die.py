"""A process that is killed and a provider that goes away: nothing lost, nothing twice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.ministry import Ministry, Somebody
from tests.support.postbox import Postbox
from tests.support.providers import HttpProvider
from tests.support.waiting import eventually


@pytest.fixture
def a_minute_later(tmp_path: Path) -> str:
    """The clock of a process that sees the leases of all attempts over."""
    file = tmp_path / "clock.json"
    file.write_text(json.dumps({"offset_seconds": 60}))
    return str(file)


def test_a_message_killed_between_sending_and_saving_goes_again_under_the_same_reference(
    ministry: Ministry, a_minute_later: str
) -> None:
    """The provider has it, our process dies before it knows."""
    amal = Somebody()
    with HttpProvider().serving() as provider:
        provider.answers.clear()
        with ministry.working(KANAF_SMS_URL=provider.url) as process:
            ministry.tell(amal.registered(), amal.contact(email=None))
            eventually(lambda: provider.offered, within=20)
            process.kill()
        assert ministry.messages(amal)["sms"]["state"] == "sending"
        provider.answers.set()
        with ministry.working(KANAF_SMS_URL=provider.url, KANAF_CLOCK_FILE=a_minute_later):
            eventually(lambda: ministry.messages(amal)["sms"]["state"] == "sent")
    reference = ministry.messages(amal)["sms"]["_id"]
    assert provider.offered == [reference, reference]
    assert ministry.messages(amal)["sms"]["attempts"] == 2


def test_what_was_queued_when_a_process_died_is_sent_by_the_next(
    ministry: Ministry, a_minute_later: str
) -> None:
    people = [Somebody() for _ in range(60)]
    with ministry.working() as process:
        ministry.tell(*(event for each in people for event in (each.registered(), each.contact())))
        eventually(lambda: ministry.database["messages"].count_documents({"state": "sent"}) > 10)
        process.kill()
    with ministry.working(KANAF_CLOCK_FILE=a_minute_later):
        eventually(
            lambda: all(
                ministry.postbox.received(each.mobile) and ministry.postbox.received(each.email)
                for each in people
            ),
            within=80,
        )
        ids = [each.party for each in people]
        waiting = {"party": {"$in": ids}, "state": {"$nin": ["sent"]}}
        eventually(lambda: ministry.database["messages"].count_documents(waiting) == 0, within=60)
    for each in people:
        assert len(ministry.postbox.received(each.mobile)) == 1
        assert len(ministry.postbox.received(each.email)) == 1


def test_a_provider_that_was_down_gets_everything_once_when_it_is_back(
    ministry: Ministry, tmp_path: Path
) -> None:
    away = Postbox(tmp_path)
    people = [Somebody() for _ in range(20)]
    parties = [each.party for each in people]
    with ministry.working(KANAF_SMS_URL=away.sms_url, KANAF_SMTP_URL=away.smtp_url):
        ministry.tell(*(event for each in people for event in (each.registered(), each.contact())))

        def all_are_queued_and_some_were_tried() -> bool:
            queued = {"party": {"$in": parties}, "state": "queued"}
            tried = {**queued, "reason": "provider_unreachable"}
            messages = ministry.database["messages"]
            return messages.count_documents(queued) == 40 and messages.count_documents(tried) > 1

        eventually(all_are_queued_and_some_were_tried, within=20)
        with away.serving():
            eventually(
                lambda: all(
                    away.received(each.mobile) and away.received(each.email) for each in people
                ),
                within=60,
            )
            for each in people:
                assert [m["deliveries"] for m in away.received(each.mobile)] == [1]
                assert [m["deliveries"] for m in away.received(each.email)] == [1]


def test_a_process_that_is_asked_to_stop_finishes_what_it_is_sending(ministry: Ministry) -> None:
    amal = Somebody()
    ministry.postbox.misbehave("sms", delay_ms=1000)
    try:
        with ministry.working() as process:
            ministry.tell(amal.registered(), amal.contact(email=None))
            eventually(lambda: ministry.messages(amal).get("sms", {}).get("state") == "sending")
            assert process.stop() == 0
    finally:
        ministry.postbox.misbehave("sms", delay_ms=0)
    assert ministry.messages(amal)["sms"]["state"] == "sent"
