"""What a process tells its supervisor and Prometheus: alive, ready, and its figures."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from prometheus_client import REGISTRY
from prometheus_client.exposition import choose_encoder

from chassis.settings import SettingError

log = logging.getLogger(__name__)

Check = Callable[[], bool]


class Health:
    """Named checks that say whether this process can do its work now.

    A process without checks is not ready: it is still on its way up.
    """

    def __init__(self) -> None:
        self._checks: dict[str, Check] = {}

    def add(self, name: str, check: Check) -> None:
        """Ask `check` on every readiness request; it answers within about a second."""
        self._checks[name] = check

    def report(self) -> dict[str, Any]:
        """`{"status": "ready"|"not_ready", "checks": {name: "ok"|"failing"}}`."""
        checks: dict[str, bool] = {}
        # While one of them waits for a server, the process may come up and add others.
        while unasked := [name for name in list(self._checks) if name not in checks]:
            checks[unasked[0]] = _passes(unasked[0], self._checks[unasked[0]])
        ready = bool(checks) and all(checks.values())
        return {
            "status": "ready" if ready else "not_ready",
            "checks": {name: "ok" if passed else "failing" for name, passed in checks.items()},
        }


def _passes(name: str, check: Check) -> bool:
    try:
        return check()
    except Exception as error:  # noqa: BLE001  (a check that cannot answer is a failing one)
        log.info("readiness check %s failed: %s", name, type(error).__name__)
        return False


class HealthServer:
    """Serves `/metrics`, `/health/live` and `/health/ready` until closed.

    Threads do it, or green threads where eventlet has taken their place. Raises `SettingError`
    when the port cannot be had. Port 0 takes any free one: see `port`.
    """

    def __init__(self, health: Health, host: str, port: int) -> None:
        handler = type("Handler", (_Handler,), {"health": health})
        try:
            self._server = _Server((host, port), handler)
        except OSError as error:
            raise SettingError(
                f"KANAF_METRICS_PORT: cannot listen on {host}:{port} ({error.strerror}); "
                "another process has it, choose another port"
            ) from error
        self.port: int = self._server.server_address[1]
        self._thread = threading.Thread(
            target=self._server.serve_forever, name="health", daemon=True
        )
        self._thread.start()

    def close(self) -> None:
        """Answer nobody any more and free the port."""
        self._server.shutdown()
        self._server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A supervisor that hung up is no event."""
        log.debug("a health request broke off", exc_info=True)


class _Handler(BaseHTTPRequestHandler):
    health: Health
    timeout = 5.0

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path == "/metrics":
            encode, content_type = choose_encoder(self.headers.get("Accept", ""))
            self._answer(200, encode(REGISTRY), content_type)
        elif path == "/health/live":
            self._answer_json(200, {"status": "live"})
        elif path == "/health/ready":
            report = self.health.report()
            self._answer_json(200 if report["status"] == "ready" else 503, report)
        else:
            self._answer_json(404, {"status": "unknown path"})

    def _answer_json(self, status: int, body: dict[str, Any]) -> None:
        self._answer(status, json.dumps(body).encode(), "application/json")

    def _answer(self, status: int, body: bytes, content_type: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Probes come every few seconds: they are not worth a line each."""
