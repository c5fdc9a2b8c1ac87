"""What the system itself shows while it is measured: memory, processor time, events on the way."""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests
from pymongo import MongoClient

from bench.system import System
from contracts.subscriptions import SUBSCRIPTIONS
from operations.servers import addresses

_BETWEEN_LOOKS = 0.5


@dataclass(frozen=True)
class Backlog:
    """Records whose events wait in the database, and messages that wait on the broker."""

    outbox: int
    queued: int


class Watch:
    """Looks at a system from outside, as its operator could."""

    def __init__(self, system: System) -> None:
        self._system = system
        self._client: MongoClient[dict[str, Any]] = MongoClient(system.variables["KANAF_MONGO_URL"])
        self._session = requests.Session()
        self._session.trust_env = False
        self._session.auth = addresses.amqp_account(system.variables["KANAF_AMQP_URL"])

    @property
    def registry(self) -> Any:
        """The registry's database, as its administrator."""
        return self._client["kanaf_registry"]

    def backlog(self) -> Backlog:
        outbox = sum(
            self.registry[name].count_documents({"outbox_since": {"$exists": True}}, hint=_MARK)
            for name in ("persons", "households")
        )
        api = f"{self._system.variables['KANAF_AMQP_MANAGEMENT_URL']}/api/queues"
        queues = self._session.get(api, timeout=30).json()
        # What was parked has come to rest; streams of partners and replies are no backlog.
        on_the_way = (each for each in queues if _CONSUMERS.fullmatch(each["name"]))
        return Backlog(outbox, sum(each.get("messages", 0) for each in on_the_way))

    def until_delivered(self, most_seconds: float) -> float | None:
        """Seconds until no event is on its way any more; `None` when it takes longer than that."""
        began = time.monotonic()
        while (waiting := self.backlog()).outbox or waiting.queued:
            if time.monotonic() - began > most_seconds:
                return None
            time.sleep(_BETWEEN_LOOKS)
        return time.monotonic() - began

    def has_heard(self, person_id: str) -> bool:
        """Whether notifications has applied the registration of this person."""
        name = f"notifications.messages/{person_id}"
        found = self._client["kanaf_notifications"]["cursors"].find_one({"_id": name})
        return found is not None and found["sequence"] >= _OF_A_REGISTRATION

    @contextlib.contextmanager
    def peaks(self) -> Iterator[Callable[[], Mapping[str, float]]]:
        """The largest memory of each process since now, in MiB; of its own pages."""
        pids = self._system.ids
        for pid in pids.values():
            # Lets the kernel count the largest memory of this process anew.
            Path(f"/proc/{pid}/clear_refs").write_text("5", "ascii")
        # Who was started again meanwhile has no peak of the whole time.
        yield lambda: {name: _mib(pid, "VmHWM") for name, pid in pids.items() if pid in _running()}


_MARK = "outbox_since_1"
_CONSUMERS = re.compile(rf"({'|'.join(map(re.escape, SUBSCRIPTIONS))})(\.retry\.\d+)?")
_OF_A_REGISTRATION = 2
"""Contact and registration."""


def _running() -> set[int]:
    return {int(each.name) for each in Path("/proc").iterdir() if each.name.isdigit()}


def _mib(pid: int, figure: str) -> float:
    status = Path(f"/proc/{pid}/status").read_text("ascii")
    (line,) = (line for line in status.splitlines() if line.startswith(figure))
    return round(int(line.split()[1]) / 1024, 1)
