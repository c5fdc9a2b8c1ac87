"""Kanaf as a side: the whole system for registrations, a source and a listener for events."""

from __future__ import annotations

import itertools
import secrets
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench import figures
from bench.load import Round, drive, post
from bench.people import person
from bench.processes import Children, wait_until
from bench.sides import Handled
from bench.sides.ports import free_ports
from bench.sides.scrape import Scrape
from bench.system import System
from chassis.amqp.connection import open_connection
from chassis.amqp.topology import declare_exchanges
from chassis.context import Actor, Context
from chassis.errors import KanafError
from chassis.rpc.client import RpcClient
from contracts.envelope import routing_key
from contracts.subscriptions import SUBSCRIPTIONS
from services.notifications.domain.patterns import matches

CLERKS = 16
_SECONDS = 300
_QUEUE = "notifications.messages"
_PROCESSES = (("source", "serve"), ("source", "relay"), ("listener", "serve"))


class Kanaf:
    name = "kanaf"

    def __init__(self, system: System, logs: Path) -> None:
        self._system = system
        self._children = Children(logs)
        self._numbers = itertools.count()
        self._run = secrets.randbelow(1000)
        self._lag_buckets: dict[float, float] = {}

    def start(self) -> None:
        self._tokens = [self._system.token(f"clerk-{number}") for number in range(CLERKS)]
        amqp_url = self._system.vhost("bench-kanaf")
        connection = open_connection(amqp_url, "bench")
        declare_exchanges(connection.channel())
        connection.close()
        databases = {
            module: self._system.database(f"kanaf_bench_{module}")
            for module in ("source", "listener")
        }
        for (module, role), port in zip(_PROCESSES, free_ports(len(_PROCESSES)), strict=True):
            variables = {
                "KANAF_MODE": "local",
                "KANAF_AMQP_URL": amqp_url,
                "KANAF_MONGO_URL": databases[module],
                "KANAF_METRICS_PORT": str(port),
                "KANAF_LOG_LEVEL": "WARNING",
            }
            command = [sys.executable, "-m", "bench.kanaf", module, role]
            self._children.start(f"kanaf-{module}-{role}", command, variables)
        self._client = RpcClient(amqp_url, "bench")
        self._client.start()
        wait_until("answer of Kanaf's source and listener", self._works)
        self.registration_lags()

    def stop(self) -> None:
        self._client.stop()
        self._children.stop()

    def register(self, connections: int, seconds: float) -> Round:
        return drive(self._system.gateway, self._requests(), connections, seconds)

    def catch_up(self) -> float:
        start = time.monotonic()
        wait_until("end of Kanaf's events", self._all_handled, _SECONDS)
        return time.monotonic() - start

    def registration_lags(self) -> dict[str, float]:
        """As notifications' own histogram tells them, hence from the event's time."""
        before = self._lag_buckets
        self._lag_buckets = self._scrape("NOTIFICATIONS").buckets(
            "kanaf_event_lag_seconds", queue=_QUEUE
        )
        added = {
            bound: count - before.get(bound, 0.0) for bound, count in self._lag_buckets.items()
        }
        return figures.bucket_percentiles(added)

    def stages(self) -> dict[str, float]:
        """Totals since their start: seconds and counts of the registration's stages."""
        gateway, registry = self._scrape("GATEWAY"), self._scrape("REGISTRY")
        http = {"method": "POST", "route": "/v1/persons"}
        rpc = {"service": "registry", "method": "register_person"}
        return {
            "http_seconds": gateway.total("kanaf_http_request_seconds_sum", **http),
            "http_count": gateway.total("kanaf_http_request_seconds_count", **http),
            "rpc_seconds": registry.total("kanaf_rpc_seconds_sum", **rpc),
            "rpc_count": registry.total("kanaf_rpc_seconds_count", **rpc),
        }

    def commit(self, first: int, count: int, pause: float) -> None:
        self._call(
            "bench_source", "register_many", {"first": first, "count": count, "pause": pause}
        )

    def handled(self) -> Handled:
        return Handled(**self._call("bench_listener", "handled", {}))

    def take_lags(self) -> list[float]:
        lags: list[float] = self._call("bench_listener", "take_lags", {})["lags"]
        return lags

    def ids(self) -> dict[str, int]:
        return self._children.ids

    def _works(self) -> bool:
        self._children.check()
        try:
            self.commit(0, 0, 0.0)
            self.handled()
        except KanafError:
            return False
        return True

    def _all_handled(self) -> bool:
        relay = self._scrape("RELAY_REGISTRY")
        if relay.total("kanaf_outbox_pending"):
            return False
        # A pair of probable duplicates, say, is no news for notifications' messages.
        published = sum(
            count
            for type_, count in relay.by("type", "kanaf_events_published_total").items()
            if any(matches(each.routing_key, routing_key(type_)) for each in SUBSCRIPTIONS[_QUEUE])
        )
        consumed = self._scrape("NOTIFICATIONS").total("kanaf_events_consumed_total", queue=_QUEUE)
        return consumed >= published

    def _scrape(self, process: str) -> Scrape:
        return Scrape(int(self._system.variables[f"KANAF_{process}_METRICS_PORT"]))

    def _requests(self) -> Iterator[bytes]:
        host = self._system.variables["KANAF_GATEWAY_URL"].removeprefix("http://")
        for number in self._numbers:
            headers = {
                "Authorization": f"Bearer {self._tokens[number % CLERKS]}",
                "Idempotency-Key": f"bench-{self._run}-{number}",
            }
            yield post("/v1/persons", host, headers, person(self._run, number))

    def _call(self, service: str, method: str, request: dict[str, Any]) -> dict[str, Any]:
        context = Context(actor=Actor.system("bench"), deadline=time.time() + _SECONDS)
        return self._client.call(service, method, request, context)
