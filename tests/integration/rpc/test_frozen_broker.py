"""A broker that hangs without a word: nobody waits beyond a deadline, and all find back."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from chassis.errors import DeadlineExceeded, Unavailable
from chassis.rpc.client import RpcClient
from tests.support.calls import SAMPLE, caller, connected_client
from tests.support.processes import Running, running
from tests.support.proxy import Proxy, proxied
from tests.support.waiting import eventually

Call = Callable[..., dict[str, Any]]


@pytest.fixture
def wire(amqp_url: str) -> Iterator[tuple[Proxy, RpcClient]]:
    """A client whose wire to the broker the test may cut; the service has its own."""
    with proxied(amqp_url) as (proxy, url), connected_client(url) as client:
        yield proxy, client


@pytest.mark.usefixtures("sample")
def test_a_frozen_wire_makes_nobody_wait_beyond_the_deadline(
    wire: tuple[Proxy, RpcClient], prefix: str
) -> None:
    proxy, client = wire
    call = caller(client, prefix)
    assert call("echo", {"n": 1}) == {"n": 1}
    proxy.freeze()
    for _ in range(3):
        started = time.monotonic()
        with pytest.raises((DeadlineExceeded, Unavailable)):
            call("echo", seconds=0.5)
        assert time.monotonic() - started < 1
    proxy.restore()
    eventually(lambda: _answers(call), what="an answer")


def test_a_cut_wire_is_mended_by_the_client_itself(
    wire: tuple[Proxy, RpcClient], sample: Running, prefix: str
) -> None:
    proxy, client = wire
    call = caller(client, prefix)
    proxy.cut()
    eventually(lambda: not client.connected, what="notice of the loss")
    with pytest.raises(Unavailable):
        call("echo")
    proxy.restore()
    eventually(lambda: _answers(call), what="an answer")


def test_work_that_outlives_the_services_connection_is_still_answered(
    sample_environment: dict[str, str], call: Call, tmp_path: Path, database: Any
) -> None:
    with proxied(sample_environment["KANAF_AMQP_URL"]) as (proxy, url):
        environment = {**sample_environment, "KANAF_AMQP_URL": url}
        with (
            running(SAMPLE, environment, tmp_path / "sample.log") as process,
            ThreadPoolExecutor(1) as pool,
        ):
            process.wait_until_ready()
            answer = pool.submit(call, "record", {"what": "x", "seconds": 3}, seconds=30)
            eventually(lambda: database["executed"].count_documents({}) == 1, what="the run")
            proxy.cut()
            proxy.restore()
            assert answer.result(timeout=20) == {"recorded": "x"}


def _answers(call: Call) -> bool:
    try:
        return call("echo", {"n": 9}, seconds=1) == {"n": 9}
    except (DeadlineExceeded, Unavailable):
        return False
