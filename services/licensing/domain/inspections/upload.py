"""A batch of reports from a device that was offline, and what became of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from services.licensing.domain.inspections.events import Event, UploadReceived


class Became(StrEnum):
    """What became of one report. `deferred` ones are to be sent again."""

    ACCEPTED = "accepted"
    WAITING = "waiting"
    REPEATED = "repeated"
    REFUSED = "refused"
    DEFERRED = "deferred"


@dataclass(frozen=True)
class ErrorAt:
    """Where a report is wrong: a JSON pointer into the batch, and a code with its values."""

    pointer: str
    code: str
    params: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Receipt:
    """One report of a batch: what became of it and why. Its `report_id` may be unreadable."""

    report_id: str | None
    became: Became
    inspection_id: str | None = None
    code: str | None = None
    params: dict[str, Any] = field(default_factory=dict)
    flags: tuple[str, ...] = ()
    errors: tuple[ErrorAt, ...] = ()


@dataclass
class Upload:
    """The aggregate: kept so that the same batch is answered the same."""

    id: str
    device_id: str
    by: str
    receipts: tuple[Receipt, ...]
    version: int = 0
    events: list[Event] = field(default_factory=list)

    @property
    def is_final(self) -> bool:
        """Whether the same is to be answered when the batch comes again."""
        return all(each.became is not Became.DEFERRED for each in self.receipts)

    def keep(self) -> None:
        """It is there from now on."""
        self.events.append(UploadReceived(self.id, len(self.receipts)))
