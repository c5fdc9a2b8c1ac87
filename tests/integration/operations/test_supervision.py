"""Programs under a real supervisord: what dies comes back, and nothing is left behind."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from operations.local import environment, leftovers
from operations.local.configuration import Supervised, render
from operations.local.home import Home, write_atomically
from operations.local.supervisor import Supervisor
from tests.support.waiting import eventually

WAITS = [sys.executable, "-c", "import time; time.sleep(600)"]
WRONG_SETTINGS = [sys.executable, "-c", "import sys; sys.exit(78)"]
DIES = [sys.executable, "-c", "import sys; sys.exit(0)"]


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    made = Home(tmp_path / "copy")
    made.make()
    yield made
    with contextlib.suppress(OSError):
        Supervisor(made).shut_down()
    leftovers.end(made)


Run = Callable[..., Supervisor]


@pytest.fixture
def run(home: Home) -> Run:
    def start(**commands: list[str]) -> Supervisor:
        mark = {environment.MARK: str(home.path)}
        programs = [Supervised(name, command, mark, 5) for name, command in commands.items()]
        write_atomically(home.supervisor, render(home, programs))
        supervisor = Supervisor(home)
        if not supervisor.is_running():
            supervisor.start(environment.without_kanaf(os.environ))
        return supervisor

    return start


def process(supervisor: Supervisor, name: str) -> dict[str, Any]:
    return next(each for each in supervisor.processes() if each["name"] == name)


def running(supervisor: Supervisor, name: str) -> int:
    def state() -> Any:
        return process(supervisor, name)["statename"] == "RUNNING"

    eventually(state, within=30, what=f"{name} runs")
    return int(process(supervisor, name)["pid"])


def test_a_program_that_is_killed_comes_back_and_is_counted(run: Run) -> None:
    supervisor = run(one=WAITS)
    before = running(supervisor, "one")
    os.kill(before, signal.SIGKILL)
    eventually(lambda: process(supervisor, "one")["pid"] not in (0, before), within=30)
    assert supervisor.histories()["one"].restarts == 1


def test_a_program_that_ends_by_itself_is_started_again_after_a_pause(run: Run) -> None:
    supervisor = run(one=DIES)
    eventually(lambda: supervisor.histories()["one"].restarts >= 2, within=60)
    states = set()

    def paused() -> bool:
        states.add(process(supervisor, "one")["statename"])
        return "BACKOFF" in states

    eventually(paused, within=30)


def test_a_program_that_ends_over_its_settings_is_known(run: Run) -> None:
    supervisor = run(one=WRONG_SETTINGS, two=WAITS, three=DIES)
    eventually(lambda: supervisor.histories()["one"].wrong_settings, within=30)
    running(supervisor, "two")
    eventually(lambda: supervisor.histories()["three"].restarts >= 1, within=30)
    assert not supervisor.histories()["two"].wrong_settings
    assert not supervisor.histories()["three"].wrong_settings


def test_nothing_outlives_a_supervisor_that_is_killed(run: Run, home: Home) -> None:
    supervisor = run(one=WAITS, two=WAITS)
    pids = [running(supervisor, "one"), running(supervisor, "two")]
    os.kill(int((home.path / "supervisord.pid").read_text()), signal.SIGKILL)
    eventually(lambda: not any(alive(pid) for pid in pids), within=30)
    assert not supervisor.is_running()
    run(one=WAITS)
    running(supervisor, "one")


def alive(pid: int) -> bool:
    """Whether it runs; one that has ended and is only still listed does not."""
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False


def test_only_what_changed_is_started_again(run: Run, home: Home) -> None:
    supervisor = run(one=WAITS, two=WAITS)
    kept, changed = running(supervisor, "one"), running(supervisor, "two")
    run(one=WAITS, two=[*WAITS, "otherwise"], three=WAITS)
    assert sorted(supervisor.reload()) == ["three", "two"]
    assert running(supervisor, "one") == kept
    assert running(supervisor, "two") != changed
    running(supervisor, "three")


def test_programs_are_asked_to_stop_all_at_once(run: Run) -> None:
    stubborn = [
        sys.executable,
        "-c",
        "import signal, time; signal.signal(15, lambda *_: (time.sleep(2), exit())); "
        "print('ready', flush=True); time.sleep(600)",
    ]
    supervisor = run(one=stubborn, two=stubborn, three=stubborn)
    for name in ("one", "two", "three"):
        running(supervisor, name)
    began = time.monotonic()
    supervisor.stop_programs(["one", "two", "three"])
    assert time.monotonic() - began < 5.5  # one after the other would take six
    assert {each["statename"] for each in supervisor.processes()} == {"STOPPED"}


def test_what_left_its_supervisor_is_found_by_its_mark_and_ended(home: Home) -> None:
    left = subprocess.Popen(WAITS, env={**os.environ, environment.MARK: str(home.path)})
    eventually(lambda: left.pid in leftovers.find(home))
    leftovers.end(home)
    assert left.wait(timeout=30) < 0
    assert leftovers.find(home) == []
