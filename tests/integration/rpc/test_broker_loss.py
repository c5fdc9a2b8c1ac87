"""The broker goes away and comes back: callers are told at once, everybody recovers."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import requests

from chassis.errors import DeadlineExceeded, Unavailable
from chassis.rpc.client import RpcClient
from tests.support.broker import OwnBroker, own_broker
from tests.support.calls import SAMPLE, connected_client
from tests.support.processes import Running, running
from tests.support.waiting import eventually

Call = Callable[..., dict[str, Any]]


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnBroker]:
    with own_broker(tmp_path_factory.mktemp("broker")) as made:
        yield made


@pytest.fixture
def broker(node: OwnBroker) -> OwnBroker:
    """A broker that runs, whatever the test before did to it."""
    if not node.is_running():
        node.start()
    return node


@pytest.fixture
def amqp_url(broker: OwnBroker) -> str:
    """Everything in this module runs on a broker of its own."""
    return broker.url


@pytest.fixture
def sample_environment(environment: dict[str, str], prefix: str) -> dict[str, str]:
    return {**environment, "SAMPLE_NAME": prefix, "KANAF_WORKERS": "8"}


def test_a_killed_broker_is_told_at_once_and_survived(
    broker: OwnBroker, sample: Running, client: RpcClient, call: Call
) -> None:
    assert call("echo", {"n": 1}) == {"n": 1}
    broker.kill()
    eventually(lambda: not client.connected, what="notice of the loss")
    started = time.monotonic()
    with pytest.raises(Unavailable) as caught:
        call("echo", {"n": 2})
    assert time.monotonic() - started < 0.5
    assert caught.value.retry_after is not None
    eventually(lambda: not sample.is_ready(), what="unreadiness")

    broker.start()
    sample.wait_until_ready()
    eventually(lambda: client.connected, what="the client's return")
    assert call("echo", {"n": 3}) == {"n": 3}


def test_a_call_in_flight_when_the_broker_dies_does_not_wait_for_its_deadline(
    broker: OwnBroker, sample: Running, call: Call, database: Any
) -> None:
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(call, "record", {"what": "x", "seconds": 20}, seconds=30)
        eventually(lambda: database["executed"].count_documents({}) == 1, what="the run")
        broker.kill()
        with pytest.raises(DeadlineExceeded, match="answer_lost"):
            answer.result(timeout=10)


def test_a_broker_that_takes_no_messages_makes_nobody_wait(
    broker: OwnBroker, sample: Running, client: RpcClient, call: Call
) -> None:
    broker.control("set_vm_memory_high_watermark", "absolute", "1MB")
    with pytest.raises((Unavailable, DeadlineExceeded)):
        call("echo", seconds=1)
    eventually(lambda: not client.connected, what="notice of the block")
    started = time.monotonic()
    with pytest.raises(Unavailable):
        call("echo")
    assert time.monotonic() - started < 0.5

    broker.control("set_vm_memory_high_watermark", "0.4")
    eventually(lambda: client.connected, what="notice of the end of it")
    eventually(sample.is_ready, what="readiness")
    assert call("echo", {"n": 1}) == {"n": 1}


def test_a_service_and_a_client_that_start_before_the_broker_find_it_when_it_comes(
    broker: OwnBroker, sample_environment: dict[str, str], prefix: str, tmp_path: Path
) -> None:
    broker.kill()
    with running(SAMPLE, sample_environment, tmp_path / "sample.log") as process:
        eventually(lambda: "rpc" in _checks(process), what="a first attempt to serve")
        assert not process.is_ready()
        broker.start()
        process.wait_until_ready()
        with connected_client(broker.url):
            assert process.is_running()


def _checks(process: Running) -> str:
    return requests.get(f"{process.address}/health/ready", timeout=5).text
