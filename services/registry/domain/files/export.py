"""An export: what somebody may see, as a file."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from services.registry.domain.files.events import Event, ExportAdvanced

WRITING, READY, EXPIRED = "writing", "ready", "expired"


@dataclass(frozen=True)
class Reader:
    """For whom, and within which rights: `governorates` is `None` for the whole country."""

    subject: str
    governorates: frozenset[str] | None
    purpose: str


@dataclass
class Export:
    """An export as stored. This constructor restores; `ask` makes a new one."""

    id: str
    of: str
    format: str
    language: str
    reader: Reader
    status: str = WRITING
    rows: int | None = None
    expires_at: datetime | None = None
    outdated: bool = False
    """Whether something was erased while it is written."""
    version: int = 0
    events: list[Event] = field(default_factory=list)

    @classmethod
    def ask(cls, export_id: str, of: str, format_: str, language: str, reader: Reader) -> Export:
        """Ask for a file of all `persons` or `households` within the reader's rights."""
        made = cls(export_id, of, format_, language, reader)
        made._advance(WRITING)
        return made

    def was_written(self, rows: int, now: datetime, kept: timedelta) -> None:
        """The file is there, for so long (it holds the records of many); or it begins anew."""
        if self.status == WRITING and self.outdated:
            self.outdated = False
            self._advance(WRITING)
        elif self.status == WRITING:
            self.rows, self.expires_at = rows, now + kept
            self._advance(READY)

    def forget(self) -> None:
        """Something in it was erased: the file is no longer kept, or begins anew."""
        self.expire()
        if self.status == WRITING and not self.outdated:
            self.outdated = True
            self._advance(WRITING)

    def expire(self) -> None:
        """The file is no longer kept."""
        if self.status == READY:
            self.expires_at = None
            self._advance(EXPIRED)

    def _advance(self, status: str) -> None:
        self.status = status
        self.events.append(ExportAdvanced(self.id, status))
