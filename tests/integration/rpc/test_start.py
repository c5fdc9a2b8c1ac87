"""How a process begins and ends, as its supervisor sees it."""

from __future__ import annotations

from pathlib import Path

import pytest
import requests

from tests.support.broker import free_port
from tests.support.calls import SAMPLE
from tests.support.processes import Running, running

MISSING = ["KANAF_AMQP_URL", "KANAF_MONGO_URL", "KANAF_METRICS_PORT"]


@pytest.mark.parametrize("role", ["serve", "relay"])
@pytest.mark.parametrize("name", MISSING)
def test_a_missing_setting_ends_it_with_one_clear_line(
    sample_environment: dict[str, str], tmp_path: Path, name: str, role: str
) -> None:
    del sample_environment[name]
    arguments = [*SAMPLE[:-1], role]
    with running(arguments, sample_environment, tmp_path / "sample.log") as process:
        assert process.exit_status() == 78
        (line,) = process.output.splitlines()
        assert name in line


def test_a_port_that_is_taken_ends_it_with_the_variables_name(
    sample: Running, sample_environment: dict[str, str], tmp_path: Path
) -> None:
    sample_environment["KANAF_METRICS_PORT"] = sample.address.rpartition(":")[2]
    with running(SAMPLE, sample_environment, tmp_path / "second.log") as second:
        assert second.exit_status() == 78
        assert "KANAF_METRICS_PORT" in second.output


def test_an_unknown_role_shows_the_usage(
    sample_environment: dict[str, str], tmp_path: Path
) -> None:
    arguments = [*SAMPLE[:-1], "dance"]
    with running(arguments, sample_environment, tmp_path / "sample.log") as process:
        assert process.exit_status() == 64
        assert "serve|relay" in process.output


def test_it_serves_health_and_metrics_and_stops_with_status_0(
    sample_environment: dict[str, str], tmp_path: Path
) -> None:
    port = free_port()
    sample_environment["KANAF_METRICS_PORT"] = str(port)
    with running(SAMPLE, sample_environment, tmp_path / "sample.log") as process:
        process.wait_until_ready()
        ready = requests.get(f"http://127.0.0.1:{port}/health/ready", timeout=5).json()
        assert set(ready["checks"]) == {"database", "entrypoints", "rpc"}
        assert "process_cpu_seconds_total" in process.metrics()
        assert process.stop() == 0


def test_a_relay_serves_health_and_stops_with_status_0(
    sample_environment: dict[str, str], tmp_path: Path
) -> None:
    arguments = [*SAMPLE[:-1], "relay"]
    with running(arguments, sample_environment, tmp_path / "relay.log") as process:
        process.wait_until_ready()
        assert process.stop() == 0


def test_a_thread_that_dies_takes_the_process_along_for_its_supervisor_to_start_again(
    sample_environment: dict[str, str], tmp_path: Path
) -> None:
    sample_environment["SAMPLE_FRAGILE"] = "yes"
    with running(SAMPLE, sample_environment, tmp_path / "sample.log") as process:
        assert process.exit_status() == 1
        assert "beyond repair" in [each["message"].partition(",")[0] for each in process.logs]


def test_every_line_it_writes_is_json(sample: Running) -> None:
    sample.stop()
    assert len(sample.logs) == len(sample.output.splitlines())
    assert {each["service"] for each in sample.logs} == {sample.logs[0]["service"]}
