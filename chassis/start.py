"""The start of every process of a service, and its end.

Exit status: 0 after a stop that was asked for, 78 for a wrong setting (restarting will not help),
1 for what is beyond repair here (the supervisor starts the process again).

This module and what it imports at the top must not import anything that eventlet has to patch
first.
"""

from __future__ import annotations

import importlib
import logging
import os
import signal
import sys
import threading
import time
import warnings
from types import FrameType
from typing import TYPE_CHECKING

from chassis.process import Service
from chassis.settings import EXIT_CONFIGURATION, ProcessSettings, SettingError

if TYPE_CHECKING:
    from chassis.health import Health

__all__ = ["Service", "main"]

ROLES = ("serve", "relay", "work")
EXIT_USAGE = 64

_SIGNAL_SECONDS = 0.2
"""How soon a signal is noticed at the latest."""

log = logging.getLogger("chassis.start")


class Stop:
    """Set by SIGTERM and SIGINT. Plain, because a signal handler may not touch eventlet."""

    def __init__(self) -> None:
        self._asked = False

    def is_set(self) -> bool:
        return self._asked

    def on_signals(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._handle)

    def _handle(self, number: int, _frame: FrameType | None) -> None:
        self._asked = True


def main(bootstrap: str, arguments: list[str] | None = None) -> None:
    """Run the service whose bootstrap module this is, in the role the command line names.

    `serve` answers requests, consumes events and fires timers; `relay` publishes its events;
    `work` does what takes long.
    Never returns: it exits.
    """
    words = sys.argv[1:] if arguments is None else arguments
    if len(words) != 1 or words[0] not in ROLES:
        program = bootstrap.rpartition(".")[0]
        print(f"usage: python -m {program} {'|'.join(ROLES)}", file=sys.stderr)
        sys.exit(EXIT_USAGE)
    role = words[0]
    if role == "serve":
        patch()
    sys.exit(_run(bootstrap, role))


def patch() -> None:
    """Put eventlet under the standard library, before anything else is imported."""
    # eventlet's own resolver knows neither search domains nor all of /etc/hosts.
    os.environ.setdefault("EVENTLET_NO_GREENDNS", "yes")
    with warnings.catch_warnings():
        # It announces its own retirement, which we know: see docs/adr on the framework.
        warnings.simplefilter("ignore")
        import eventlet
    eventlet.monkey_patch()


def _run(bootstrap: str, role: str) -> int:
    from chassis import logs
    from chassis.health import Health, HealthServer

    try:
        settings = ProcessSettings.read(broker=role != "work")
        service: Service = importlib.import_module(bootstrap).SERVICE
        logs.configure(
            service.name if role == "serve" else f"{role}-{service.name}", settings.log_level
        )
        health = Health()
        server = HealthServer(health, settings.metrics_host, settings.metrics_port)
        log.info(
            "starting; health and metrics on port %d", server.port, extra={"port": server.port}
        )
        status = (
            _serve(service, settings, health)
            if role == "serve"
            else _in_thread(role, service, settings, health)
        )
        log.info("stopped")
        return status
    except SettingError as error:
        print(f"{bootstrap}: {error}", file=sys.stderr)
        return EXIT_CONFIGURATION
    except Exception:
        log.exception("beyond repair, giving up")
        return 1


def _serve(service: Service, settings: ProcessSettings, health: Health) -> int:
    from chassis import hosting

    stop = Stop()
    stop.on_signals()
    return hosting.serve(service, settings, stop, health)


def _in_thread(role: str, service: Service, settings: ProcessSettings, health: Health) -> int:
    """Run relay or work in a thread of its own, so that signals find this one at leisure."""
    from concurrent.futures import Future, wait

    run = importlib.import_module(f"chassis.{role}.process").run
    asked, stop, outcome = Stop(), threading.Event(), Future[None]()
    asked.on_signals()

    def work() -> None:
        try:
            run(service, settings, stop, health)
            outcome.set_result(None)
        except BaseException as error:  # noqa: BLE001  (handed on to the main thread)
            outcome.set_exception(error)

    threading.Thread(target=work, name=role, daemon=True).start()
    while not asked.is_set() and not outcome.done():
        time.sleep(_SIGNAL_SECONDS)
    stop.set()
    wait([outcome], timeout=settings.stop_seconds)
    if outcome.done():
        outcome.result()  # raises what it died of
    else:
        log.warning("%s did not finish within %.0f s", role, settings.stop_seconds)
    return 0
