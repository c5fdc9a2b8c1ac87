"""Which account every process has at broker and database, and how little it may do there."""

from __future__ import annotations

import re
from dataclasses import dataclass

SERVICES = ("registry", "licensing", "alternative_care", "notifications")
"""The services, each with its own database, database account and two broker accounts."""

WITH_WORK = ("registry", "licensing")
"""The services with work in the background: a process of its own, with the service's database
account and none at the broker."""

VHOST = "kanaf"

_NOTHING = "^$"
_RPC = "nameko-rpc"
_EVENT_EXCHANGES = ("kanaf.events", "kanaf.restricted")
_REPLY_KEY = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"
"""Replies go to the one who asked, by a key that nobody can guess."""


@dataclass(frozen=True)
class Topics:
    """Which routing keys of a topic exchange an account may publish with and bind by."""

    exchange: str
    write: str
    read: str


@dataclass(frozen=True)
class BrokerAccount:
    """A broker user with the patterns of names it may configure, write to and read from.

    All requests and replies share one exchange, as all events do: there `topics` say which of them
    are the account's own. An exchange without an entry has no such bounds.
    """

    name: str
    configure: str
    write: str
    read: str
    topics: tuple[Topics, ...] = ()


def _names(*patterns: str) -> str:
    return f"^({'|'.join(patterns)})$"


def _service(name: str) -> BrokerAccount:
    """Its own queues; requests to itself, and answers to whoever asked it."""
    own = [f"rpc-{name}", rf"{name}\..*"]
    sources, targets = [_RPC, r"kanaf\.events"], [_RPC]
    if name == "notifications":
        own.append(r"feed\..*")
        # Feeds are written to by their names, which only the default exchange knows.
        targets.append(r"amq\.default")
        sources.append(r"kanaf\.restricted")
    return BrokerAccount(
        name,
        configure=_names(*own),
        write=_names(*own, *targets),
        read=_names(*own, *sources),
        topics=(Topics(_RPC, write=_REPLY_KEY, read=rf"^{name}\.\*$"),),
    )


def _relay(service: str) -> BrokerAccount:
    """Publishes the events of its own service."""
    return BrokerAccount(
        f"relay-{service}",
        configure=_NOTHING,
        write=_names(*map(re.escape, _EVENT_EXCHANGES)),
        read=_NOTHING,
        topics=tuple(
            Topics(each, write=rf"^{service}\.", read=_NOTHING) for each in _EVENT_EXCHANGES
        ),
    )


_REPLIES = r"rpc\.reply-gateway-.*"

BROKER_ACCOUNTS: tuple[BrokerAccount, ...] = (
    BrokerAccount(
        "gateway",
        configure=_names(_REPLIES),
        write=_names(_REPLIES, _RPC),
        read=_names(_REPLIES, _RPC),
        topics=(Topics(_RPC, write=rf"^({'|'.join(SERVICES)})\.[a-z_]+$", read=_REPLY_KEY),),
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
