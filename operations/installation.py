"""The installation an operator's command works on: this copy's, or that of the environment."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from pymongo.database import Database
from pymongo.errors import PyMongoError

from chassis.documents.connection import connect
from chassis.settings import Environment, SettingError
from operations.failure import Failure
from operations.local import environment, servers, system
from operations.local.home import Home
from operations.servers import addresses
from operations.servers.accounts import database_of


@dataclass(frozen=True)
class Installation:
    """Where the gateway and the servers are, seen as an administrator."""

    gateway_url: str
    amqp_url: str
    management_url: str
    mongo_url: str


def current() -> Installation:
    """A local copy that was started here, unless KANAF_MODE is production.

    Otherwise KANAF_AMQP_URL and KANAF_MONGO_URL (or ..._FILE) of administrators, and
    KANAF_GATEWAY_URL. Raises `Failure` when these are missing.
    """
    home = Home.find()
    if os.environ.get("KANAF_MODE") != "production" and servers.known(home) is not None:
        local = system.current(home)
        return Installation(
            environment.gateway_url(local.ports),
            local.servers.amqp_url,
            local.servers.management_url,
            local.servers.mongo_url,
        )
    variables = Environment()
    try:
        amqp_url = addresses.checked_amqp(variables.text("KANAF_AMQP_URL"))
        return Installation(
            variables.text("KANAF_GATEWAY_URL", "http://127.0.0.1:8080"),
            addresses.with_vhost(amqp_url),
            variables.text("KANAF_AMQP_MANAGEMENT_URL", addresses.management_of(amqp_url)),
            addresses.checked_mongo(variables.text("KANAF_MONGO_URL")),
        )
    except SettingError as error:
        raise Failure(str(error), "make up, or set the variable") from error


@contextmanager
def database(service: str) -> Iterator[Database[dict[str, Any]]]:
    """A service's database, seen as an administrator. Raises `Failure` when it does not answer."""
    client = connect(current().mongo_url, "kanaf command")
    try:
        yield client[database_of(service)]
    except PyMongoError as error:
        reason = str(error).split(", Timeout:", 1)[0]
        raise Failure(f"the database does not answer: {reason}", "kanaf status") from error
    finally:
        client.close()
