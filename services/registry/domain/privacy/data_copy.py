"""A copy of all that the registry holds about a person, as a file that they can take along."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from services.registry.domain.files.kept import WRITING, KeptFile
from services.registry.domain.privacy.events import CopyAdvanced


@dataclass
class DataCopy(KeptFile):
    """The aggregate. This constructor restores; `ask` makes a new one."""

    id: str
    person_id: str
    language: str
    asked_by: str
    by_person: bool
    status: str = WRITING
    expires_at: datetime | None = None
    outdated: bool = False
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

    def _tell(self, status: str) -> None:
        self.events.append(CopyAdvanced(self.id, self.person_id, status))
