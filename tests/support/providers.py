"""An SMS provider that answers what, and when, a test says."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class HttpProvider:
    """Answers each SMS with `status` and `headers`, once `answers` is set, which it is at first.

    `offered` are the references of what came, answered or not.
    """

    def __init__(self) -> None:
        self.status, self.headers = 202, dict[str, str]()
        self.answers = threading.Event()
        self.answers.set()
        self.offered: list[str] = []
        handler = type("Handler", (_Handler,), {"provider": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_port}/messages"

    @contextmanager
    def serving(self) -> Iterator[HttpProvider]:
        """It is there for the length of the block."""
        thread = threading.Thread(target=self._server.serve_forever, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self.answers.set()
            self._server.shutdown()
            self._server.server_close()


class _Handler(BaseHTTPRequestHandler):
    provider: HttpProvider

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.provider.offered.append(json.loads(body)["reference"])
        self.provider.answers.wait()
        try:
            self.send_response(self.provider.status)
            for name, value in self.provider.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", "0")
            self.end_headers()
        except ConnectionError:
            return  # who asked is gone

    def log_message(self, *_: Any) -> None:
        """Quiet."""
