"""supervisord's configuration file: which programs it runs, and how it treats them."""

from __future__ import annotations

import shlex
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from chassis.settings import EXIT_CONFIGURATION
from operations.failure import Failure
from operations.local.home import PROJECT, Home

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
                configuration_error=EXIT_CONFIGURATION,
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
