"""HTTP servers of the local helpers: threads, and a stop on the usual signals."""

from __future__ import annotations

import logging
import signal
import sys
import threading
from collections.abc import Callable
from types import FrameType

from flask import Flask
from werkzeug.serving import BaseWSGIServer, make_server

from chassis.settings import EXIT_CONFIGURATION, Environment, SettingError


def serve_in_background(app: Flask, host: str, port: int) -> BaseWSGIServer:
    """Serve the application from threads of its own until `shutdown`."""
    logging.getLogger("werkzeug").setLevel(logging.WARNING)  # a line for each request is too much
    server = make_server(host, port, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def wait_for_stop() -> None:
    """Return when the process is asked to end (SIGTERM or SIGINT)."""
    asked = threading.Event()

    def ask(number: int, frame: FrameType | None) -> None:
        asked.set()

    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, ask)
    asked.wait()


def run(program: Callable[[Environment], None]) -> None:
    """Run one helper; a wrong setting ends it with the status that says: do not restart."""
    try:
        program(Environment())
    except SettingError as error:
        print(error, file=sys.stderr)
        sys.exit(EXIT_CONFIGURATION)


def only_locally(environment: Environment, what: str) -> None:
    """Raises `SettingError` unless this is a local system."""
    if environment.choice("KANAF_MODE", ("local", "production"), "production") != "local":
        raise SettingError(f"KANAF_MODE must be local: {what} never runs in production")
