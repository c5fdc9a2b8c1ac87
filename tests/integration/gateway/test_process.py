"""The gateway as a process: how it starts, stops, and dies."""

from __future__ import annotations

import json
import os
import signal
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import requests

from tests.support.gateway import FakeIssuer
from tests.support.processes import Running, running
from tests.support.servers import process_environment
from tests.support.waiting import eventually

GATEWAY = ("-m", "gateway")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def issuer() -> Iterator[FakeIssuer]:
    """An issuer with one key, on HTTP."""
    fake = FakeIssuer()
    fake.add_key("first")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = json.dumps(fake.fetch(fake.url + self.path)).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    fake.url = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield fake
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def environment(amqp_url: str, issuer: FakeIssuer) -> dict[str, str]:
    """Ports of this test's own."""
    return {
        **process_environment(amqp_url, "mongodb://unused"),
        "KANAF_OIDC_ISSUER": issuer.url,
        "KANAF_GATEWAY_PORT": str(free_port()),
        "KANAF_METRICS_PORT": str(free_port()),
        "KANAF_STOP_SECONDS": "5",
    }


@pytest.fixture
def url(environment: dict[str, str]) -> str:
    return f"http://127.0.0.1:{environment['KANAF_GATEWAY_PORT']}"


@pytest.fixture
def gateway(environment: dict[str, str], url: str, tmp_path: Path) -> Iterator[Running]:
    with running(GATEWAY, environment, tmp_path / "gateway.log") as process:
        eventually(lambda: answers(url), within=40, what="the gateway answers")
        yield process


def answers(url: str) -> bool:
    try:
        return requests.get(f"{url}/health/live", timeout=5).ok
    except requests.ConnectionError:
        return False


def worker_of(gateway: Running) -> int:
    """The process that runs the application."""
    parent = gateway._process.pid
    children = Path(f"/proc/{parent}/task/{parent}/children").read_text("utf-8").split()
    return int(children[-1])


def exists(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_it_stops_when_it_is_told(gateway: Running, url: str) -> None:
    worker = worker_of(gateway)

    assert gateway.stop() == 0

    assert not answers(url)
    assert not exists(worker)


def test_a_request_on_its_way_is_answered_before_the_end(
    gateway: Running, url: str, issuer: FakeIssuer
) -> None:
    head = (
        "POST /v1/persons HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
        f"Authorization: Bearer {issuer.token('clerk')}\r\nContent-Length: 4\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", int(url.rpartition(":")[2]))) as connection:
        connection.settimeout(20)
        connection.sendall(head.encode() + b"{")
        eventually(lambda: issuer.asked, what="the request is being worked on")
        gateway.ask_to_stop()
        connection.sendall(b"   ")
        answer = connection.recv(65536)

    assert answer.startswith(b"HTTP/1.1 400"), answer
    assert gateway.exit_status() == 0


def test_who_sends_a_body_after_the_refusal_knew_that_the_connection_ends(
    gateway: Running, url: str
) -> None:
    head = b"POST /v1/persons HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\n"
    with socket.create_connection(("127.0.0.1", int(url.rpartition(":")[2]))) as connection:
        connection.settimeout(20)
        connection.sendall(head)
        answer = connection.recv(65536).lower()

    assert answer.startswith(b"http/1.1 401"), answer
    assert b"\r\nconnection: close\r\n" in answer


def test_without_its_worker_it_ends_for_the_supervisor_to_start_it_again(
    gateway: Running, url: str
) -> None:
    os.kill(worker_of(gateway), signal.SIGKILL)

    assert gateway.exit_status() == 1
    assert not answers(url)


def test_no_orphan_listens_on_when_it_is_killed(gateway: Running, url: str) -> None:
    worker = worker_of(gateway)

    gateway.kill()

    eventually(lambda: not exists(worker), what="the worker dies, too")
    assert not answers(url)


def test_it_starts_again_at_once_on_the_same_port(
    gateway: Running, environment: dict[str, str], url: str, tmp_path: Path
) -> None:
    gateway.kill()

    with running(GATEWAY, environment, tmp_path / "again.log"):
        eventually(lambda: answers(url), within=40, what="the gateway answers again")


@pytest.mark.parametrize("port", ["KANAF_GATEWAY_PORT", "KANAF_METRICS_PORT"])
def test_a_port_that_is_taken_is_a_wrong_setting(
    gateway: Running, environment: dict[str, str], port: str, tmp_path: Path
) -> None:
    second = {
        **environment,
        "KANAF_GATEWAY_PORT": str(free_port()),
        "KANAF_METRICS_PORT": str(free_port()),
        port: environment[port],
    }
    with running(GATEWAY, second, tmp_path / "second.log") as process:
        assert process.exit_status(within=40) == 78
        assert port in process.output


def test_a_missing_setting_is_named(environment: dict[str, str], tmp_path: Path) -> None:
    del environment["KANAF_OIDC_ISSUER"]
    with running(GATEWAY, environment, tmp_path / "gateway.log") as process:
        assert process.exit_status(within=40) == 78
        assert "KANAF_OIDC_ISSUER" in process.output


def test_without_a_broker_it_lives_refuses_and_is_not_ready(
    environment: dict[str, str], url: str, issuer: FakeIssuer, tmp_path: Path
) -> None:
    environment["KANAF_AMQP_URL"] = f"amqp://guest:guest@127.0.0.1:{free_port()}/"
    with running(GATEWAY, environment, tmp_path / "gateway.log"):
        eventually(lambda: answers(url), within=40, what="the gateway answers")

        ready = requests.get(f"{url}/health/ready", timeout=20)
        asked = requests.get(
            f"{url}/v1/licences",
            headers={"Authorization": f"Bearer {issuer.token('auditor')}"},
            timeout=20,
        )

    assert ready.status_code == 503
    assert ready.json()["checks"]["registry"] == "broker_unavailable"
    assert (asked.status_code, asked.json()["code"]) == (503, "broker_unavailable")
    assert int(asked.headers["Retry-After"]) >= 1
