"""Talking to the supervisord of one copy."""

from __future__ import annotations

import contextlib
import http.client
import re
import socket
import subprocess
import sys
import time
import xmlrpc.client
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from chassis.settings import EXIT_CONFIGURATION
from operations.failure import Failure
from operations.local.home import PROJECT, Home

_ANSWER_SECONDS = 15  # no question we ask takes long; one that does is asked of a hung process
_STARTED = re.compile(r"spawned: '([^']+)' with pid")
_ENDED = re.compile(r"exited: (\S+) \(exit status (\d+);")


@dataclass(frozen=True)
class History:
    """How often a program was started again, and whether it ended last over its settings.

    supervisord itself forgets the exit status of what ended within its first seconds.
    """

    restarts: int
    wrong_settings: bool = False


class _Connection(http.client.HTTPConnection):
    """HTTP over a Unix socket, with a limit to how long an answer may take."""

    def __init__(self, path: Path) -> None:
        super().__init__("supervisor")
        self._path = path

    def connect(self) -> None:
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(_ANSWER_SECONDS)
        self.sock.connect(str(self._path))


class _Transport(xmlrpc.client.Transport):
    def __init__(self, path: Path) -> None:
        super().__init__()
        self._made = _Connection(path)

    def make_connection(self, host: object) -> http.client.HTTPConnection:
        return self._made

    def close(self) -> None:
        self._made.close()


class Supervisor:
    """The supervisord of one copy, reached by its socket."""

    def __init__(self, home: Home) -> None:
        self._home = home

    @contextlib.contextmanager
    def _rpc(self) -> Iterator[Any]:
        transport = _Transport(self._home.socket)
        try:
            yield xmlrpc.client.ServerProxy("http://supervisor/RPC2", transport).supervisor
        finally:
            transport.close()

    def is_running(self) -> bool:
        """Whether it answers."""
        try:
            with self._rpc() as rpc:
                return bool(rpc.getState()["statename"] == "RUNNING")
        except (OSError, xmlrpc.client.Error):
            return False

    def start(self, environment: Mapping[str, str]) -> None:
        """Start it in the background with every program. Raises `Failure` with its own words."""
        self._home.socket.unlink(missing_ok=True)
        outcome = subprocess.run(
            [sys.executable, "-m", "supervisor.supervisord", "-c", str(self._home.supervisor)],
            env=dict(environment),
            cwd=PROJECT,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        if outcome.returncode != 0:
            raise Failure(
                f"supervisord did not start: {outcome.stderr.strip() or outcome.stdout.strip()}",
                f"read {self._home.logs / 'supervisord.log'}",
            )
        until = time.monotonic() + 10
        while not self.is_running():
            if time.monotonic() > until:
                raise Failure(
                    "supervisord started but does not answer",
                    f"read {self._home.logs / 'supervisord.log'}",
                )
            time.sleep(0.05)

    def processes(self) -> list[dict[str, Any]]:
        """What it knows of each program: name, statename, pid, start, now, exitstatus."""
        with self._rpc() as rpc:
            return list(rpc.getAllProcessInfo())

    def reload(self) -> list[str]:
        """Take over a changed configuration; the programs it concerned are restarted."""
        with self._rpc() as rpc:
            added, changed, removed = rpc.reloadConfig()[0]
            self.stop_programs([*removed, *changed])
            for name in [*removed, *changed]:
                rpc.removeProcessGroup(name)
            for name in [*added, *changed]:
                rpc.addProcessGroup(name)
        return [*added, *changed, *removed]

    def start_program(self, name: str) -> None:
        """Start one program that is not running, without waiting for it."""
        with self._rpc() as rpc, contextlib.suppress(xmlrpc.client.Fault):  # it runs already
            rpc.startProcess(name, False)

    def stop_programs(self, names: Sequence[str]) -> None:
        """Ask programs to stop, all at once, and wait until they have."""
        with self._rpc() as rpc:
            for name in names:
                with contextlib.suppress(xmlrpc.client.Fault):  # not running: nothing to do
                    rpc.stopProcess(name, False)
            while any(
                each["statename"] in ("STARTING", "RUNNING", "STOPPING", "BACKOFF")
                for each in rpc.getAllProcessInfo()
                if each["name"] in names
            ):
                time.sleep(0.1)

    def shut_down(self) -> None:
        """End it; whatever still runs is stopped. Returns when its socket is gone."""
        with self._rpc() as rpc:
            rpc.shutdown()
        while self.is_running():
            time.sleep(0.1)

    def histories(self) -> dict[str, History]:
        """What became of each program since supervisord started, by its log."""
        found: dict[str, History] = {}
        with contextlib.suppress(FileNotFoundError):
            log = (self._home.logs / "supervisord.log").read_text("utf-8", "replace")
            for line in log.rpartition("supervisord started with pid")[2].splitlines():
                if start := _STARTED.search(line):
                    before = found.get(start[1], History(restarts=-1))
                    found[start[1]] = replace(before, restarts=before.restarts + 1)
                elif end := _ENDED.search(line):
                    before = found.get(end[1], History(restarts=0))
                    wrong = int(end[2]) == EXIT_CONFIGURATION
                    found[end[1]] = replace(before, wrong_settings=wrong)
        return found
