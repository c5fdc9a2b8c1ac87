"""Whether requests can be answered now: every service is asked, by the way that requests go."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from chassis.context import Actor, Context, new_traceparent
from chassis.errors import KanafError
from gateway.calls import Services

SERVICES = ("registry", "licensing", "alternative_care", "notifications")
_PING_SECONDS = 1.0
_FRESH_SECONDS = 1.0


@dataclass(frozen=True)
class Report:
    """What each part said: `ok`, or the code of what is wrong."""

    checks: dict[str, str]

    @property
    def ready(self) -> bool:
        return all(state == "ok" for state in self.checks.values())


class Readiness:
    """Asks all services at once, at most once a second, however many want to know."""

    def __init__(self, services: Services, keys_known: Callable[[], bool]) -> None:
        self._services = services
        self._keys_known = keys_known
        self._pool = ThreadPoolExecutor(len(SERVICES), thread_name_prefix="readiness")
        self._lock = threading.Lock()
        self._report = Report({})
        self._at = float("-inf")

    def report(self) -> Report:
        """The state, not older than a second."""
        with self._lock:
            if time.monotonic() - self._at > _FRESH_SECONDS:
                states = self._pool.map(self._ping, SERVICES)
                checks = dict(zip(SERVICES, states, strict=True))
                checks["issuer"] = "ok" if self._keys_known() else "issuer_unreachable"
                self._report = Report(checks)
                self._at = time.monotonic()
            return self._report

    def _ping(self, service: str) -> str:
        context = Context(
            actor=Actor.system("gateway"),
            traceparent=new_traceparent(),
            deadline=time.time() + _PING_SECONDS,
        )
        try:
            self._services.call(service, "ping", {}, context)
        except KanafError as error:
            return error.code
        return "ok"
