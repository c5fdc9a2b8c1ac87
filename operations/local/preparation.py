"""`kanaf setup` on a local copy: servers made ready with this copy's secrets."""

from __future__ import annotations

from dataclasses import replace

from operations.local import secrets
from operations.local.servers import Servers
from operations.local.system import System
from operations.servers import broker, database

_OWN_SECONDS = 90
_GIVEN_SECONDS = 5


def prepare_broker(system: System) -> tuple[Servers, str | None]:
    """Make the broker ready. Returns the servers as they now are, and a warning if there is one."""
    servers = system.servers
    prepared = broker.prepare(
        servers.amqp_url,
        servers.management_url,
        secrets.amqp_passwords(servers.amqp_secrets(system.home)),
        wait_seconds=_OWN_SECONDS if servers.own_broker else _GIVEN_SECONDS,
    )
    accounts = prepared.warning is None
    changed = replace(servers, amqp_url=prepared.amqp_url, broker_accounts=accounts)
    return changed, prepared.warning


def prepare_database(system: System) -> tuple[Servers, str | None]:
    """Make the database ready. Returns the servers as they now are, and a warning if any."""
    servers = system.servers
    warning = database.prepare(
        servers.mongo_url,
        secrets.mongo_passwords(servers.mongo_secrets(system.home)),
        wait_seconds=_OWN_SECONDS if servers.own_database else _GIVEN_SECONDS,
        replica_host=f"127.0.0.1:{system.ports['mongo']}" if servers.own_database else None,
    )
    return replace(servers, database_accounts=warning is None), warning
