"""A file of what is known of people: written in the background, kept for a while, then gone."""

from __future__ import annotations

from abc import ABC, abstractmethod
from datetime import datetime, timedelta

WRITING, READY, EXPIRED = "writing", "ready", "expired"


class KeptFile(ABC):
    """Where it stands. What was erased while it was written makes it begin anew."""

    status: str
    expires_at: datetime | None
    outdated: bool
    """Whether something was erased while it is written."""

    def was_written(self, now: datetime, kept: timedelta) -> bool:
        """Whether it is there, for so long; else it begins anew, or nobody waits for it."""
        if self.status != WRITING:
            return False
        if self.outdated:
            self.outdated = False
            self._advance(WRITING)
            return False
        self.expires_at = now + kept
        self._advance(READY)
        return True

    def forget(self) -> None:
        """Something in it was erased: it is no longer kept, or begins anew."""
        self.expire()
        if self.status == WRITING and not self.outdated:
            self.outdated = True
            self._advance(WRITING)

    def expire(self) -> None:
        """It is no longer kept."""
        if self.status == READY:
            self.expires_at = None
            self._advance(EXPIRED)

    def _advance(self, status: str) -> None:
        self.status = status
        self._tell(status)

    @abstractmethod
    def _tell(self, status: str) -> None: ...
