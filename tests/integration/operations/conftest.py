from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from operations.local.ports import is_free
from tests.support.waiting import eventually

Start = Callable[..., subprocess.Popen[bytes]]


@pytest.fixture
def start(root: Path) -> Iterator[Start]:
    """Starts a Python module as a process; whatever still runs at the end is killed."""
    started: list[subprocess.Popen[bytes]] = []

    def run(module: str, variables: Mapping[str, str]) -> subprocess.Popen[bytes]:
        bare = {name: value for name, value in os.environ.items() if not name.startswith("KANAF_")}
        process = subprocess.Popen(
            [sys.executable, "-m", module],
            cwd=root,
            env={**bare, **variables},
            stderr=subprocess.PIPE,
        )
        started.append(process)
        return process

    yield run
    for each in started:
        if each.poll() is None:
            each.send_signal(signal.SIGKILL)
        each.communicate()


def listening(port: int) -> None:
    """Wait until somebody listens there."""
    eventually(lambda: not is_free(port), within=60, what=f"somebody listens on {port}")
