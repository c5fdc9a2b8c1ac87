"""P2, P3, P7: bad messages are parked, repeated ones dropped, early ones wait for their turn."""

from __future__ import annotations

import random
import uuid
from datetime import UTC, datetime
from typing import Any

import pytest
import requests

from chassis.identifiers import new_id
from contracts.envelope import Envelope, from_dict
from tests.faults.broker import producer, publish, put, waiting
from tests.faults.families import a_person
from tests.faults.load import Promise, post
from tests.faults.system import System, eventually

QUEUE = "notifications.messages"
DEAD = f"{QUEUE}.dead"


def _register(system: System, token: str) -> Promise:
    promise = Promise(
        key=str(uuid.uuid4()), token=token, body=a_person(random.randrange(10**9) * 10)
    )
    with requests.Session() as session:
        status, promise.answer = post(session, f"{system.gateway}/v1/persons", promise)
    assert status == 201, promise.answer
    return promise


def _sms(system: System, promise: Promise) -> list[dict[str, Any]]:
    return [each for each in system.received() if each["to"] == promise.mobile]


def _event(type_: str, subject: str, sequence: int, data: dict[str, Any]) -> Envelope:
    personal = "contact_recorded" in type_
    return Envelope(
        id=new_id(),
        type=type_,
        source="/services/registry",
        subject=subject,
        time=datetime.now(UTC),
        sequence=sequence,
        correlationid=new_id(),
        causationid=None,
        traceparent="",
        dataclassification="personal" if personal else "general",
        actor="test",
        data=data,
    )


def _registration_events(person_id: str, mobile: str) -> list[Envelope]:
    """What the registry publishes of one registration, in sequence."""
    return [
        _event(
            "kanaf.registry.person.registered.v2",
            person_id,
            1,
            {
                "person_id": person_id,
                "place": {"governorate": "JO-AM", "district": None},
                "identity_kind": "none",
                "birth_year": None,
                "registered_on": "2026-11-22",
            },
        ),
        _event(
            "kanaf.registry.person.contact_recorded.v1",
            person_id,
            2,
            {
                "party": f"registry.person/{person_id}",
                "name": "آمال الخطيب",
                "language": "ar",
                "mobile": mobile,
                "email": None,
            },
        ),
    ]


BAD = {
    "not JSON": b"\xff\xfe\x00 no event",
    "not an event": b'{"hello": "world"}',
    "empty": b"",
    "deeply nested": b"[" * 5000,
}


@pytest.mark.parametrize("body", BAD.values(), ids=BAD.keys())
def test_what_is_no_event_is_parked_with_its_reason_and_blocks_nobody(
    system: System, tokens: list[str], body: bytes
) -> None:
    before = len(waiting(system.amqp_url, DEAD))
    with producer(system.amqp_url) as made:
        put(made, QUEUE, body)
    promise = _register(system, tokens[0])
    eventually(lambda: len(_sms(system, promise)) == 1, "the next family has its message")
    eventually(lambda: len(waiting(system.amqp_url, DEAD)) == before + 1, "the bad one is parked")
    assert all(headers.get("kanaf-reason") for headers in waiting(system.amqp_url, DEAD))


def test_an_event_that_breaks_its_contract_is_parked(system: System, tokens: list[str]) -> None:
    before = len(waiting(system.amqp_url, DEAD))
    unknown = _event("kanaf.registry.person.teleported.v1", new_id(), 1, {})
    invalid = _event("kanaf.registry.person.registered.v2", new_id(), 1, {"person_id": 7})
    with producer(system.amqp_url) as made:
        publish(made, unknown)
        publish(made, invalid)
    eventually(lambda: len(waiting(system.amqp_url, DEAD)) == before + 2, "both are parked")
    promise = _register(system, tokens[0])
    eventually(lambda: len(_sms(system, promise)) == 1, "the next family has its message")


def test_events_that_come_in_the_wrong_order_and_twice_make_one_message(system: System) -> None:
    mobile = f"+96278{random.randrange(10**7):07d}"
    registered, contact = _registration_events(new_id(), mobile)
    with producer(system.amqp_url) as made:
        for event in (contact, contact, registered, contact, registered):
            publish(made, event)

    def received() -> int:
        return sum(each["to"] == mobile for each in system.received())

    eventually(lambda: received() == 1, "the message is there", 60)
    following = _registration_events(new_id(), f"+96278{random.randrange(10**7):07d}")
    with producer(system.amqp_url) as made:
        for event in following:
            publish(made, event)
    mobile_after = following[1].data["mobile"]
    eventually(
        lambda: any(each["to"] == mobile_after for each in system.received()),
        "later events are through",
    )
    assert received() == 1


def test_the_whole_journal_published_again_changes_nothing(
    system: System, tokens: list[str]
) -> None:
    promises = [_register(system, tokens[0]) for _ in range(10)]
    eventually(
        lambda: all(len(_sms(system, promise)) == 1 for promise in promises),
        "everybody has a message",
    )
    subjects = [promise.answer["id"] for promise in promises if promise.answer]
    journal = system.mongo["kanaf_registry"]["journal"]
    found = journal.find({"event.subject": {"$in": subjects}})
    again = [from_dict(entry["event"]) for entry in found]
    assert len(again) == 2 * len(promises)
    random.shuffle(again)
    with producer(system.amqp_url) as made:
        for event in again + again:
            publish(made, event)
    last = _register(system, tokens[0])
    eventually(lambda: len(_sms(system, last)) == 1, "later events are through")
    assert [len(_sms(system, promise)) for promise in promises] == [1] * 10
