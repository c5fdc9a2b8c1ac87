"""Processes of ours under test: started, asked, stopped and killed."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests

from tests.support.waiting import eventually

ROOT = Path(__file__).parent.parent.parent


class Running:
    """A process that was started, with what it logged."""

    def __init__(
        self, arguments: Sequence[str], environment: Mapping[str, str], log_file: Path
    ) -> None:
        self._log_file = log_file
        with log_file.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, *arguments],
                cwd=ROOT,
                env=dict(environment),
                stderr=log,
                stdout=log,
            )

    @property
    def output(self) -> str:
        """Everything it wrote."""
        return self._log_file.read_text("utf-8")

    @property
    def logs(self) -> list[dict[str, Any]]:
        """What it logged; lines that are no JSON left out."""
        lines = (line for line in self.output.splitlines() if line.startswith("{"))
        return [json.loads(line) for line in lines]

    @property
    def address(self) -> str:
        """Where it serves health and metrics."""

        def port() -> int:
            assert self._process.poll() is None, self.output
            found = [each["port"] for each in self.logs if "port" in each]
            return int(found[-1]) if found else 0

        return f"http://127.0.0.1:{eventually(port, within=60)}"

    def is_ready(self) -> bool:
        return requests.get(f"{self.address}/health/ready", timeout=5).status_code == 200

    def wait_until_ready(self, within: float = 60.0) -> None:
        eventually(self.is_ready, within=within, what=f"readiness ({self._log_file})")

    def metrics(self) -> str:
        return requests.get(f"{self.address}/metrics", timeout=5).text

    def ask_to_stop(self) -> None:
        self._process.send_signal(signal.SIGTERM)

    def exit_status(self, within: float = 20.0) -> int:
        """What it ended with; it ends by itself or was asked to."""
        return self._process.wait(timeout=within)

    def stop(self, within: float = 20.0) -> int:
        self.ask_to_stop()
        return self.exit_status(within)

    def kill(self) -> None:
        """As `kill -9` does."""
        self._process.kill()
        self._process.wait()

    def freeze(self) -> None:
        """It stays, but does nothing, as a machine that hangs."""
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._process.send_signal(signal.SIGCONT)

    def is_running(self) -> bool:
        return self._process.poll() is None


@contextmanager
def running(
    arguments: Sequence[str], environment: Mapping[str, str], log_file: Path
) -> Iterator[Running]:
    """Run `python ARGUMENTS` for the length of the block; whatever is left then is killed."""
    process = Running(arguments, environment, log_file)
    try:
        yield process
    finally:
        if process.is_running():
            process.thaw()
            process.kill()
