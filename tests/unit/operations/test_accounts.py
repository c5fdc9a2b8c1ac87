"""What the patterns of each broker account allow, and what they do not."""

from __future__ import annotations

import re

import pytest

from chassis.amqp.topology import failures
from contracts.subscriptions import SUBSCRIPTIONS
from operations.servers.accounts import (
    BROKER_ACCOUNTS,
    SERVICES,
    BrokerAccount,
    partner_account,
)

ACCOUNTS = {account.name: account for account in BROKER_ACCOUNTS}


def may(account: BrokerAccount, action: str, resource: str) -> bool:
    """As RabbitMQ decides: the pattern is searched for in the name."""
    return re.search(getattr(account, action), resource) is not None


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_owns_its_queues(service: str) -> None:
    for queue in (f"rpc-{service}", f"{service}.messages", f"{service}.messages.retry.1"):
        for action in ("configure", "write", "read"):
            assert may(ACCOUNTS[service], action, queue)


@pytest.mark.parametrize("service", SERVICES)
def test_a_service_reaches_no_other_services_queues(service: str) -> None:
    for other in set(SERVICES) - {service}:
        for queue in (f"rpc-{other}", f"{other}.messages", f"x{service}.messages"):
            for action in ("configure", "write", "read"):
                assert not may(ACCOUNTS[service], action, queue)


@pytest.mark.parametrize("service", SERVICES)
def test_only_notifications_reads_events_with_personal_data(service: str) -> None:
    assert may(ACCOUNTS[service], "read", "kanaf.restricted") == (service == "notifications")
    assert may(ACCOUNTS[service], "read", "kanaf.events")


@pytest.mark.parametrize("service", SERVICES)
def test_services_publish_no_events_themselves(service: str) -> None:
    assert not may(ACCOUNTS[service], "write", "kanaf.events")
    assert not may(ACCOUNTS[service], "write", "kanaf.restricted")


@pytest.mark.parametrize("service", SERVICES)
def test_a_relay_writes_events_and_can_do_nothing_else(service: str) -> None:
    relay = ACCOUNTS[f"relay-{service}"]
    assert may(relay, "write", "kanaf.events")
    assert may(relay, "write", "kanaf.restricted")
    for resource in ("amq.default", "nameko-rpc", f"{service}.messages", "kanaf.unroutable"):
        assert not may(relay, "write", resource)
    for resource in ("kanaf.events", f"{service}.messages"):
        assert not may(relay, "read", resource)
        assert not may(relay, "configure", resource)


def test_the_gateway_asks_and_hears_answers_and_sees_no_events() -> None:
    gateway = ACCOUNTS["gateway"]
    assert may(gateway, "write", "nameko-rpc")
    assert may(gateway, "configure", "rpc.reply-gateway-0197f3a2")
    assert not may(gateway, "read", "kanaf.events")
    assert not may(gateway, "read", "rpc-registry")
    assert not may(gateway, "write", "amq.default")


def test_a_partner_reads_its_own_feed_and_nothing_else() -> None:
    partner = partner_account("education")
    assert may(partner, "read", "feed.education")
    for resource in ("feed.education2", "feed.health", "xfeed.education", "kanaf.events"):
        assert not may(partner, "read", resource)
    for action in ("configure", "write"):
        assert not may(partner, action, "feed.education")


def test_only_who_fills_the_feeds_writes_to_queues_by_name() -> None:
    writers = [name for name, each in ACCOUNTS.items() if may(each, "write", "amq.default")]
    assert writers == ["notifications"]


@pytest.mark.parametrize("queue", SUBSCRIPTIONS)
def test_a_consumer_puts_aside_what_failed_by_an_exchange_of_its_own(queue: str) -> None:
    writers = [name for name, each in ACCOUNTS.items() if may(each, "write", failures(queue))]
    assert writers == [queue.partition(".")[0]]


def test_feeds_are_written_by_notifications_alone() -> None:
    writers = [name for name, each in ACCOUNTS.items() if may(each, "configure", "feed.education")]
    assert writers == ["notifications"]
