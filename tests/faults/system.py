"""The running system as an operator holds it: its programs, its stores and its sinks."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pymongo
import requests


class System:
    """Speaks to the copy whose addresses stand in the environment (`kanaf env`)."""

    def __init__(self) -> None:
        self.gateway = os.environ["KANAF_GATEWAY_URL"]
        self.messages_url = os.environ["KANAF_MESSAGES_URL"]
        self.amqp_url = os.environ["KANAF_AMQP_URL"]
        self.mongo: pymongo.MongoClient[dict[str, Any]] = pymongo.MongoClient(
            os.environ["KANAF_MONGO_URL"], tz_aware=True
        )

    def close(self) -> None:
        self.mongo.close()

    def kanaf(self, *arguments: str) -> str:
        """Run the `kanaf` command; its standard output."""
        command = Path(sys.executable).with_name("kanaf")
        done = subprocess.run(
            [str(command), *arguments], capture_output=True, text=True, timeout=120, check=True
        )
        return done.stdout

    def token(self, role: str, subject: str) -> str:
        return self.kanaf("token", "--role", role, "--subject", subject).strip()

    def pid(self, program: str) -> int | None:
        """The process id of a running program."""
        done = subprocess.run(
            [str(Path(sys.executable).with_name("kanaf")), "status", "--json"],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,  # status is non-zero while something is down, which is our business here
        )
        rows = json.loads(done.stdout)
        programs = rows["programs"] if isinstance(rows, dict) else rows
        return next((row["pid"] or None for row in programs if row["program"] == program), None)

    def kill(self, program: str) -> None:
        """`kill -9`, and wait until the supervisor has started it anew."""
        before = self.running(program)
        os.kill(before, signal.SIGKILL)
        eventually(lambda: self.pid(program) not in (None, before), f"{program} starts again", 60)

    def running(self, program: str) -> int:
        """The process id, waiting for the program to run."""
        eventually(lambda: self.pid(program) is not None, f"{program} runs", 60)
        pid = self.pid(program)
        assert pid is not None
        return pid

    def ready(self, within: float = 90.0) -> None:
        eventually(self.is_ready, "the gateway is ready", within)

    def is_ready(self) -> bool:
        try:
            return requests.get(f"{self.gateway}/health/ready", timeout=5).status_code == 200
        except requests.RequestException:
            return False

    def received(self) -> list[dict[str, Any]]:
        """What the mail and SMS sinks have received."""
        answer = requests.get(f"{self.messages_url}", timeout=30).json()
        messages: list[dict[str, Any]] = answer["messages"] if isinstance(answer, dict) else answer
        return messages

    def outbox_is_empty(self) -> bool:
        return not any(
            self.mongo[name][collection].find_one({"outbox_since": {"$exists": True}})
            for name in self.mongo.list_database_names()
            if name.startswith("kanaf_")
            for collection in self.mongo[name].list_collection_names()
        )


def eventually(condition: Callable[[], object], what: str, within: float = 30.0) -> None:
    """Wait for the condition; fail, saying what was waited for."""
    until = time.monotonic() + within
    while True:
        try:
            if condition():
                return
        except (requests.RequestException, pymongo.errors.PyMongoError):
            pass  # a server that is still away: that is what we wait for
        assert time.monotonic() < until, f"not within {within} s: {what}"
        time.sleep(0.1)
