"""What a process tells its supervisor."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import requests
from prometheus_client.parser import text_string_to_metric_families

from chassis.health import Health, HealthServer
from chassis.settings import SettingError


@pytest.fixture
def health() -> Health:
    return Health()


@pytest.fixture
def server(health: Health) -> Iterator[HealthServer]:
    made = HealthServer(health, "127.0.0.1", 0)
    yield made
    made.close()


@pytest.fixture
def address(server: HealthServer) -> str:
    return f"http://127.0.0.1:{server.port}"


def test_a_process_lives_before_it_is_ready(address: str) -> None:
    assert requests.get(f"{address}/health/live", timeout=5).status_code == 200
    ready = requests.get(f"{address}/health/ready", timeout=5)
    assert (ready.status_code, ready.json()["status"]) == (503, "not_ready")


def test_a_process_is_ready_when_all_its_checks_pass(health: Health, address: str) -> None:
    health.add("database", lambda: True)
    ready = requests.get(f"{address}/health/ready", timeout=5)
    assert (ready.status_code, ready.json()) == (
        200,
        {"status": "ready", "checks": {"database": "ok"}},
    )


def test_a_check_that_came_while_another_waited_is_asked_too(health: Health) -> None:
    """The database answers late, and meanwhile the process begins to connect to its broker."""

    def answers_late() -> bool:
        health.add("rpc", lambda: False)
        return True

    health.add("database", answers_late)
    assert health.report() == {
        "status": "not_ready",
        "checks": {"database": "ok", "rpc": "failing"},
    }


def test_one_failing_check_makes_it_unready_and_is_named(health: Health, address: str) -> None:
    health.add("database", lambda: True)
    health.add("broker", lambda: False)
    ready = requests.get(f"{address}/health/ready", timeout=5)
    assert ready.status_code == 503
    assert ready.json()["checks"] == {"database": "ok", "broker": "failing"}


def test_a_check_that_breaks_is_a_failing_one(health: Health) -> None:
    def broken() -> bool:
        raise OSError("gone")

    health.add("database", broken)
    assert health.report()["checks"] == {"database": "failing"}


def test_metrics_are_what_prometheus_reads(address: str) -> None:
    import chassis.metrics  # noqa: F401  (registers them)

    answer = requests.get(f"{address}/metrics", timeout=5)
    assert answer.headers["Content-Type"].startswith("text/plain")
    names = {family.name for family in text_string_to_metric_families(answer.text)}
    assert {"kanaf_rpc_requests", "kanaf_outbox_pending", "kanaf_events_parked"} <= names


def test_an_unknown_path_is_not_found(address: str) -> None:
    assert requests.get(f"{address}/admin", timeout=5).status_code == 404


def test_a_port_that_somebody_has_is_a_wrong_setting(server: HealthServer) -> None:
    with pytest.raises(SettingError, match="KANAF_METRICS_PORT"):
        HealthServer(Health(), "127.0.0.1", server.port)
