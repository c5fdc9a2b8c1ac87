"""The stock-nameko peer as a side: three processes, started as nameko's documentation says."""

from __future__ import annotations

import itertools
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import requests

from bench import figures
from bench.load import Round, drive, post
from bench.people import person
from bench.processes import PROJECT, Children, wait_until
from bench.sides import Handled
from bench.sides.ports import free_ports
from bench.system import System

_SERVICES = {"registry": "Registry", "listener": "Listener", "web": "Web"}
_SECONDS = 300


class Peer:
    name = "peer"

    def __init__(self, system: System, logs: Path) -> None:
        self._system = system
        self._children = Children(logs)
        self._numbers = itertools.count()
        self._ports = dict(zip(_SERVICES, free_ports(len(_SERVICES)), strict=True))
        self._registered = 0
        self._committed = 0

    def start(self) -> None:
        variables = {
            "PEER_AMQP_URI": self._system.vhost("bench-peer"),
            "PEER_MONGO_URI": self._system.database("peer_bench"),
            "PEER_MONGO_DATABASE": "peer_bench",
            "PYTHONWARNINGS": "ignore",
        }
        nameko = str(Path(sys.executable).with_name("nameko"))
        config = str(PROJECT / "bench" / "peers" / "config.yaml")
        for module, service in _SERVICES.items():
            own = {"PEER_WEB_ADDRESS": f"127.0.0.1:{self._ports[module]}"}
            command = [nameko, "run", "--config", config, f"bench.peers.{module}:{service}"]
            self._children.start(f"peer-{module}", command, {**variables, **own})
        wait_until("answer of the peer", self._works)

    def stop(self) -> None:
        self._children.stop()

    def register(self, connections: int, seconds: float) -> Round:
        address = ("127.0.0.1", self._ports["web"])
        result = drive(address, self._requests(), connections, seconds)
        self._registered += len(result.latencies)
        return result

    def catch_up(self) -> float:
        start = time.monotonic()
        wait_until("end of the peer's events", self._all_handled, _SECONDS)
        return time.monotonic() - start

    def registration_lags(self) -> dict[str, float]:
        return figures.percentiles(self.take_lags())

    def commit(self, first: int, count: int, pause: float) -> None:
        self._ask("web", "POST", "/batches", {"first": first, "count": count, "pause": pause})

    def handled(self) -> Handled:
        return Handled(**self._ask("listener", "GET", "/handled"))

    def take_lags(self) -> list[float]:
        lags: list[float] = self._ask("listener", "POST", "/lags")
        return lags

    def ids(self) -> dict[str, int]:
        return self._children.ids

    def _works(self) -> bool:
        self._children.check()
        try:
            self.commit(0, 0, 0.0)
            self.handled()
        except requests.RequestException:
            return False
        return True

    def _all_handled(self) -> bool:
        return self.handled().count >= self._registered

    def _requests(self) -> Iterator[bytes]:
        for number in self._numbers:
            yield post("/persons", "peer", {}, person(0, number))

    def _ask(self, service: str, method: str, path: str, body: Any = None) -> Any:
        url = f"http://127.0.0.1:{self._ports[service]}{path}"
        data = None if body is None else json.dumps(body)
        with requests.Session() as session:
            session.trust_env = False
            answer = session.request(method, url, data=data, timeout=_SECONDS)
            answer.raise_for_status()
            return answer.json()
