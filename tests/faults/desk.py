"""Somebody at a desk who repeats a request under its key until it is answered for good."""

from __future__ import annotations

import itertools
import random
import threading
import time
import uuid
from collections.abc import Callable
from typing import Any

import requests

from operations.commands.token import signed
from operations.local.issuer.tokens import Person

Answer = requests.Response


class Desk:
    """One person with one role, in front of the gateway."""

    def __init__(
        self, gateway: str, role: str, subject: str, national_number: str | None = None
    ) -> None:
        self.subject = subject
        self.gateway = gateway
        self._session = requests.Session()
        person = Person(
            subject=subject,
            roles=(role,),
            centre="amman-1",
            governorates=("JO-AM",),
            national_number=national_number,
        )
        self._session.headers["Authorization"] = f"Bearer {signed(person)}"

    def close(self) -> None:
        self._session.close()

    def once(
        self, method: str, path: str, body: Any = None, *, key: str, etag: str | None = None
    ) -> Answer | None:
        """Ask once; `None` stands for a connection that broke. Bytes are sent as they are."""
        headers = {"Idempotency-Key": key} | ({} if etag is None else {"If-Match": etag})
        what = {"data": body} if isinstance(body, bytes) else {"json": body}
        if isinstance(body, bytes):
            headers["Content-Type"] = "application/octet-stream"
        try:
            return self._session.request(
                method, f"{self.gateway}{path}", headers=headers, timeout=15, **what
            )
        except requests.RequestException:
            return None

    def ask(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        etag: str | None = None,
        key: str | None = None,
        within: float = 90.0,
    ) -> Answer:
        """Ask until the answer is neither a broken connection nor "later"."""
        key, until, seen = key or str(uuid.uuid4()), time.monotonic() + within, []
        while True:
            answer = self.once(method, path, body, key=key, etag=etag)
            if answer is not None and answer.status_code < 500 and answer.status_code != 429:
                return answer
            seen.append(0 if answer is None else answer.status_code)
            assert time.monotonic() < until, f"{method} {path}: {seen[-5:]} for {within} s"
            time.sleep(random.uniform(0.1, 0.4))


def good(answer: Answer, status: int = 200) -> Answer:
    """The answer, which must have this status."""
    assert answer.status_code == status, (answer.status_code, answer.text)
    return answer


class Crew:
    """Several threads that do `turn(number)` again and again. Leaving it waits for all of them."""

    def __init__(self, turns: list[Callable[[int], None]]) -> None:
        self._stop = threading.Event()
        self._numbers = itertools.count(random.randrange(10**5) * 1000)
        self._done = itertools.count(1)
        self.done = 0
        self.failures: list[BaseException] = []
        self._threads = [
            threading.Thread(target=self._work, args=(turn,), daemon=True) for turn in turns
        ]

    def __enter__(self) -> Crew:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join(timeout=120)
            assert not thread.is_alive(), "a desk hangs: a request waited beyond any deadline"
        assert not self.failures, self.failures[0]

    def does(self, more: int, within: float = 90.0) -> None:
        """Wait until so many more turns are done."""
        goal, until = self.done + more, time.monotonic() + within
        while self.done < goal:
            assert not self.failures, self.failures[0]
            assert time.monotonic() < until, f"{self.done} of {goal} turns within {within} s"
            time.sleep(0.05)

    def _work(self, turn: Callable[[int], None]) -> None:
        while not self._stop.is_set():
            try:
                turn(next(self._numbers))
            except BaseException as error:  # noqa: BLE001  (shown by the thread that waits)
                self.failures.append(error)
                return
            self.done = next(self._done)
