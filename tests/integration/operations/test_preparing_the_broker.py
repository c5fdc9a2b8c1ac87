"""What `kanaf setup` makes at a real broker, on a vhost of the test's own."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

import amqp
import pytest

from chassis.amqp.connection import open_connection
from operations.failure import Failure
from operations.servers import accounts, addresses, broker
from operations.servers.management import Management
from tests.support.servers import server_url


@pytest.fixture
def api(amqp_url: str) -> Management:
    return broker.management(amqp_url, server_url("KANAF_AMQP_MANAGEMENT_URL"))


@pytest.fixture
def passwords(prefix: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Accounts under other names: the broker's users belong to all its vhosts."""
    renamed = tuple(
        replace(each, name=f"{prefix}-{each.name}") for each in accounts.BROKER_ACCOUNTS
    )
    monkeypatch.setattr(broker, "BROKER_ACCOUNTS", renamed)
    return {each.name: secrets.token_hex(8) for each in renamed}


@pytest.fixture
def vhost_url(
    amqp_url: str, api: Management, prefix: str, passwords: dict[str, str]
) -> Iterator[str]:
    user, password = addresses.amqp_account(amqp_url)
    yield addresses.amqp_for(amqp_url, user, password, vhost=prefix)
    api.delete("vhosts", prefix)
    for name in passwords:
        api.delete("users", name)


def prepare(url: str, passwords: dict[str, str]) -> broker.Prepared:
    management_url = os.environ["KANAF_AMQP_MANAGEMENT_URL"]
    return broker.prepare(url, management_url, passwords, wait_seconds=30)


def connected(url: str, account: str, passwords: dict[str, str]) -> amqp.Connection:
    return open_connection(addresses.amqp_for(url, account, passwords[account]), "test")


def test_each_account_may_do_its_work_and_no_more(
    vhost_url: str, passwords: dict[str, str], prefix: str
) -> None:
    assert prepare(vhost_url, passwords).warning is None
    connection = connected(vhost_url, f"{prefix}-registry", passwords)
    channel = connection.channel()
    channel.queue_declare("rpc-registry", durable=True, auto_delete=False)
    channel.queue_bind("rpc-registry", "nameko-rpc", "registry.*")
    with pytest.raises(amqp.exceptions.AccessRefused):
        channel.queue_declare("rpc-licensing", durable=True, auto_delete=False)
    channel = connection.channel()
    channel.queue_declare("registry.mine", durable=True, auto_delete=False)
    channel.queue_bind("registry.mine", "kanaf.events", "#")
    with pytest.raises(amqp.exceptions.AccessRefused):
        channel.queue_bind("registry.mine", "kanaf.restricted", "#")
    connection.close()


@pytest.mark.parametrize("key", ["#", "licensing.*", "*.get_case", "0197f3a2-5c1e"])
def test_a_service_hears_no_requests_and_no_answers_but_its_own(
    vhost_url: str, passwords: dict[str, str], prefix: str, key: str
) -> None:
    prepare(vhost_url, passwords)
    connection = connected(vhost_url, f"{prefix}-registry", passwords)
    channel = connection.channel()
    channel.queue_declare("registry.ear", exclusive=True)
    with pytest.raises(amqp.exceptions.AccessRefused):
        channel.queue_bind("registry.ear", "nameko-rpc", key)
    connection.close()


@pytest.mark.parametrize(
    ("account", "exchange", "key"),
    [
        ("registry", "nameko-rpc", "alternative_care.get_case"),
        ("registry", "", "notifications.messages"),
        ("relay-registry", "kanaf.events", "licensing.licence.issued.v1"),
        ("relay-registry", "kanaf.restricted", "alternative_care.family.contact_recorded.v1"),
        ("gateway", "nameko-rpc", "a3c6b7a8-0000-4000-8000-000000000001"),
    ],
)
def test_nobody_speaks_for_another(
    vhost_url: str, passwords: dict[str, str], prefix: str, account: str, exchange: str, key: str
) -> None:
    prepare(vhost_url, passwords)
    connection = connected(vhost_url, f"{prefix}-{account}", passwords)
    channel = connection.channel()
    channel.confirm_select()
    with pytest.raises(amqp.exceptions.AccessRefused):
        channel.basic_publish_confirm(amqp.Message("{}"), exchange, key, timeout=10)
    connection.close()


