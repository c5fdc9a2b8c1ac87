"""The sample service on the real broker, and a client as the gateway has one."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from chassis.amqp.connection import close_quietly, open_connection
from chassis.documents.connection import connect
from chassis.rpc.client import RpcClient
from tests.support.calls import SAMPLE, caller, connected_client
from tests.support.processes import Running, running
from tests.support.requests import RawRequests, raw_requests
from tests.support.servers import process_environment, with_database


def delete_queue(amqp_url: str, service: str) -> None:
    connection = open_connection(amqp_url, "tests")
    connection.channel().queue_delete(f"rpc-{service}")
    close_quietly(connection)


@pytest.fixture
def sample_environment(
    environment: dict[str, str], prefix: str, amqp_url: str
) -> Iterator[dict[str, str]]:
    """The sample service under a name, and on a queue, of this test's own."""
    yield {**environment, "SAMPLE_NAME": prefix, "KANAF_WORKERS": "8", "KANAF_STOP_SECONDS": "5"}
    delete_queue(amqp_url, prefix)


@pytest.fixture
def sample(sample_environment: dict[str, str], tmp_path: Path) -> Iterator[Running]:
    """The sample service, ready."""
    with running(SAMPLE, sample_environment, tmp_path / "sample.log") as process:
        process.wait_until_ready()
        yield process


@pytest.fixture(scope="module")
def shared_name() -> str:
    """The sample service's name, and its database's, for a module whose tests leave no traces."""
    return f"test_{uuid.uuid4().hex[:12]}"


@pytest.fixture(scope="module")
def shared_sample(
    amqp_url: str, mongo_url: str, shared_name: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Running]:
    """The sample service, started once for a module."""
    environment = process_environment(amqp_url, with_database(mongo_url, shared_name))
    log = tmp_path_factory.mktemp("shared") / "sample.log"
    with running(SAMPLE, {**environment, "SAMPLE_NAME": shared_name}, log) as process:
        process.wait_until_ready()
        yield process
    delete_queue(amqp_url, shared_name)
    with connect(mongo_url, "tests") as client:
        client.drop_database(shared_name)


@pytest.fixture
def client(amqp_url: str) -> Iterator[RpcClient]:
    with connected_client(amqp_url) as made:
        yield made


@pytest.fixture
def call(client: RpcClient, prefix: str) -> Callable[..., dict[str, Any]]:
    """Call the sample service: `call(method, request, seconds=..., **context)`."""
    return caller(client, prefix)


@pytest.fixture
def raw(amqp_url: str) -> Iterator[RawRequests]:
    """Requests as no client of ours would send them."""
    with raw_requests(amqp_url) as requests:
        yield requests
