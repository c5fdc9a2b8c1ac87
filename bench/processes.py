"""The measured processes: started in the background, watched through /proc, stopped."""

from __future__ import annotations

import contextlib
import os
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
_TICKS = os.sysconf("SC_CLK_TCK")


class Children:
    """Processes of ours, by name; their output goes to one file each in `logs`."""

    def __init__(self, logs: Path) -> None:
        self._logs = logs
        self._running: dict[str, subprocess.Popen[bytes]] = {}

    def start(self, name: str, command: Sequence[str], variables: Mapping[str, str]) -> None:
        self._logs.mkdir(parents=True, exist_ok=True)
        with (self._logs / f"{name}.log").open("wb") as log:
            self._running[name] = subprocess.Popen(
                command,
                cwd=PROJECT,
                env={**os.environ, "PYTHONPATH": str(PROJECT), **variables},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    @property
    def ids(self) -> dict[str, int]:
        """Process ids by name."""
        return {name: process.pid for name, process in self._running.items()}

    def check(self) -> None:
        """Raise `RuntimeError` with the end of its log when one has died."""
        for name, process in self._running.items():
            if process.poll() is not None:
                end = (self._logs / f"{name}.log").read_text("utf-8", "replace")[-2000:]
                raise RuntimeError(f"{name} ended with status {process.returncode}:\n{end}")

    def stop(self) -> None:
        """Ask all to end, and end those that do not within ten seconds."""
        for process in self._running.values():
            process.terminate()
        for process in self._running.values():
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        self._running.clear()


def processor_seconds(pids: Mapping[str, int]) -> dict[str, float]:
    """Processor time that each process has used since it started, with its living descendants."""
    parents, used = {}, {}
    for file in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):  # ended meanwhile
            fields = file.read_text("utf-8", "replace").rpartition(")")[2].split()
            pid = int(file.parent.name)
            parents[pid] = int(fields[1])
            used[pid] = (int(fields[11]) + int(fields[12])) / _TICKS
    names = {pid: name for name, pid in pids.items()}
    total = dict.fromkeys(pids, 0.0)
    for pid, seconds in used.items():
        while pid and pid not in names:
            pid = parents.get(pid, 0)
        if pid:
            total[names[pid]] += seconds
    return total


def wait_until(what: str, condition: Callable[[], bool], seconds: float = 60) -> None:
    """Return once the condition holds; raises `TimeoutError` naming what was waited for."""
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            raise TimeoutError(f"after {seconds:.0f} s still no {what}")
        time.sleep(0.1)
