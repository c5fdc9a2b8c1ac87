"""A ministry with its own broker user reads its own replayable stream, and nothing else."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from amqp.basic_message import Message

from chassis.errors import Forbidden, PreconditionRequired, Stale
from chassis.identifiers import new_id
from contracts.envelope import Envelope
from tests.support.broker import OwnBroker
from tests.support.ministry import Ministry, Somebody, an_event
from tests.support.partner import Partner
from tests.support.waiting import eventually


@pytest.fixture(scope="module", autouse=True)
def at_work(ministry: Ministry) -> Iterator[None]:
    """A process of the service runs during these tests."""
    with ministry.working():
        yield


@pytest.fixture
def partner(broker: OwnBroker) -> Partner:
    """A ministry nobody has heard of before."""
    return Partner(broker, f"ministry-{uuid.uuid4().hex[:8]}")


def agree(ministry: Ministry, partner: Partner, version: int | None = None, **terms: Any) -> Any:
    request = {
        "partner": partner.name,
        "ministry": "وزارة التربية والتعليم",
        "legal_basis": "قرار 12/2026",
        "events": ["licensing.licence.*"],
        "valid_from": "2026-01-01",
        **terms,
    }
    return ministry.ask("record_agreement", request, "administrator", expected_version=version)


def a_licence(governorate: str = "JO-AM") -> Envelope:
    licence = new_id()
    data = {
        "licence_id": licence,
        "number": f"NUR-{licence[-6:]}",
        "application_id": new_id(),
        "service": "nursery.first_licence",
        "kind": "licence",
        "variant": "private",
        "place": {"governorate": governorate, "district": None},
        "valid_from": "2026-11-22",
        "expires_on": "2027-11-22",
    }
    return an_event("licensing.licence.issued.v2", licence, 1, data)


def test_a_partner_reads_what_its_agreement_covers(ministry: Ministry, partner: Partner) -> None:
    agree(ministry, partner, governorates=["JO-AM"], fields_shared=["licence_id", "place"])
    elsewhere, amal, here = a_licence("JO-IR"), Somebody(), a_licence("JO-AM")
    ministry.tell(elsewhere, amal.registered(), amal.contact(), here)
    (event,) = partner.read(until=2, within=4)
    assert event["id"] == here.id
    assert event["type"] == "kanaf.licensing.licence.issued.v2"
    assert event["data"] == {
        "licence_id": here.subject,
        "place": {"governorate": "JO-AM", "district": None},
    }
    assert "actor" not in event


def test_a_feed_can_be_read_again_from_its_beginning(ministry: Ministry, partner: Partner) -> None:
    agree(ministry, partner)
    licences = [a_licence() for _ in range(20)]
    ministry.tell(*licences)
    first = partner.read(until=20)
    assert {each["id"] for each in first} == {each.id for each in licences}
    assert partner.read(until=20) == first
    assert partner.read(15, until=5) == first[15:]


def test_nothing_more_is_written_for_a_revoked_agreement(
    ministry: Ministry, partner: Partner, broker: OwnBroker
) -> None:
    agree(ministry, partner)
    other = Partner(broker, f"{partner.name}-b")
    agree(ministry, other)
    before, after = a_licence(), a_licence()
    ministry.tell(before)
    assert len(partner.read(until=1)) == 1
    agree(ministry, partner, version=1, revoked=True)
    ministry.tell(after)
    assert len(other.read(until=2)) == 2
    assert [each["id"] for each in partner.read(until=2, within=2)] == [before.id]


def test_a_partner_can_do_nothing_but_read_its_own_feed(
    ministry: Ministry, partner: Partner, broker: OwnBroker
) -> None:
    other = Partner(broker, f"{partner.name}-b")
    agree(ministry, partner)
    agree(ministry, other)
    offset = {"x-stream-offset": "first"}

    def read(queue: str) -> Any:
        def attempt(channel: Any) -> None:
            channel.basic_qos(0, 10, False)
            channel.basic_consume(queue, arguments=offset)

        return attempt

    def write(exchange: str, key: str) -> Any:
        return lambda channel: channel.basic_publish(Message("{}"), exchange, key)

    for queue in (f"feed.{other.name}", "notifications.messages", "rpc-notifications"):
        partner.is_refused(read(queue))
    partner.is_refused(write("", f"feed.{partner.name}"))
    partner.is_refused(write("kanaf.events", "licensing.licence.issued.v1"))
    partner.is_refused(lambda channel: channel.queue_declare("mine", durable=True))
    partner.is_refused(lambda channel: channel.queue_delete(f"feed.{partner.name}"))
    partner.is_refused(
        lambda channel: channel.queue_bind(f"feed.{partner.name}", "kanaf.events", "#")
    )
    assert partner.read(until=1, within=1) == []


def test_a_deleted_stream_is_made_again_by_the_next_event(
    ministry: Ministry, partner: Partner, broker: OwnBroker
) -> None:
    agree(ministry, partner)
    broker.control("delete_queue", f"feed.{partner.name}")
    licence = a_licence()
    ministry.tell(licence)
    eventually(partner.has_a_feed, within=20)
    assert [each["id"] for each in partner.read(until=1)] == [licence.id]


def test_an_agreement_is_recorded_by_administrators_replaced_by_version_and_once_per_key(
    ministry: Ministry, partner: Partner
) -> None:
    with pytest.raises(Forbidden):
        ministry.ask("record_agreement", agreement(partner), "supervisor")
    recorded = ministry.ask("record_agreement", agreement(partner), "administrator", key="k1")
    again = ministry.ask("record_agreement", agreement(partner), "administrator", key="k1")
    assert recorded == again
    assert recorded["version"] == 1
    with pytest.raises(PreconditionRequired):
        ministry.ask("record_agreement", agreement(partner), "administrator", key="k2")
    with pytest.raises(Stale):
        ministry.ask("record_agreement", agreement(partner), "administrator", expected_version=9)
    shown = ministry.ask("get_agreement", {"partner": partner.name}, "auditor")
    assert shown == recorded
    listed = ministry.ask("find_agreements", {"after": None, "limit": 100}, "auditor")["items"]
    assert recorded in listed


def agreement(partner: Partner) -> dict[str, Any]:
    return {
        "partner": partner.name,
        "ministry": "وزارة التربية والتعليم",
        "legal_basis": "قرار 12/2026",
        "events": ["licensing.#"],
        "valid_from": "2026-01-01",
    }
