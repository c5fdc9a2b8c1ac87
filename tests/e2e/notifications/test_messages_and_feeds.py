"""What people and ministries hear of a family at the counter, in the running system."""

from __future__ import annotations

import json
import random
import subprocess
import sys
import uuid
from pathlib import Path
from typing import Any

import pytest
import requests

from chassis.amqp.connection import close_quietly, open_connection
from tests.support.registry import another_person, household
from tests.support.servers import server_url
from tests.support.waiting import eventually
from tests.support.window import Visitor

KANAF = Path(sys.executable).parent / "kanaf"


def received(to: str) -> list[dict[str, Any]]:
    """What the local sinks got for this address."""
    found: list[dict[str, Any]] = requests.get(
        server_url("KANAF_MESSAGES_URL"), {"to": to}, timeout=10
    ).json()
    return found


def registered(clerk: Visitor, language: str = "ar") -> tuple[str, str, str]:
    """A person with an address of each kind that nobody else has: id, mobile, e-mail."""
    mobile = f"+96279{random.randrange(10**7):07d}"
    email = f"m{uuid.uuid4().hex[:16]}@example.jo"
    contact = {"mobile": mobile, "email": email, "language": language}
    answer = clerk.post("/v1/persons", another_person(contact=contact))
    assert answer.status_code == 201, answer.text
    return answer.json()["id"], mobile, email


@pytest.fixture
def clerk() -> Visitor:
    return Visitor("clerk")


@pytest.fixture
def partner() -> str:
    return f"ministry-{uuid.uuid4().hex[:10]}"


def test_a_family_at_the_counter_is_told_once_by_each_channel(clerk: Visitor) -> None:
    head, mobile, email = registered(clerk)
    answer = clerk.post("/v1/households", household(head))
    assert answer.status_code == 201, answer.text
    eventually(lambda: len(received(mobile)) == 2 and len(received(email)) == 2, within=30)
    assert {each["deliveries"] for each in received(mobile) + received(email)} == {1}
    assert any("أسرتكم" in each["text"] for each in received(mobile))


def test_somebody_who_reads_english_is_told_in_english(clerk: Visitor) -> None:
    _, mobile, _ = registered(clerk, "en")
    (sms,) = eventually(lambda: received(mobile), within=30)
    assert "social registry" in sms["text"]


def test_supervisors_see_what_became_of_a_message_and_not_what_it_says(clerk: Visitor) -> None:
    head, mobile, _ = registered(clerk)
    eventually(lambda: received(mobile), within=30)
    supervisor = Visitor("supervisor")

    def sent() -> list[dict[str, Any]]:
        answer = supervisor.get("/v1/messages", party=f"registry.person/{head}", state="sent")
        items: list[dict[str, Any]] = answer.json()["items"]
        return items

    message = eventually(sent)[0]
    assert mobile not in json.dumps(message)
    assert supervisor.get(f"/v1/messages/{message['id']}").json() == message
    elsewhere = Visitor("supervisor", "JO-IR")
    assert elsewhere.get(f"/v1/messages/{message['id']}").status_code == 404
    assert clerk.get(f"/v1/messages/{message['id']}").status_code == 403


def agreement(**different: Any) -> dict[str, Any]:
    return {
        "ministry": "وزارة التربية والتعليم",
        "legal_basis": "قرار 12/2026",
        "events": ["registry.person.registered"],
        "valid_from": "2026-01-01",
        **different,
    }


def test_an_agreement_is_replaced_only_by_who_has_seen_it(partner: str) -> None:
    administrator, path = Visitor("administrator"), f"/v1/partners/{partner}/agreement"
    first = administrator.put(path, agreement())
    assert first.status_code in (200, 201), first.text
    assert administrator.put(path, agreement(revoked=True)).status_code == 428
    second = administrator.put(path, agreement(revoked=True), based_on=first.headers["ETag"])
    assert second.status_code == 200
    stale = administrator.put(path, agreement(), based_on=first.headers["ETag"])
    assert stale.status_code == 412
    assert Visitor("clerk").put(path, agreement()).status_code == 403


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        ({"events": ["registry.person.contact_recorded"]}, "event_not_shareable"),
        ({"events": ["alternative_care.case.*"]}, "protected_event_not_named"),
        ({"events": ["registry.dog.*"]}, "pattern_unknown"),
    ],
)
def test_an_agreement_that_must_not_be_is_refused_with_its_reason(
    partner: str, terms: dict[str, Any], code: str
) -> None:
    path = f"/v1/partners/{partner}/agreement"
    answer = Visitor("administrator").put(path, agreement(**terms))
    assert answer.status_code == 409
    assert answer.json()["type"].endswith(code)


def test_a_ministry_reads_its_feed_with_its_own_account(clerk: Visitor, partner: str) -> None:
    given = subprocess.run(
        [KANAF, "partner", "add", partner, "--events", "registry.person.registered"],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    ).stdout
    url = next(line.split()[1] for line in given.splitlines() if line.startswith("broker"))
    somebody, _, _ = registered(clerk)
    connection = open_connection(url, "a ministry", heartbeat=0)
    events: list[dict[str, Any]] = []
    try:
        channel = connection.channel()
        channel.basic_qos(0, 10, False)
        channel.basic_consume(
            f"feed.{partner}",
            callback=lambda message: events.append(json.loads(message.body)),
            arguments={"x-stream-offset": "first"},
        )

        def has_it() -> bool:
            try:
                connection.drain_events(timeout=0.5)
            except TimeoutError:
                return False
            return any(each["subject"] == somebody for each in events)

        eventually(has_it, within=30)
    finally:
        close_quietly(connection)
    assert {each["type"] for each in events} == {"kanaf.registry.person.registered.v2"}
    assert not any("actor" in each for each in events)
