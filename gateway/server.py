"""The process: granian in front, one worker behind it that runs the application in threads.

The worker is a child of granian's. If the worker dies, granian exits with status 1 and the
supervisor starts both again; if granian dies, the kernel takes the worker along, so that no
orphan goes on listening.
"""

from __future__ import annotations

import ctypes
import errno
import os
import signal
import socket
import sys
import threading
import time

from flask import Flask
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server import Server

from chassis import logs
from chassis.health import Health, HealthServer
from chassis.rpc.client import RpcClient
from chassis.settings import EXIT_CONFIGURATION, SettingError
from gateway import app
from gateway.authentication.keys import IssuerKeys
from gateway.settings import GatewaySettings

_PR_SET_PDEATHSIG = 1
_HEADER_SECONDS = 15
_LONGEST_QUEUE = 512
_PATIENCE_SECONDS = 0.5


def run() -> int:
    """Serve until told to stop; the exit status. 78 for a wrong setting, 1 if the worker died."""
    try:
        settings = GatewaySettings.read()
        _must_be_free("KANAF_GATEWAY_PORT", settings.host, settings.port)
        _must_be_free("KANAF_METRICS_PORT", settings.metrics_host, settings.metrics_port)
    except SettingError as error:
        print(f"gateway: {error}", file=sys.stderr)
        return EXIT_CONFIGURATION
    logs.configure("gateway", settings.log_level)
    server = Server(
        "gateway.server",
        address=settings.host,
        port=settings.port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=settings.threads,
        backpressure=_LONGEST_QUEUE,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=_HEADER_SECONDS * 1000),
        websockets=False,
        log_level=LogLevels.error,
        log_dictconfig=_logging(settings.log_level),
        respawn_failed_workers=False,
        workers_kill_timeout=max(1, round(settings.stop_seconds)),
    )
    parent = os.getpid()
    try:
        server.serve(target_loader=lambda _: _worker(settings, parent))
    except SystemExit as stopped:
        return int(stopped.code or 0)
    return 0


def _must_be_free(name: str, host: str, port: int) -> None:
    """Raise `SettingError` when somebody listens there already.

    Granian would share the port with them without a word. After a kill the last owner may still
    be on its way out, hence the patience.
    """
    for patience in (True, True, True, False):
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
                return
            except (OSError, OverflowError) as error:
                if not patience or getattr(error, "errno", None) != errno.EADDRINUSE:
                    raise SettingError(
                        f"{name}: cannot listen on {host}:{port} ({error})"
                    ) from error
        time.sleep(_PATIENCE_SECONDS)


def _worker(settings: GatewaySettings, parent: int) -> Flask:
    """The application with its connections; called in the worker alone."""
    _die_with(parent)
    logs.configure("gateway", settings.log_level)
    services = RpcClient(settings.amqp_url, "gateway")
    services.start()
    keys = IssuerKeys(settings.issuer)
    threading.Thread(target=keys.renew, name="issuer-keys", daemon=True).start()
    application = app.build(settings, services, keys)
    health = Health()
    health.add("broker", lambda: services.connected)
    health.add("issuer", lambda: keys.ready)
    HealthServer(health, settings.metrics_host, settings.metrics_port)
    return application


def _die_with(parent: int) -> None:
    """Have the kernel kill this process when its parent dies (Linux)."""
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)


def _logging(level: str) -> dict[str, object]:
    """Granian's own loggers, into our JSON lines."""
    loggers = {"level": level, "propagate": True, "handlers": []}
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "loggers": {"_granian": dict(loggers), "granian.access": dict(loggers)},
    }
