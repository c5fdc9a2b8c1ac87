"""A vhost that no running system listens on: tests publish events of people who are nowhere."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest

from chassis.amqp import topology
from chassis.amqp.connection import close_quietly, open_connection
from operations.servers import addresses
from operations.servers.broker import management
from tests.support.servers import server_url


@pytest.fixture(scope="session")
def amqp_url() -> Iterator[str]:
    """The broker, in a vhost of these tests' own with the exchanges that every system has."""
    given = server_url("KANAF_AMQP_URL")
    user, password = addresses.amqp_account(given)
    api = management(given, server_url("KANAF_AMQP_MANAGEMENT_URL"))
    vhost = f"tests-{uuid.uuid4().hex[:12]}"
    api.put({}, "vhosts", vhost)
    api.put({"configure": ".*", "write": ".*", "read": ".*"}, "permissions", vhost, user)
    url = addresses.amqp_for(given, user, password, vhost=vhost)
    connection = open_connection(url, "tests")
    topology.declare_exchanges(connection.channel())
    close_quietly(connection)
    yield url
    api.delete("vhosts", vhost)
