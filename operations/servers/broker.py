"""Vhost, exchanges, accounts and permissions at the broker; running it again changes nothing."""

from __future__ import annotations

import base64
import hashlib
import time
from collections.abc import Mapping

from kombu import Connection, Exchange, Queue

from operations.failure import Failure
from operations.servers import addresses
from operations.servers.accounts import BROKER_ACCOUNTS, BrokerAccount
from operations.servers.management import Management, ManagementUnreachable
from operations.servers.topology import EXCHANGES, QUEUES


def management(amqp_url: str, management_url: str) -> Management:
    """The management API of a broker, as the account of its AMQP URL."""
    user, password = addresses.amqp_account(amqp_url)
    return Management(management_url, user, password)


def prepare(
    amqp_url: str, management_url: str, passwords: Mapping[str, str], *, wait_seconds: float
) -> str | None:
    """Make everything the processes need, each with an account of its own.

    Without a management API that lets us, exchanges alone are declared over AMQP, and a warning
    is returned: every process then uses the given URL. Raises `Failure` when the broker itself
    does not answer within `wait_seconds`.
    """
    api = management(amqp_url, management_url)
    until = time.monotonic() + wait_seconds
    while True:
        try:
            api.check()
            _make_everything(api, addresses.amqp_vhost(amqp_url), amqp_url, passwords)
        except ManagementUnreachable as error:
            if time.monotonic() < until:
                time.sleep(0.2)
                continue
            _declare_by_amqp(amqp_url, management_error=str(error))
            return (
                f"{error}; every process uses the account of KANAF_AMQP_URL, "
                "without narrow permissions"
            )
        return None


def _make_everything(
    api: Management, vhost: str, amqp_url: str, passwords: Mapping[str, str]
) -> None:
    if api.get("vhosts", vhost) is None:
        api.put({}, "vhosts", vhost)
    administrator = addresses.amqp_account(amqp_url)[0]
    if api.get("permissions", vhost, administrator) is None:
        everything = {"configure": ".*", "write": ".*", "read": ".*"}
        api.put(everything, "permissions", vhost, administrator)
    _make_exchanges(api, vhost)
    users = {each["name"]: each for each in api.get("users")}
    granted = {
        each["user"]: each for each in api.get("permissions") or () if each["vhost"] == vhost
    }
    for account in BROKER_ACCOUNTS:
        password = passwords[account.name]
        if not _has_password(users.get(account.name), password):
            api.put({"password": password, "tags": ""}, "users", account.name)
        grant(api, vhost, account, granted.get(account.name))


def grant(
    api: Management, vhost: str, account: BrokerAccount, before: Mapping[str, str] | None = None
) -> None:
    """Give an account its permissions on the vhost, unless it has exactly these."""
    wanted = {"configure": account.configure, "write": account.write, "read": account.read}
    if before is None or any(before[name] != value for name, value in wanted.items()):
        api.put(wanted, "permissions", vhost, account.name)


def _make_exchanges(api: Management, vhost: str) -> None:
    known = {each["name"] for each in api.get("exchanges", vhost)}
    for name, (kind, arguments) in EXCHANGES.items():
        if name not in known:
            api.put(
                {"type": kind, "durable": True, "arguments": arguments}, "exchanges", vhost, name
            )
    for name, arguments in QUEUES.items():
        if api.get("queues", vhost, name) is None:
            api.put({"durable": True, "arguments": arguments}, "queues", vhost, name)
            api.post({}, "bindings", vhost, "e", name, "q", name)


def _has_password(user: Mapping[str, str] | None, password: str) -> bool:
    """Whether the stored hash (4 bytes of salt, then SHA-256 of salt and password) is of it."""
    if user is None or user.get("hashing_algorithm") != "rabbit_password_hashing_sha256":
        return False
    stored = base64.b64decode(user["password_hash"])
    return stored[4:] == hashlib.sha256(stored[:4] + password.encode()).digest()


def _declare_by_amqp(amqp_url: str, *, management_error: str) -> None:
    """The exchanges alone, over AMQP. Raises `Failure` when that is not possible either."""
    try:
        with Connection(amqp_url, connect_timeout=5) as connection:
            channel = connection.default_channel
            exchanges = {
                name: Exchange(name, kind, durable=True, arguments=arguments)
                for name, (kind, arguments) in EXCHANGES.items()
            }
            for exchange in exchanges.values():
                exchange(channel).declare()
            for name, arguments in QUEUES.items():
                queue = Queue(name, exchanges[name], durable=True, queue_arguments=arguments)
                queue(channel).declare()
    except (*Connection(amqp_url).recoverable_connection_errors, OSError) as error:
        raise Failure(
            f"the broker {addresses.without_password(amqp_url)} cannot be used: {error}; "
            f"and {management_error}",
            "see that it runs and that KANAF_AMQP_URL names an account that may configure, write "
            "and read everything in its vhost (and KANAF_AMQP_MANAGEMENT_URL its management API)",
        ) from error
