"""What a store says to the entrypoint that runs a command, and never to a caller."""

from __future__ import annotations

from typing import Any


class AlreadyDone(Exception):
    """This very command was done before; `answer` is what it was answered then."""

    def __init__(self, answer: dict[str, Any]) -> None:
        super().__init__("the command was done before")
        self.answer = answer


class ConcurrentChange(Exception):
    """Somebody else changed the aggregate between our read and our write: run the command again.

    Running again loads the new state, on which the guards decide anew; a command that was based
    on a version (`If-Match`) is then refused as stale by the load itself.
    """
