"""Processes of a copy that outlived their supervisor: found by their mark, and ended."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from pathlib import Path

from operations.local.environment import MARK
from operations.local.home import Home


def find(home: Home) -> list[int]:
    """Process ids that carry this copy's mark in their environment (epmd among them)."""
    mark = f"{MARK}={home.path}".encode()
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            with contextlib.suppress(OSError):  # ended meanwhile, or somebody else's
                if mark in (folder / "environ").read_bytes().split(b"\0"):
                    found.append(int(folder.name))
    return found


def end(home: Home, *, patience_seconds: float = 5) -> None:
    """End them: a polite signal first, and a deadly one for those that stay."""
    for kind in (signal.SIGTERM, signal.SIGKILL):
        until = time.monotonic() + patience_seconds
        for pid in find(home):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, kind)
        while find(home):
            if time.monotonic() > until:
                break
            time.sleep(0.05)
        else:
            return
