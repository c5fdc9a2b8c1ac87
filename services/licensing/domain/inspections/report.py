"""What an inspector found on a visit. A report never changes; a correction is another one."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from services.licensing.domain.inspections.checklist import ChecklistCopy, Item
from services.licensing.domain.inspections.events import Event, ReportReceived
from services.licensing.domain.inspections.refusals import (
    ReportBackwards,
    ReportIncomplete,
    ReportMadeBefore,
)
from services.licensing.domain.refusals import RefusedField


class Result(StrEnum):
    """How one item was found."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_APPLICABLE = "not_applicable"


class Signing(StrEnum):
    """Whether whoever was met signed what was found."""

    SIGNED = "signed"
    REFUSED = "refused"
    NOBODY_PRESENT = "nobody_present"


@dataclass(frozen=True)
class Finding:
    """How an item was found. An `internal` note is not shown to the holder."""

    item: str
    result: Result
    note: str | None = None
    internal: bool = False
    photographs: tuple[str, ...] = ()


@dataclass(frozen=True)
class Location:
    """Where the device was: degrees (WGS 84), and how exactly it knows, in metres."""

    latitude: float
    longitude: float
    accuracy_m: int


@dataclass(frozen=True)
class Witness:
    """Who was met: name, capacity, and the signature (a document) or why there is none."""

    signing: Signing
    name: str | None = None
    capacity: str | None = None
    signature: str | None = None
    remark: str | None = None


@dataclass(frozen=True)
class Content:
    """All that the inspector says. Times are those of the device's clock."""

    findings: tuple[Finding, ...]
    witness: Witness
    started_at: datetime
    ended_at: datetime
    made_at: datetime
    location: Location | None = None
    note: str | None = None
    corrects: str | None = None
    reason: str | None = None

    @property
    def documents(self) -> Mapping[str, str]:
        """The photographs and the signature: where the report names each (a JSON pointer)."""
        named: dict[str, str] = {}
        for where, each in self._named():
            named.setdefault(each, where)
        return named

    @property
    def shown(self) -> frozenset[str]:
        """Those documents that whoever reads the report without its internal notes reads, too."""
        open_to_holder = [each for each in self.findings if not each.internal]
        found = {each for finding in open_to_holder for each in finding.photographs}
        signature = self.witness.signature
        return frozenset(found if signature is None else {*found, signature})

    @property
    def met(self) -> Mapping[str, bool]:
        """What was looked at, and whether it was right."""
        return {
            each.item: each.result is Result.MET
            for each in self.findings
            if each.result is not Result.NOT_APPLICABLE
        }

    def wrong(self, checklist: ChecklistCopy) -> Iterator[tuple[Item, Finding]]:
        """The items that were not met."""
        for each in self.findings:
            item = checklist.item(each.item)
            if item is not None and each.result is Result.NOT_MET:
                yield item, each

    def must_fit(self, checklist: ChecklistCopy) -> None:
        """Raise `ReportBackwards`, `ReportMadeBefore`, and `ReportIncomplete` with everything that
        is wrong."""
        if self.ended_at < self.started_at:
            raise ReportBackwards(pointer="/ended_at")
        if self.made_at < self.started_at:
            raise ReportMadeBefore(pointer="/made_at")
        seen: set[str] = set()
        errors = []
        for at, each in enumerate(self.findings):
            if checklist.item(each.item) is None:
                errors.append(RefusedField(f"/findings/{at}/item", "report_item_unknown"))
            elif each.item in seen:
                errors.append(RefusedField(f"/findings/{at}/item", "report_item_twice"))
            seen.add(each.item)
        missing = [item.code for item in checklist.checklist.items if item.code not in seen]
        if missing or errors:
            raise ReportIncomplete(errors, len(missing))

    def _named(self) -> Iterator[tuple[str, str]]:
        for at, finding in enumerate(self.findings):
            for number, each in enumerate(finding.photographs):
                yield f"/findings/{at}/photographs/{number}", each
        if self.witness.signature is not None:
            yield "/witness/signature", self.witness.signature

    def fingerprint(self) -> str:
        """The same for the same content, whichever device brings it."""
        text = json.dumps(_plain(self), sort_keys=True, ensure_ascii=False, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Clock:
    """What is known of the device's clock: recorded, not believed.

    `off_seconds`: how far it was ahead of ours when it sent the report (negative: behind), or at
    the least when the report was made.
    """

    off_seconds: int
    tolerance: timedelta

    @classmethod
    def of(cls, content: Content, ahead: int, received_at: datetime, tolerance: timedelta) -> Clock:
        """What is known when the report arrives. A report that tells of a later time than that was
        made by a clock that was ahead, also where nothing, or no more, was said of it."""
        told = max(content.started_at, content.ended_at, content.made_at)
        if told > received_at + tolerance:
            return cls(max(ahead, int((told - received_at).total_seconds())), tolerance)
        return cls(ahead, tolerance)

    @property
    def is_wrong(self) -> bool:
        return abs(self.off_seconds) > self.tolerance.total_seconds()

    def visited_at(self, content: Content, received_at: datetime) -> datetime:
        """When the visit took place: as the device tells, unless its clock cannot be right."""
        return received_at if self.is_wrong else min(content.ended_at, received_at)


@dataclass
class Report:
    """The aggregate: made once, never changed. `report_id` was made on the device."""

    id: str
    report_id: str
    inspection_id: str
    governorate: str
    by: str
    device_id: str | None
    received_at: datetime
    clock_off_seconds: int
    content: Content
    version: int = 0
    events: list[Event] = field(default_factory=list)

    def keep(self) -> None:
        """It is there from now on."""
        self.events.append(ReportReceived(self.id, self.inspection_id))


def _plain(value: object) -> object:
    if hasattr(value, "__dataclass_fields__"):
        return {name: _plain(each) for name, each in vars(value).items()}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return value.isoformat() if isinstance(value, datetime) else value
