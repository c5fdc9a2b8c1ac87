"""An export: what somebody may see, as a file."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from services.registry.domain.files.events import Event, ExportAdvanced
from services.registry.domain.files.kept import WRITING, KeptFile


@dataclass(frozen=True)
class Reader:
    """For whom, and within which rights: `governorates` is `None` for the whole country."""

    subject: str
    governorates: frozenset[str] | None
    purpose: str


@dataclass
class Export(KeptFile):
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
    version: int = 0
    events: list[Event] = field(default_factory=list)

    @classmethod
    def ask(cls, export_id: str, of: str, format_: str, language: str, reader: Reader) -> Export:
        """Ask for a file of all `persons` or `households` within the reader's rights."""
        made = cls(export_id, of, format_, language, reader)
        made._advance(WRITING)
        return made

    def was_written_with(self, rows: int, now: datetime, kept: timedelta) -> None:
        """It was written, with so many (see `was_written`)."""
        if self.was_written(now, kept):
            self.rows = rows

    def _tell(self, status: str) -> None:
        self.events.append(ExportAdvanced(self.id, status))
