"""No caller waits longer than its deadline, and what came too late is never done."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from prometheus_client import REGISTRY

from chassis.errors import DeadlineExceeded
from tests.support.calls import SAMPLE
from tests.support.processes import Running, running
from tests.support.requests import RawRequests, header
from tests.support.waiting import eventually

Call = Callable[..., dict[str, Any]]


def test_a_caller_waits_no_longer_than_its_deadline(
    call: Call, sample: Running, prefix: str
) -> None:
    started = time.monotonic()
    with pytest.raises(DeadlineExceeded):
        call("slow", {"seconds": 3}, seconds=0.5)
    assert 0.4 < time.monotonic() - started < 1.5
    labels = {"service": prefix, "method": "slow"}
    assert REGISTRY.get_sample_value("kanaf_rpc_deadline_missed_total", labels) == 1


def test_a_deadline_that_has_passed_is_not_even_sent(call: Call, sample: Running) -> None:
    with pytest.raises(DeadlineExceeded):
        call("echo", seconds=-1)


@pytest.mark.usefixtures("sample")
def test_a_late_answer_reaches_nobody_else(call: Call) -> None:
    with pytest.raises(DeadlineExceeded):
        call("slow", {"seconds": 0.6}, seconds=0.3)
    for number in range(5):
        assert call("slow", {"seconds": 0.2 + number / 1000}) == {"slept": 0.2 + number / 1000}


def test_a_request_that_expired_while_the_service_was_away_is_not_done(
    call: Call, sample: Running, sample_environment: dict[str, str], database: Any, tmp_path: Path
) -> None:
    assert sample.stop() == 0
    with pytest.raises(DeadlineExceeded):
        call("record", {"what": "too late"}, seconds=0.5)
    with running(SAMPLE, sample_environment, tmp_path / "second.log") as second:
        second.wait_until_ready()
        call("record", {"what": "in time"})
        assert [each["what"] for each in database["executed"].find()] == ["in time"]


def test_a_request_delivered_after_its_deadline_is_dropped_and_counted(
    sample: Running, raw: RawRequests, database: Any, prefix: str
) -> None:
    raw.send(f"{prefix}.record", {"what": "late"}, header(seconds=-0.1))
    expired = f'kanaf_rpc_expired_total{{service="{prefix}"}} 1.0'
    eventually(lambda: expired in sample.metrics(), what="the count of the expired")
    assert raw.waiting(f"rpc-{prefix}") == 0
    assert database["executed"].count_documents({}) == 0


def test_what_a_killed_process_left_undone_is_done_by_the_next_under_the_same_key(
    sample: Running,
    raw: RawRequests,
    sample_environment: dict[str, str],
    database: Any,
    prefix: str,
    tmp_path: Path,
) -> None:
    executed = database["executed"]
    raw.send(f"{prefix}.record", {"what": "x", "seconds": 0.5}, header(seconds=30))
    eventually(lambda: executed.count_documents({}) == 1, what="the first run")
    sample.kill()
    with running(SAMPLE, sample_environment, tmp_path / "second.log"):
        eventually(lambda: executed.count_documents({}) == 2, what="the second run")
        eventually(lambda: raw.replies, what="the answer")
    first, second = executed.find()
    assert first["key"] == second["key"]
