"""What tests of every tier share: where the servers are, and names that are each test's own."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.support.servers import process_environment, server_url, with_database

ROOT = Path(__file__).parent.parent

# A busy machine is no failure of the code under test.
settings.register_profile("kanaf", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("kanaf")


@pytest.fixture(scope="session")
def amqp_url() -> str:
    """The broker that tests may use, with the exchanges that every system has."""
    from chassis.amqp import topology
    from chassis.amqp.connection import close_quietly, open_connection

    url = server_url("KANAF_AMQP_URL")
    connection = open_connection(url, "tests")
    topology.declare_exchanges(connection.channel())
    close_quietly(connection)
    return url


@pytest.fixture(scope="session")
def mongo_url() -> str:
    """The replica set that tests may use (databases of their own)."""
    return server_url("KANAF_MONGO_URL")


@pytest.fixture
def prefix() -> str:
    """A name that no other test has, for queues, services and partners of this test."""
    return f"test_{uuid.uuid4().hex[:12]}"


@pytest.fixture
def database(mongo_url: str, prefix: str) -> Iterator[Any]:
    """An empty database of this test alone; dropped afterwards."""
    from chassis.documents.connection import connect

    client = connect(mongo_url, "tests")
    try:
        yield client[prefix]
        client.drop_database(prefix)
    finally:
        client.close()


@pytest.fixture
def database_url(mongo_url: str, database: Any) -> str:
    """`KANAF_MONGO_URL` for a process that shall use this test's database."""
    return with_database(mongo_url, database.name)


@pytest.fixture
def root() -> Path:
    """The top of this source tree, from which processes are started."""
    return ROOT


@pytest.fixture
def environment(amqp_url: str, database_url: str) -> dict[str, str]:
    """The environment of a process under test, on this test's database and a free port."""
    return process_environment(amqp_url, database_url)
