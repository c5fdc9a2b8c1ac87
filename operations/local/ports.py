"""Which port each program listens on, so that copies work side by side without settings."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import socket
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from operations.failure import Failure
from operations.local.home import Home, runtime_folder, write_atomically

DEFAULTS: Mapping[str, int] = {
    "gateway": 8080,
    "smtp": 1025,
    "messages": 8025,
    "sms": 8026,
    "issuer": 8027,
    "provider": 8028,
    "amqp": 5672,
    "amqp_management": 15672,
    "broker_metrics": 15692,
    "broker_distribution": 25672,
    "epmd": 4370,
    "mongo": 27017,
    "gateway_metrics": 9101,
    "registry_metrics": 9102,
    "licensing_metrics": 9103,
    "alternative_care_metrics": 9104,
    "notifications_metrics": 9105,
    "relay_registry_metrics": 9112,
    "relay_licensing_metrics": 9113,
    "relay_alternative_care_metrics": 9114,
    "relay_notifications_metrics": 9115,
    "work_registry_metrics": 9122,
    "work_licensing_metrics": 9123,
}
"""Every port of a copy and what it is by default; KANAF_<NAME>_PORT sets one."""

_RESERVED_SECONDS = 60
_HIGHEST = 32767  # above it the kernel hands out ports of its own choice


def variable(name: str) -> str:
    """The environment variable that sets this port."""
    return f"KANAF_{name.upper()}_PORT"


def is_free(port: int) -> bool:
    """Whether nobody listens there (connections that linger after a stop do not count)."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True


def remembered(home: Home) -> dict[str, int]:
    """The ports this copy used last, by name; empty before its first start."""
    try:
        known = json.loads(home.ports.read_text("utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return {}
    return {name: int(port) for name, port in known.items() if name in DEFAULTS}


def choose(home: Home, variables: Mapping[str, str], *, running: bool) -> dict[str, int]:
    """A port for each name: as set, as remembered, the default, or the next free one.

    With `running` the remembered ports are ours and not probed. A port that is set and taken
    is a `Failure`. What was chosen is remembered, and kept from other copies that start just now.
    """
    before = remembered(home)
    with _reservations() as reserved:
        others = {int(port) for port, (owner, _) in reserved.items() if owner != str(home.path)}
        chosen = _asked(variables, before if running else {})
        wishes = {**_base(home), **before}
        for name in DEFAULTS:
            port = wishes[name]
            if name in chosen or port in chosen.values():
                continue
            if (running and name in before) or (port not in others and is_free(port)):
                chosen[name] = port
        for name in DEFAULTS:
            if name not in chosen:
                chosen[name] = _next_free(_base(home)[name], others | set(chosen.values()))
        now = time.time()
        reserved.update({str(port): [str(home.path), now] for port in chosen.values()})
    if chosen != before:
        write_atomically(home.ports, json.dumps(chosen, indent=1))
    return {name: chosen[name] for name in DEFAULTS}


def release(home: Home) -> None:
    """This copy has stopped: what it chose a moment ago is no longer kept from others."""
    with _reservations() as reserved:
        for port in [port for port, (owner, _) in reserved.items() if owner == str(home.path)]:
            del reserved[port]


def _base(home: Home) -> dict[str, int]:
    """Where to look first: the well-known ports for the clone's own system, else a range apart."""
    if home.is_default:
        return dict(DEFAULTS)
    digest = int.from_bytes(hashlib.sha256(str(home.path).encode()).digest()[:4])
    first = 20000 + digest % 400 * 30
    return {name: first + index for index, name in enumerate(DEFAULTS)}


def _asked(variables: Mapping[str, str], ours: Mapping[str, int]) -> dict[str, int]:
    """The ports that are set, checked: numbers, free (or ours already) and no two the same."""
    asked: dict[str, int] = {}
    for name in DEFAULTS:
        text = variables.get(variable(name))
        if not text:
            continue
        if not text.isdecimal() or not 0 < int(text) < 65536:
            raise Failure(f"{variable(name)} is {text!r}", "set it to a port number, 1 to 65535")
        port = int(text)
        if port in asked.values() or (port not in ours.values() and not is_free(port)):
            raise Failure(
                f"port {port} ({variable(name)}) is taken",
                f"unset {variable(name)} to let Kanaf choose, or set it to a free port "
                f"(who has it: ss -ltnp 'sport = :{port}')",
            )
        asked[name] = port
    return asked


def _next_free(after: int, taken: set[int]) -> int:
    for port in range(after + 1, _HIGHEST):
        if port not in taken and port not in DEFAULTS.values() and is_free(port):
            return port
    raise Failure(f"no free port above {after}", "stop other copies: make down in their folders")


@contextlib.contextmanager
def _reservations() -> Iterator[dict[str, list[float | str]]]:
    """Ports that copies of this user chose within the last minute and may not listen on yet."""
    file: Path = runtime_folder() / "ports"
    with file.open("a+", encoding="utf-8") as record:
        fcntl.flock(record.fileno(), fcntl.LOCK_EX)
        record.seek(0)
        try:
            known: dict[str, list[float | str]] = json.loads(record.read() or "{}")
        except json.JSONDecodeError:
            known = {}
        horizon = time.time() - _RESERVED_SECONDS
        recent = {port: value for port, value in known.items() if float(value[1]) > horizon}
        yield recent
        record.seek(0)
        record.truncate()
        record.write(json.dumps(recent))
