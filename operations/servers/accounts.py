"""Which account every process has at broker and database, and how little it may do there."""

from __future__ import annotations

import re
from dataclasses import dataclass

SERVICES = ("registry", "licensing", "alternative_care", "notifications")
"""The services, each with its own database, database account and two broker accounts."""

VHOST = "kanaf"

_NOTHING = "^$"


@dataclass(frozen=True)
class BrokerAccount:
    """A broker user with the patterns of names it may configure, write to and read from."""

    name: str
    configure: str
    write: str
    read: str


def _names(*patterns: str) -> str:
    return f"^({'|'.join(patterns)})$"


def _service(name: str) -> BrokerAccount:
    """Its own queues; answers on nameko's exchange; retry and parking by the default exchange."""
    own = [f"rpc-{name}", rf"{name}\..*"]
    sources = ["nameko-rpc", r"kanaf\.events"]
    if name == "notifications":
        own.append(r"feed\..*")
        sources.append(r"kanaf\.restricted")
    return BrokerAccount(
        name,
        configure=_names(*own),
        write=_names(*own, r"amq\.default", "nameko-rpc"),
        read=_names(*own, *sources),
    )


def _relay(service: str) -> BrokerAccount:
    return BrokerAccount(
        f"relay-{service}",
        configure=_NOTHING,
        write=_names(r"kanaf\.events", r"kanaf\.restricted"),
        read=_NOTHING,
    )


_REPLIES = r"rpc\.reply-gateway-.*"

BROKER_ACCOUNTS: tuple[BrokerAccount, ...] = (
    BrokerAccount(
        "gateway",
        configure=_names(_REPLIES),
        write=_names(_REPLIES, "nameko-rpc"),
        read=_names(_REPLIES, "nameko-rpc"),
    ),
    *(_service(name) for name in SERVICES),
    *(_relay(name) for name in SERVICES),
)

DATABASE_ACCOUNTS: tuple[str, ...] = SERVICES
"""Database accounts; `registry` may read and write the database `kanaf_registry` alone."""


def database_of(account: str) -> str:
    """The name of the account's database."""
    return f"kanaf_{account}"


def partner_account(partner: str) -> BrokerAccount:
    """A ministry's own account: it reads its own feed and can do nothing else."""
    return BrokerAccount(f"partner-{partner}", _NOTHING, _NOTHING, rf"^feed\.{re.escape(partner)}$")
