"""When the system is ready: every program runs and the gateway says that its way is open."""

from __future__ import annotations

import collections
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import requests

from operations.failure import Failure
from operations.local.environment import gateway_url
from operations.local.programs import PROGRAMS
from operations.local.progress import Progress
from operations.local.supervisor import Supervisor
from operations.local.system import System

_WAY = "the gateway's way to the services"
_SHOWN = 4  # one cause usually stops many programs


def wait(
    system: System, patience_seconds: float, progress: Progress, prepared: Callable[[], bool]
) -> None:
    """Wait for programs, servers (`prepared`) and, where there is one, the gateway.

    Raises `Failure` when a program cannot run with its settings, or when patience runs out, with
    the last lines of what is not ready.
    """
    supervisor = Supervisor(system.home)
    until = time.monotonic() + patience_seconds
    while True:
        processes = supervisor.processes()
        _check_settings(system, supervisor, processes)
        missing = [each["name"] for each in processes if each["statename"] != "RUNNING"]
        if not prepared():
            missing.append("accounts")
        if not missing and not _way_is_open(system, processes):
            missing.append(_WAY)
        if not missing:
            return
        if time.monotonic() > until:
            raise _not_ready(system, missing, patience_seconds)
        progress.waiting(f"waiting for {', '.join(missing)}")
        time.sleep(0.2)


def _way_is_open(system: System, processes: list[dict[str, Any]]) -> bool:
    if all(each["name"] != "gateway" for each in processes):
        return True
    return is_ready(f"{gateway_url(system.ports)}/health/ready")


def is_ready(url: str, *, timeout_seconds: float = 2) -> bool:
    """Whether that health address answers 200."""
    with requests.Session() as session:
        session.trust_env = False
        try:
            return session.get(url, timeout=timeout_seconds).status_code == 200
        except requests.RequestException:
            return False


def health(system: System) -> dict[str, bool]:
    """The readiness of every program that tells it."""
    asked = {
        each.name: f"http://127.0.0.1:{system.ports[each.metrics_port]}/health/ready"
        for each in PROGRAMS
        if each.metrics_port is not None
    }
    with ThreadPoolExecutor(len(asked)) as pool:
        return dict(zip(asked, pool.map(is_ready, asked.values()), strict=True))


def last_lines(log: Path, count: int) -> list[str]:
    """The end of a log file; nothing when there is none."""
    try:
        with log.open(encoding="utf-8", errors="replace") as lines:
            return [line.rstrip() for line in collections.deque(lines, count)]
    except FileNotFoundError:
        return []


def _check_settings(
    system: System, supervisor: Supervisor, processes: list[dict[str, Any]]
) -> None:
    histories = supervisor.histories()
    for each in processes:
        name = each["name"]
        if not each["pid"] and name in histories and histories[name].wrong_settings:
            reason = " / ".join(last_lines(system.home.logs / f"{name}.log", 1))
            raise Failure(
                f"{name} cannot run with its settings: {reason}",
                "correct the variable it names and run again",
            )


def _not_ready(system: System, missing: list[str], patience_seconds: float) -> Failure:
    reasons = (
        _gateway_says(system)
        if missing == [_WAY]
        else [
            f"\n    {name}: {line[:400]}"
            for name in missing[:_SHOWN]
            for line in last_lines(system.home.logs / f"{name}.log", 1)
        ]
    )
    return Failure(
        f"not ready after {patience_seconds:.0f} s: {', '.join(missing)}{''.join(reasons)}",
        f"kanaf status; kanaf logs {'gateway' if missing[0] == _WAY else missing[0]}; "
        "then make up again",
    )


def _gateway_says(system: System) -> list[str]:
    with requests.Session() as session:
        session.trust_env = False
        try:
            answer = session.get(f"{gateway_url(system.ports)}/health/ready", timeout=5)
        except requests.RequestException as error:
            return [f"\n    it does not answer: {type(error).__name__}"]
        return [f"\n    it says: {answer.text[:400]}"]
