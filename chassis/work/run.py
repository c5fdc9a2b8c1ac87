"""One run of a piece of work, as the function that does it sees it."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from typing import Any

from pymongo.errors import PyMongoError

from chassis.work.records import HELD_SECONDS, Held, Records

log = logging.getLogger(__name__)


class Interrupted(BaseException):
    """The run must end here; another one goes on from the checkpoint.

    No `Exception`: nobody who handles the errors of his own work should handle this.
    """


class Lost(Interrupted):
    """The work is somebody else's by now."""


class HeldRun:
    """A run that holds its work, as `with HeldRun(...)`, until it ends.

    It says in the background that it lives, so that the work may take its time between two calls of
    `reached`; it ends at the next of these when the process stops or the work was lost.
    """

    def __init__(self, records: Records, held: Held, stopping: Callable[[], bool]) -> None:
        self._records = records
        self._held = held
        self._stopping = stopping
        self._checkpoint = dict(held.checkpoint)
        self._lost = threading.Event()
        self._ended = threading.Event()
        self._alive = threading.Thread(target=self._say_so, name="work held", daemon=True)

    def __enter__(self) -> HeldRun:
        self._alive.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._alive.join(timeout=HELD_SECONDS)

    @property
    def checkpoint(self) -> Mapping[str, Any]:
        """What was recorded last, by this run or one before."""
        return dict(self._checkpoint)

    @property
    def done(self) -> int:
        """How far the work was when this run began."""
        return self._held.done

    def reached(self, done: int, total: int | None = None, **checkpoint: Any) -> None:
        """Record how far the work is; what is not named in the checkpoint stays in it.

        Raises `Interrupted` when the run must end here.
        """
        self._checkpoint |= checkpoint
        if self._lost.is_set() or not self._records.reached(
            self._held.piece, done, total, self._checkpoint
        ):
            raise Lost
        if self._stopping():
            raise Interrupted

    def _say_so(self) -> None:
        while not self._ended.wait(HELD_SECONDS / 3):
            try:
                if not self._records.hold(self._held.piece):
                    self._lost.set()
                    return
            except PyMongoError as error:
                log.warning("cannot say that the work is held: %s", error)
