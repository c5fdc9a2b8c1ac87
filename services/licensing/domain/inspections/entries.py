"""The reports of one inspection, and what they say together, in whichever order they came."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from services.licensing.domain.inspections.checklist import ChecklistCopy
from services.licensing.domain.inspections.refusals import NotWaiting, ReportUnknown
from services.licensing.domain.inspections.report import Clock, Report

ACCEPTED = "accepted"
CORRECTED = "corrected"
WAITING = "waiting"
SET_ASIDE = "set_aside"
ANOTHER = "another_report"


@dataclass(frozen=True)
class Ruling:
    """A supervisor's word on a report that waits."""

    accept: bool
    by: str
    at: datetime
    note: str | None


@dataclass(frozen=True)
class Entry:
    """A report in short: what it says, and what was known when it came.

    `clashes`: why it cannot count by itself. `report_id` was made by the device; `corrects` names
    such a one.
    """

    id: str
    report_id: str
    by: str
    made_at: datetime
    received_at: datetime
    visited_at: datetime
    clock_off_seconds: int
    clock_wrong: bool
    score: int
    passed: bool
    critical: tuple[str, ...]
    clashes: tuple[str, ...] = ()
    corrects: str | None = None
    reason: str | None = None
    ruling: Ruling | None = None

    @classmethod
    def of(
        cls, report: Report, checklist: ChecklistCopy, clock: Clock, clashes: Sequence[str]
    ) -> Entry:
        """The report in short, scored by its checklist."""
        content = report.content
        return cls(
            id=report.id,
            report_id=report.report_id,
            by=report.by,
            made_at=content.made_at,
            received_at=report.received_at,
            visited_at=clock.visited_at(content, report.received_at),
            clock_off_seconds=clock.off_seconds,
            clock_wrong=clock.is_wrong,
            score=checklist.checklist.score(content.met),
            passed=checklist.checklist.passes(content.met),
            critical=tuple(item.code for item, _ in content.wrong(checklist) if item.critical),
            clashes=tuple(clashes),
            corrects=content.corrects,
            reason=content.reason,
        )

    @property
    def is_accepted(self) -> bool:
        """By a supervisor."""
        return self.ruling is not None and self.ruling.accept

    @property
    def is_set_aside(self) -> bool:
        return self.ruling is not None and not self.ruling.accept

    @property
    def may_count(self) -> bool:
        """Whether nothing but another report can stand in its way."""
        return self.is_accepted or (self.ruling is None and not self.clashes)


@dataclass(frozen=True)
class Entries:
    """Those that nobody corrects count; when there are several, a supervisor decides.

    Nothing here depends on the order in which they came: a correction may arrive before what it
    corrects.
    """

    all: tuple[Entry, ...]

    def get(self, entry_id: str) -> Entry:
        """Raises `ReportUnknown`."""
        found = self.known(entry_id)
        if found is None:
            raise ReportUnknown(id=entry_id)
        return found

    def known(self, entry_id: str) -> Entry | None:
        return next((each for each in self.all if each.id == entry_id), None)

    @property
    def is_visited(self) -> bool:
        """Whether any of them shows that the visit was made."""
        return any(each.may_count for each in self.all)

    @property
    def waiting(self) -> tuple[Entry, ...]:
        return tuple(each for each in self.all if self.standing(each) == WAITING)

    @property
    def counting(self) -> Entry | None:
        """The one that says what was found."""
        return next((each for each in self.all if self.standing(each) == ACCEPTED), None)

    def standing(self, entry: Entry) -> str:
        """What it counts for."""
        if entry.is_set_aside:
            return SET_ASIDE
        if not entry.may_count:
            return WAITING
        last = self._last
        if entry not in last:
            return CORRECTED
        return ACCEPTED if entry.is_accepted or len(last) == 1 else WAITING

    def flags(self, entry: Entry) -> tuple[str, ...]:
        """What a supervisor must know about it."""
        rivals = entry.may_count and self.standing(entry) == WAITING
        clock = ("clock_wrong",) if entry.clock_wrong else ()
        return (*entry.clashes, *((ANOTHER,) if rivals else ()), *clock)

    def decided(self, entry_id: str, ruling: Ruling) -> tuple[Entry, ...]:
        """All of them after a supervisor's word on one; who accepts one sets its rivals aside.

        Raises `ReportUnknown`, `NotWaiting`.
        """
        found = self.get(entry_id)
        if self.standing(found) != WAITING:
            raise NotWaiting()
        beneath = self._beneath(found)
        rivals = (
            [each for each in self.all if each.may_count and each not in beneath]
            if ruling.accept
            else []
        )
        aside = replace(ruling, accept=False)
        return tuple(
            replace(each, ruling=ruling)
            if each is found
            else replace(each, ruling=aside)
            if each in rivals
            else each
            for each in self.all
        )

    def _beneath(self, entry: Entry) -> list[Entry]:
        """The report, what it corrects, and what that one corrects in its turn."""
        found: list[Entry] = []
        waiting = [entry]
        while waiting:
            each = waiting.pop()
            found.append(each)
            waiting += [
                other
                for other in self.all
                if other.report_id == each.corrects and other not in found
            ]
        return found

    @property
    def _last(self) -> tuple[Entry, ...]:
        """Those that may count and that no other one corrects."""
        could = [each for each in self.all if each.may_count]
        corrected = {each.corrects for each in could}
        return tuple(each for each in could if each.report_id not in corrected)
