"""Vhost, exchanges, accounts and permissions at the broker; running it again changes nothing."""

from __future__ import annotations

import base64
import hashlib
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from chassis.amqp import topology
from chassis.amqp.connection import CONNECTION_ERRORS, open_connection
from contracts.subscriptions import SUBSCRIPTIONS
from operations.failure import Failure
from operations.servers import addresses
from operations.servers.accounts import BROKER_ACCOUNTS, BrokerAccount
from operations.servers.management import Management, ManagementUnreachable


def management(amqp_url: str, management_url: str) -> Management:
    """The management API of a broker, as the account of its AMQP URL."""
    user, password = addresses.amqp_account(amqp_url)
    return Management(management_url, user, password)


@dataclass(frozen=True)
class Prepared:
    """The broker's URL with its vhost, and what the operator should know, if anything."""

    amqp_url: str
    warning: str | None


def prepare(
    given_url: str, management_url: str, passwords: Mapping[str, str], *, wait_seconds: float
) -> Prepared:
    """Make everything the processes need, each with an account of its own.

    Without a management API that lets us, exchanges and queues are declared over AMQP, in the given
    URL's own vhost, and a warning says so: every process then uses the given URL. Raises
    `Failure` when the broker itself does not answer within `wait_seconds`.
    """
    amqp_url = addresses.with_vhost(given_url)
    api = management(amqp_url, management_url)
    until = time.monotonic() + wait_seconds
    while True:
        try:
            api.check()
            _make_everything(api, amqp_url, passwords)
        except ManagementUnreachable as error:
            if time.monotonic() < until:
                time.sleep(0.2)
                continue
            _declare_by_amqp(given_url, str(error))
            return Prepared(
                given_url,
                f"{error}; every process uses the account of KANAF_AMQP_URL, "
                "without narrow permissions",
            )
        return Prepared(amqp_url, None)


def _make_everything(api: Management, amqp_url: str, passwords: Mapping[str, str]) -> None:
    vhost = addresses.amqp_vhost(amqp_url)
    administrator = addresses.amqp_account(amqp_url)[0]
    if api.get("vhosts", vhost) is None:
        api.put({}, "vhosts", vhost)
    if api.get("permissions", vhost, administrator) is None:
        everything = {"configure": ".*", "write": ".*", "read": ".*"}
        api.put(everything, "permissions", vhost, administrator)
    _declare(_ManagementChannel(api, vhost))
    users = {each["name"]: each for each in api.get("users")}
    for account in BROKER_ACCOUNTS:
        if not _has_password(users.get(account.name), passwords[account.name]):
            set_password(api, account, passwords[account.name])
        grant(api, vhost, account)


def _declare(channel: topology.Channel) -> None:
    """The exchanges, and every queue that must be bound before the first event is published."""
    topology.declare_exchanges(channel)
    for name, sources in SUBSCRIPTIONS.items():
        bindings = [topology.Binding(each.routing_key, each.exchange) for each in sources]
        topology.declare_consumer_queue(channel, topology.ConsumerQueue(name, bindings))


def set_password(api: Management, account: BrokerAccount, password: str) -> None:
    """Make the account, or change its password."""
    api.put({"password": password, "tags": ""}, "users", account.name)


def grant(api: Management, vhost: str, account: BrokerAccount) -> None:
    """Give an account its permissions on the vhost, unless it has exactly these."""
    wanted = {"configure": account.configure, "write": account.write, "read": account.read}
    before = api.get("permissions", vhost, account.name)
    if before is None or any(before[name] != value for name, value in wanted.items()):
        api.put(wanted, "permissions", vhost, account.name)
    bounds = api.get("topic-permissions", vhost, account.name) or []
    for topics in account.topics:
        bound = {"exchange": topics.exchange, "write": topics.write, "read": topics.read}
        if not any(each.items() >= bound.items() for each in bounds):
            api.put(bound, "topic-permissions", vhost, account.name)


class _ManagementChannel:
    """Declares through the management API what is otherwise declared through AMQP."""

    def __init__(self, api: Management, vhost: str) -> None:
        self._api = api
        self._vhost = vhost

    def exchange_declare(
        self,
        exchange: str,
        type: str,
        *,
        durable: bool,
        auto_delete: bool,
        arguments: Mapping[str, Any] | None = None,
    ) -> None:
        body = {"type": type, "durable": durable, "auto_delete": auto_delete}
        self._api.put({**body, "arguments": arguments or {}}, "exchanges", self._vhost, exchange)

    def queue_declare(
        self,
        queue: str,
        *,
        durable: bool,
        auto_delete: bool,
        arguments: Mapping[str, Any] | None = None,
    ) -> None:
        body = {"durable": durable, "auto_delete": auto_delete, "arguments": arguments or {}}
        self._api.put(body, "queues", self._vhost, queue)

    def queue_bind(self, queue: str, exchange: str, routing_key: str) -> None:
        path = ("bindings", self._vhost, "e", exchange, "q", queue)
        self._api.post({"routing_key": routing_key}, *path)


def _has_password(user: Mapping[str, str] | None, password: str) -> bool:
    """Whether the stored hash (4 bytes of salt, then SHA-256 of salt and password) is of it."""
    if user is None or user.get("hashing_algorithm") != "rabbit_password_hashing_sha256":
        return False
    stored = base64.b64decode(user["password_hash"])
    return stored[4:] == hashlib.sha256(stored[:4] + password.encode()).digest()


def _declare_by_amqp(amqp_url: str, management_error: str) -> None:
    """Exchanges and queues, over AMQP. Raises `Failure` when that is not possible either."""
    try:
        connection = open_connection(amqp_url, "kanaf setup")
        try:
            _declare(connection.channel())
        finally:
            connection.close()
    except CONNECTION_ERRORS as error:
        raise Failure(
            f"the broker {addresses.without_password(amqp_url)} cannot be used: {error}; "
            f"and {management_error}",
            "see that it runs and that KANAF_AMQP_URL names an account that may configure, write "
            "and read everything in its vhost (and KANAF_AMQP_MANAGEMENT_URL its management API)",
        ) from error