def test_what_nobody_wants_is_kept(
    vhost_url: str, passwords: dict[str, str], api: Management, prefix: str
) -> None:
    prepare(vhost_url, passwords)
    connection = connected(vhost_url, f"{prefix}-relay-registry", passwords)
    channel = connection.channel()
    channel.confirm_select()
    channel.basic_publish_confirm(amqp.Message("{}"), "kanaf.restricted", "registry.nobody.bound")
    connection.close()
    administrator = open_connection(vhost_url, "test")
    assert administrator.channel().basic_get("kanaf.unroutable", no_ack=True).body == "{}"
    administrator.close()


def test_preparing_again_changes_nothing(
    vhost_url: str, passwords: dict[str, str], api: Management, prefix: str
) -> None:
    prepare(vhost_url, passwords)
    before = [each for each in api.get("users") if each["name"].startswith(prefix)]
    prepare(vhost_url, passwords)
    assert [each for each in api.get("users") if each["name"].startswith(prefix)] == before


def test_a_changed_secret_becomes_the_accounts_password(
    vhost_url: str, passwords: dict[str, str], prefix: str
) -> None:
    prepare(vhost_url, passwords)
    changed = {**passwords, f"{prefix}-gateway": "another"}
    with pytest.raises(amqp.exceptions.AccessRefused):
        connected(vhost_url, f"{prefix}-gateway", changed)
    prepare(vhost_url, changed)
    connected(vhost_url, f"{prefix}-gateway", changed).close()


def test_permissions_that_somebody_widened_are_narrowed_again(
    vhost_url: str, passwords: dict[str, str], api: Management, prefix: str
) -> None:
    prepare(vhost_url, passwords)
    everything = {"configure": ".*", "write": ".*", "read": ".*"}
    api.put(everything, "permissions", prefix, f"{prefix}-gateway")
    anything = {"exchange": "nameko-rpc", "write": ".*", "read": ".*"}
    api.put(anything, "topic-permissions", prefix, f"{prefix}-gateway")
    prepare(vhost_url, passwords)
    assert api.get("permissions", prefix, f"{prefix}-gateway")["configure"] != ".*"
    assert api.get("topic-permissions", prefix, f"{prefix}-gateway")[0]["read"] != ".*"


def test_without_management_exchanges_are_declared_and_the_operator_is_warned(
    vhost_url: str, passwords: dict[str, str], api: Management, prefix: str
) -> None:
    prepare(vhost_url, passwords)  # so that the vhost is there
    api.delete("exchanges", prefix, "kanaf.restricted")
    prepared = broker.prepare(vhost_url, "http://127.0.0.1:9", passwords, wait_seconds=0)
    assert prepared.amqp_url == vhost_url
    assert "every process uses the account of KANAF_AMQP_URL" in str(prepared.warning)
    assert api.get("exchanges", prefix, "kanaf.restricted")["type"] == "topic"


def test_a_broker_that_is_away_is_named_without_its_password(passwords: dict[str, str]) -> None:
    with pytest.raises(Failure) as failure:
        broker.prepare(
            "amqp://u:secret@127.0.0.1:9/", "http://127.0.0.1:9", passwords, wait_seconds=0
        )
    assert "127.0.0.1:9" in failure.value.message
    assert "secret" not in str(failure.value)


def test_the_given_url_keeps_its_host(amqp_url: str) -> None:
    parts = urlsplit(addresses.amqp_for(amqp_url, "a", "b", vhost="v"))
    assert (parts.hostname, parts.port) == (urlsplit(amqp_url).hostname, urlsplit(amqp_url).port)


def test_an_event_published_before_its_consumer_first_ran_waits_for_it(
    vhost_url: str, passwords: dict[str, str], prefix: str
) -> None:
    prepare(vhost_url, passwords)
    connection = connected(vhost_url, f"{prefix}-relay-registry", passwords)
    event = amqp.Message(b"the very first event", delivery_mode=2)
    connection.channel().basic_publish_confirm(
        event, exchange="kanaf.restricted", routing_key="registry.person.contact_recorded.v1"
    )
    connection.close()
    connection = connected(vhost_url, f"{prefix}-notifications", passwords)
    received = connection.channel().basic_get("notifications.messages", no_ack=True)
    assert received is not None
    assert received.body == b"the very first event"
    connection.close()
