"""Showing what is going on: a live line on a terminal, plain lines anywhere else."""

from __future__ import annotations

import threading
import time
from types import TracebackType

from rich.console import Console
from rich.status import Status


class Progress:
    """Lines for what is done, and one moving line for what is awaited. Usable from threads."""

    def __init__(self) -> None:
        self._console = Console(stderr=True, highlight=False, soft_wrap=True)
        self._status: Status | None = None
        self._lock = threading.Lock()
        self._began = time.monotonic()
        self._waiting = ""

    def __enter__(self) -> Progress:
        if self._console.is_terminal:
            self._status = self._console.status("…")
            self._status.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._status is not None:
            self._status.stop()

    @property
    def seconds(self) -> float:
        """Since the beginning."""
        return time.monotonic() - self._began

    def done(self, text: str) -> None:
        """Something is finished."""
        self._print(f"✓ {text}")

    def warn(self, text: str) -> None:
        """Something the operator should know."""
        self._print(f"! {text}")

    def waiting(self, text: str) -> None:
        """What is awaited now; the same text again is not repeated."""
        with self._lock:
            if text == self._waiting:
                return
            self._waiting = text
        if self._status is not None:
            self._status.update(text)
        else:
            self._print(f"… {text}")

    def _print(self, text: str) -> None:
        with self._lock:
            self._console.print(text, markup=False)
