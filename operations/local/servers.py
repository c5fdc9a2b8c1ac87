"""Which broker and which database this copy uses: its own, or those it was given."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from operations.failure import Failure
from operations.local.home import Home, write_atomically
from operations.local.secrets import (
    ADMINISTRATOR,
    DerivedSecrets,
    Secrets,
    Source,
    amqp_name,
    mongo_name,
)
from operations.servers import addresses


@dataclass(frozen=True)
class Servers:
    """Broker and database as the administrator reaches them.

    `own_*`: started by us. `*_accounts`: whether each process has an account of its own there;
    without the right to make accounts every process uses the given URL.
    """

    amqp_url: str
    management_url: str
    mongo_url: str
    own_broker: bool
    own_database: bool
    broker_accounts: bool = True
    database_accounts: bool = True

    def amqp_secrets(self, home: Home) -> Source:
        """Where the passwords of broker accounts come from."""
        if self.own_broker:
            return Secrets(home.secrets)
        return DerivedSecrets(addresses.amqp_account(self.amqp_url)[1])

    def mongo_secrets(self, home: Home) -> Source:
        """Where the passwords of database accounts come from."""
        if self.own_database:
            return Secrets(home.secrets)
        return DerivedSecrets(addresses.mongo_account(self.mongo_url)[1] or "")


def decide(home: Home, ports: Mapping[str, int], variables: Mapping[str, str]) -> Servers:
    """KANAF_AMQP_URL and KANAF_MONGO_URL name given servers; without them we run our own.

    A URL that is our own server's (as `kanaf env` prints it) does not make it a given one.
    """
    secrets = Secrets(home.secrets)
    own_amqp = addresses.amqp_for(
        f"amqp://127.0.0.1:{ports['amqp']}/kanaf",
        ADMINISTRATOR,
        secrets.get(amqp_name(ADMINISTRATOR)),
    )
    own_mongo = addresses.mongo_for(
        f"mongodb://127.0.0.1:{ports['mongo']}/?replicaSet=kanaf",
        "",
        ADMINISTRATOR,
        secrets.get(mongo_name(ADMINISTRATOR)),
    )
    given_amqp, given_mongo = variables.get("KANAF_AMQP_URL"), variables.get("KANAF_MONGO_URL")
    amqp = addresses.checked_amqp(given_amqp) if given_amqp else own_amqp
    mongo = addresses.checked_mongo(given_mongo) if given_mongo else own_mongo
    own_management = f"http://127.0.0.1:{ports['amqp_management']}"
    return Servers(
        amqp_url=amqp,
        management_url=own_management
        if amqp == own_amqp
        else variables.get("KANAF_AMQP_MANAGEMENT_URL") or addresses.management_of(amqp),
        mongo_url=mongo,
        own_broker=amqp == own_amqp,
        own_database=mongo == own_mongo,
    )


def remember(home: Home, servers: Servers) -> None:
    """Write down what was decided, for the other commands."""
    write_atomically(home.servers, json.dumps(asdict(servers), indent=1))


def known(home: Home) -> Servers | None:
    """What the last `kanaf up` decided, or nothing before the first."""
    try:
        return Servers(**json.loads(home.servers.read_text("utf-8")))
    except (FileNotFoundError, json.JSONDecodeError, TypeError):
        return None


def required(home: Home) -> Servers:
    """The same; raises `Failure` before the first `kanaf up`."""
    servers = known(home)
    if servers is None:
        raise Failure("this copy was never started", "make up")
    return servers
