"""supervisord over this copy's programs: its configuration, its start, and talking to it."""

from __future__ import annotations

import contextlib
import re
import shlex
import shutil
import subprocess
import sys
import time
import xmlrpc.client
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from operations.failure import Failure
from operations.local.home import PROJECT, Home

_CONFIGURATION_ERROR = 78  # as chassis.settings.EXIT_CONFIGURATION: restarting will not help

_HEAD = """\
; written by `kanaf up`; changes are lost
[unix_http_server]
file={socket}
chmod=0600

[supervisord]
pidfile={home}/supervisord.pid
logfile={home}/logs/supervisord.log
logfile_maxbytes=20MB
logfile_backups=1
childlogdir={home}/logs
directory={project}
minfds=1024
umask=077

[rpcinterface:supervisor]
supervisor.rpcinterface_factory=supervisor.rpcinterface:make_main_rpcinterface
"""

_PROGRAM = """
[program:{name}]
command={command}
directory={project}
environment={environment}
priority={priority}
autostart=true
; every end is unexpected, except that of a program that cannot run with its settings
autorestart=unexpected
exitcodes={configuration_error}
; a program that lived less than this is started again after a pause that grows by a second
startsecs=3
startretries=1000000
stopsignal=TERM
stopwaitsecs={stop_seconds}
killasgroup=true
stdout_logfile={home}/logs/{name}.log
stdout_logfile_maxbytes=20MB
stdout_logfile_backups=3
redirect_stderr=true
"""


@dataclass(frozen=True)
class Supervised:
    """One supervised program: its command, environment and the seconds it may take to stop."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    stop_seconds: int
    priority: int = 100


def render(home: Home, programs: Sequence[Supervised]) -> str:
    """The configuration file. The same input gives the same text."""
    parts = [
        _HEAD.format(socket=_plain(home.socket), home=_plain(home.path), project=_plain(PROJECT))
    ]
    for each in programs:
        environment = ",".join(
            f"{name}={_quoted(name, value)}" for name, value in sorted(each.environment.items())
        )
        parts.append(
            _PROGRAM.format(
                name=each.name,
                command=_escaped(shlex.join([*_dies_with_parent(), *each.command])),
                environment=environment,
                priority=each.priority,
                stop_seconds=each.stop_seconds,
                configuration_error=_CONFIGURATION_ERROR,
                home=_plain(home.path),
                project=_plain(PROJECT),
            )
        )
    return "".join(parts)


def _dies_with_parent() -> list[str]:
    """A prefix by which a program is killed when supervisord is, so that none is left behind."""
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", "KILL"] if setpriv else []


def _escaped(text: str) -> str:
    return text.replace("%", "%%")


def _quoted(name: str, value: str) -> str:
    """A value between quotes; the file knows no way to write both kinds of them."""
    for quote in ('"', "'"):
        if quote not in value and "\n" not in value:
            return f"{quote}{_escaped(value)}{quote}"
    raise Failure(
        f"{name} holds a line break or both kinds of quotes, which supervisord cannot hand on",
        f"change {name}, or put it into a file and set {name}_FILE to its path",
    )


def _plain(path: Path) -> str:
    """A path as the configuration file holds it. Raises `Failure` for what it cannot hold."""
    text = str(path)
    if any(mark in text for mark in (" ;", " #", "\n", "%")):
        raise Failure(f"supervisord cannot work in a folder named {text!r}", "rename the folder")
    return text


@dataclass(frozen=True)
class History:
    """How often a program was started again, and whether it ended last over its settings.

    supervisord itself forgets the exit status of what ended within its first seconds.
    """

    restarts: int
    wrong_settings: bool = False


_STARTED = re.compile(r"spawned: '([^']+)' with pid")
_ENDED = re.compile(r"exited: (\S+) \(exit status (\d+);")


class Supervisor:
    """The supervisord of one copy, reached by its socket."""

    def __init__(self, home: Home) -> None:
        self._home = home

    @contextlib.contextmanager
    def _rpc(self) -> Iterator[Any]:
        # Here, because containers run without supervisord and without its package.
        from supervisor.xmlrpc import SupervisorTransport

        transport = SupervisorTransport(None, None, f"unix://{self._home.socket}")
        try:
            yield xmlrpc.client.ServerProxy("http://127.0.0.1", transport=transport).supervisor
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
                    wrong = int(end[2]) == _CONFIGURATION_ERROR
                    found[end[1]] = replace(before, wrong_settings=wrong)
        return found
