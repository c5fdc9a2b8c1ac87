"""A process that is asked to stop finishes what it began, in bounded time, and leaves the rest."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from tests.support.calls import SAMPLE
from tests.support.processes import Running, running
from tests.support.requests import RawRequests, header
from tests.support.waiting import eventually

Call = Callable[..., dict[str, Any]]


def test_work_that_runs_is_finished_and_answered(
    call: Call, sample: Running, database: Any
) -> None:
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(call, "record", {"what": "x", "seconds": 1.5})
        eventually(lambda: database["executed"].count_documents({}) == 1, what="the run")
        sample.ask_to_stop()
        assert answer.result(timeout=10) == {"recorded": "x"}
    assert sample.exit_status() == 0
    assert database["executed"].count_documents({"done": True}) == 1


def test_a_request_that_comes_meanwhile_is_left_for_another_process(
    sample: Running,
    raw: RawRequests,
    sample_environment: dict[str, str],
    database: Any,
    prefix: str,
    tmp_path: Path,
) -> None:
    executed = database["executed"]
    raw.send(f"{prefix}.record", {"what": "running", "seconds": 1.5}, header(seconds=60))
    eventually(lambda: executed.count_documents({}) == 1, what="the run")
    sample.ask_to_stop()
    eventually(lambda: "stopping" in [each["message"] for each in sample.logs])
    raw.send(f"{prefix}.record", {"what": "waiting"}, header(seconds=60))
    assert sample.exit_status() == 0
    assert executed.count_documents({"what": "waiting"}) == 0
    with running(SAMPLE, sample_environment, tmp_path / "second.log"):
        eventually(lambda: executed.count_documents({"what": "waiting"}) == 1)


def test_work_that_takes_too_long_is_left_undone_and_delivered_again(
    raw: RawRequests,
    sample_environment: dict[str, str],
    database: Any,
    prefix: str,
    tmp_path: Path,
) -> None:
    environment = {**sample_environment, "KANAF_STOP_SECONDS": "1"}
    with running(SAMPLE, environment, tmp_path / "first.log") as first:
        first.wait_until_ready()
        raw.send(f"{prefix}.record", {"what": "x", "seconds": 30}, header(seconds=60))
        eventually(lambda: database["executed"].count_documents({}) == 1, what="the run")
        started = time.monotonic()
        assert first.stop() == 0
        assert time.monotonic() - started < 6
    eventually(lambda: raw.waiting(f"rpc-{prefix}") == 1, what="the request, back in its queue")
