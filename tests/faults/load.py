"""A running load of registrations, and the ledger of what was promised for each."""

from __future__ import annotations

import itertools
import random
import threading
import time
import uuid
from dataclasses import dataclass, field
from typing import Any

import requests

from tests.faults.families import a_person


@dataclass
class Promise:
    """One registration: what was asked under which key, and what was answered."""

    key: str
    token: str
    body: dict[str, Any]
    answer: dict[str, Any] | None = None
    refused: list[int] = field(default_factory=list)

    @property
    def mobile(self) -> str:
        return str(self.body["contact"]["mobile"])

    @property
    def national_number(self) -> str:
        return str(self.body["identity"]["number"])


class Counter(threading.Thread):
    """One clerk at the counter, who repeats what failed under the same key until it succeeds.

    Every tenth registration is given up at its first failure, as an impatient caller would: what
    becomes of it is unknown to the caller, but it must still happen once or not at all.
    """

    def __init__(self, url: str, token: str, numbers: itertools.count[int], stop: threading.Event):
        super().__init__(daemon=True)
        self.promises: list[Promise] = []
        self._url = f"{url}/v1/persons"
        self._token = token
        self._numbers = numbers
        self._halt = stop
        self._patience = 90.0

    def run(self) -> None:
        with requests.Session() as session:
            for turn in itertools.count():
                if self._halt.is_set():
                    return
                promise = Promise(
                    key=str(uuid.uuid4()), token=self._token, body=a_person(next(self._numbers))
                )
                self.promises.append(promise)
                self._register(session, promise, patient=turn % 10 != 9)

    def _register(self, session: requests.Session, promise: Promise, *, patient: bool) -> None:
        until = time.monotonic() + self._patience
        while time.monotonic() < until:
            status, answer = post(session, self._url, promise)
            if 200 <= status < 300:
                promise.answer = answer
                return
            promise.refused.append(status)
            if not patient:
                return
            time.sleep(random.uniform(0.1, 0.4))


def post(session: requests.Session, url: str, promise: Promise) -> tuple[int, dict[str, Any]]:
    """Ask once; status 0 stands for a connection that broke."""
    try:
        response = session.post(
            url,
            json=promise.body,
            headers={
                "Authorization": f"Bearer {promise.token}",
                "Idempotency-Key": promise.key,
            },
            timeout=15,
        )
        return response.status_code, response.json()
    except (requests.RequestException, ValueError):
        return 0, {}


class Load:
    """Several counters at once. Use as a context manager: leaving it waits for all of them."""

    def __init__(self, url: str, tokens: list[str]) -> None:
        self._stop = threading.Event()
        numbers = itertools.count(random.randrange(10**7) * 100)
        self._counters = [Counter(url, token, numbers, self._stop) for token in tokens]

    @property
    def promises(self) -> list[Promise]:
        return [promise for counter in self._counters for promise in list(counter.promises)]

    @property
    def kept(self) -> list[Promise]:
        """What was answered 2xx."""
        return [promise for promise in self.promises if promise.answer is not None]

    def __enter__(self) -> Load:
        for counter in self._counters:
            counter.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self._stop.set()
        for counter in self._counters:
            counter.join(timeout=120)
            assert not counter.is_alive(), "a counter hangs: a request waited beyond any deadline"

    def runs(self, more: int = 40, within: float = 60.0) -> None:
        """Wait until so many more registrations were answered 2xx."""
        goal, until = len(self.kept) + more, time.monotonic() + within
        while len(self.kept) < goal:
            assert time.monotonic() < until, (
                f"{len(self.kept)} of {goal} registrations succeeded within {within} s; "
                f"last refusals: {[p.refused[-3:] for p in self.promises[-5:]]}"
            )
            time.sleep(0.05)
