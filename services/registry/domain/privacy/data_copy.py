"""A copy of all that the registry holds about a person, as a file that they can take along."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from services.registry.domain.privacy.events import CopyAdvanced

WRITING, READY, EXPIRED = "writing", "ready", "expired"
STANDING = (WRITING, READY, EXPIRED)


@dataclass
class DataCopy:
    """The aggregate. This constructor restores; `ask` makes a new one."""

    id: str
    person_id: str
    language: str
    asked_by: str
    by_person: bool
    status: str = WRITING
    expires_at: datetime | None = None
    outdated: bool = False
    """Whether something was erased while it is written."""
    version: int = 0
    events: list[CopyAdvanced] = field(default_factory=list)

    @classmethod
    def ask(
        cls, copy_id: str, person_id: str, language: str, asked_by: str, *, by_person: bool
    ) -> DataCopy:
        """Ask for one; it is written in the background."""
        made = cls(copy_id, person_id, language, asked_by, by_person)
        made._advance(WRITING)
        return made

    def was_written(self, now: datetime, kept: timedelta) -> None:
        """Its files are there, for so long; or they are to be written anew."""
        if self.status == WRITING and self.outdated:
            self.outdated = False
            self._advance(WRITING)
        elif self.status == WRITING:
            self.expires_at = now + kept
            self._advance(READY)

    def forget(self) -> None:
        """Something in it was erased: its files are no longer kept, or begin anew."""
        self.expire()
        if self.status == WRITING and not self.outdated:
            self.outdated = True
            self._advance(WRITING)

    def expire(self) -> None:
        """Its files are no longer kept."""
        if self.status == READY:
            self.expires_at = None
            self._advance(EXPIRED)

    def _advance(self, status: str) -> None:
        self.status = status
        self.events.append(CopyAdvanced(self.id, self.person_id, status))
