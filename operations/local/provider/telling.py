"""Telling the ministry of every payment, again and again until it has heard."""

from __future__ import annotations

import threading
import time

import requests

from operations.local.provider.behaviour import Behaviour
from operations.local.provider.ministry import Ministry
from operations.local.provider.outbox import RETURNED, TOLD, Outbox, Transaction

_FINAL = frozenset({400, 404, 409, 413, 415, 422})
"""Told again it would be answered the same. A signature (401) may be good a moment later."""


class Teller:
    """Tells what is in the outbox, from a thread of its own."""

    def __init__(self, outbox: Outbox, ministry: Ministry, behaviour: Behaviour) -> None:
        self._outbox = outbox
        self._ministry = ministry
        self._behaviour = behaviour
        self._woken = threading.Event()
        self._stopping = threading.Event()
        self._thread = threading.Thread(target=self._run, name="teller", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def wake(self) -> None:
        """There is something new to tell."""
        self._woken.set()

    def stop(self) -> None:
        """Finish what is being told; the rest waits for the next start."""
        self._stopping.set()
        self.wake()
        self._thread.join(timeout=15)

    def _run(self) -> None:
        while not self._stopping.is_set():
            self._woken.clear()
            waiting, following = self._outbox.due(time.time())
            for each in waiting:
                if self._stopping.is_set():
                    return
                self._tell(each)
            if not waiting:
                self._woken.wait(None if following is None else max(0.0, following - time.time()))

    def _tell(self, paid: Transaction) -> None:
        time.sleep(self._behaviour.delay_seconds)
        try:
            answer = self._sent(paid)
        except requests.RequestException as error:
            self._outbox.put_off(paid, type(error).__name__, time.time())
            return
        said = f"{answer.status_code} {_meaning(answer)}".strip()
        if self._behaviour.next("lose_answer"):
            self._outbox.put_off(paid, "the answer was lost", time.time())
        elif answer.ok:
            self._outbox.settle(paid.id, TOLD, said)
        elif answer.status_code in _FINAL:
            self._outbox.settle(paid.id, RETURNED, said)
        else:
            self._outbox.put_off(paid, said, time.time())

    def _sent(self, paid: Transaction) -> requests.Response:
        if self._behaviour.next("twice"):
            self._ministry.tell(paid)
        wrongly = self._behaviour.next("wrong_signature")
        return self._ministry.tell(paid, wrongly_signed=wrongly)


def _meaning(answer: requests.Response) -> str:
    """What it came to, or the code of the refusal."""
    try:
        body = answer.json()
    except requests.JSONDecodeError:
        return ""
    return str(body.get("outcome") or body.get("code") or "")
