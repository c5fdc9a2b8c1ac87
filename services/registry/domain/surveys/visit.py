"""A household to be visited in a round: who is to visit it, and what devices brought back.

All records of one household in one round stand in one aggregate, so that two devices that bring
something at once cannot overtake each other: one is first, the other one sees it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from enum import StrEnum

from services.registry.domain.surveys.events import (
    Event,
    VisitAssigned,
    VisitDecided,
    VisitPlanned,
    VisitReported,
)
from services.registry.domain.surveys.quality import Flag
from services.registry.domain.surveys.record import Decision, Outcome, Record, Worth
from services.registry.domain.surveys.refusals import NothingToDecide, VisitSettled
from services.registry.domain.surveys.researcher import Area

CHANGED_ON_DEVICE = "changed_on_device"
ANOTHER_RECORD = "another_record"
REASSIGNED = "reassigned"
AFTER_CLOSURE = "after_closure"


class Standing(StrEnum):
    """How a visit stands. All but `done` is open in one way or another."""

    UNASSIGNED = "unassigned"
    ASSIGNED = "assigned"
    ATTEMPTED = "attempted"
    REVIEW = "review"
    CONFLICT = "conflict"
    DONE = "done"
    REFUSED = "refused"
    MOVED_AWAY = "moved_away"
    NOT_FOUND = "not_found"
    NOBODY_HOME = "nobody_home"


OPEN_TO_RESEARCHERS = (Standing.ASSIGNED, Standing.ATTEMPTED)
_SETTLED = frozenset({Standing.DONE, Standing.REVIEW, Standing.CONFLICT})


@dataclass
class Visit:
    """The aggregate; its id is derived from round and household."""

    id: str
    round_id: str
    household_id: str
    place: Area
    researcher_id: str | None
    former: tuple[str, ...] = ()
    """Researchers it was taken from: their devices may still bring it."""
    records: tuple[Record, ...] = ()
    standing: Standing = Standing.UNASSIGNED
    behind: int = 0
    """How many records there were when it was last given to somebody: they settle nothing now."""
    version: int = 0
    events: list[Event] = field(default_factory=list)

    @classmethod
    def plan(
        cls, visit_id: str, round_id: str, household_id: str, place: Area, researcher_id: str | None
    ) -> Visit:
        """A household is to be visited."""
        visit = cls(visit_id, round_id, household_id, place, researcher_id)
        visit.standing = visit._waiting_to_be_made()
        visit.events.append(VisitPlanned(visit_id, round_id, household_id, researcher_id))
        return visit

    def assign(self, researcher_id: str | None) -> None:
        """Give the visit to a researcher, or to nobody. Raises `VisitSettled`.

        One that was refused or found nobody is open again with it: somebody else tries.
        """
        if self.standing in _SETTLED:
            raise VisitSettled(standing=self.standing.value)
        if researcher_id == self.researcher_id and self.standing in OPEN_TO_RESEARCHERS:
            return
        if self.researcher_id not in (None, researcher_id):
            self.former = tuple(sorted({*self.former, str(self.researcher_id)}))
        self.researcher_id, self.behind = researcher_id, len(self.records)
        self.standing = self._waiting_to_be_made()
        self.events.append(VisitAssigned(self.id, self.round_id, researcher_id))

    def was_during(self, record: Record, beyond: timedelta) -> bool:
        """Whether the same researcher says to have been here, too, for longer than `beyond`.

        What a supervisor has set aside never was.
        """
        return any(
            each.completed
            and not each.set_aside
            and each.researcher_id == record.researcher_id
            and each.report.shared_with(record.report) > beyond
            for each in self.records
        )

    def belongs_to(self, researcher_id: str) -> bool:
        """Whether the visit is, or was, this researcher's."""
        return researcher_id == self.researcher_id or researcher_id in self.former

    def known(self, fingerprint: str) -> Record | None:
        """The record with this very content, if it was brought before."""
        return next((each for each in self.records if each.fingerprint == fingerprint), None)

    def receive(
        self, record: Record, flags: Sequence[Flag], *, round_open: bool, attempts: int
    ) -> Record:
        """Keep what a device brought; answers the record as it now counts.

        What clashes with what is known, or is doubtful, waits for a supervisor. After so many
        `attempts` at an empty home the visit is given up until somebody reopens it.
        """
        clash = self._clash(record, round_open)
        waits = clash is not None or (record.completed and bool(flags))
        kept = replace(
            record,
            flags=tuple(flags) if record.completed else (),
            clash=clash,
            worth=Worth.WAITING if waits else Worth.ACCEPTED,
        )
        self.records = (*self.records, kept)
        self.standing = self._as_recorded(attempts)
        self.events.append(
            VisitReported(
                self.id,
                self.round_id,
                self.household_id,
                record.report.outcome.value,
                self.standing.value,
            )
        )
        return kept

    @property
    def counting(self) -> Record | None:
        """The record that says what was found, if there is one."""
        return next((each for each in self.records if each.counts), None)

    def decide(self, fingerprint: str, decision: Decision, *, attempts: int) -> Record:
        """A supervisor accepts or rejects a record that waits. Raises `NothingToDecide`.

        With one accepted, every other one that counted or waited counts no more. One that was set
        aside may be accepted after all. `attempts` as in `receive`.
        """
        found = self.known(fingerprint)
        if found is None or not (found.waits or (decision.accept and found.set_aside)):
            raise NothingToDecide()
        decided = replace(
            found,
            worth=Worth.ACCEPTED if decision.accept else Worth.REJECTED,
            decided_by=decision.by,
            decided_at=decision.at,
            decision_note=decision.note,
        )
        self.records = tuple(
            decided if each is found else self._beside(each, decided) for each in self.records
        )
        self.standing = self._as_recorded(attempts)
        self.events.append(
            VisitDecided(
                self.id, self.round_id, self.household_id, decision.accept, self.standing.value
            )
        )
        return decided

    def _clash(self, record: Record, round_open: bool) -> str | None:
        if any(each.report.visit_id == record.report.visit_id for each in self.records):
            return CHANGED_ON_DEVICE
        if not record.completed:
            return None
        if any(each.completed and each.worth in _COUNTING for each in self.records):
            return ANOTHER_RECORD
        if record.researcher_id != self.researcher_id:
            return REASSIGNED
        return None if round_open else AFTER_CLOSURE

    def _as_recorded(self, attempts: int) -> Standing:
        """What all the records say together, whatever the order in which they were brought."""
        waiting = [each for each in self.records if each.waits]
        if waiting:
            clashes = any(each.clash for each in waiting)
            return Standing.CONFLICT if clashes else Standing.REVIEW
        accepted = [each for each in self.records if each.worth is Worth.ACCEPTED]
        if any(each.completed for each in accepted):
            return Standing.DONE
        latest = max(
            (each for each in self.records[self.behind :] if self._settles(each)),
            key=lambda each: each.report.started_at,
            default=None,
        )
        if latest is None:
            return self._waiting_to_be_made()
        if latest.report.outcome is not Outcome.NOBODY_HOME:
            return Standing(latest.report.outcome.value)
        made = sum(each.report.outcome is Outcome.NOBODY_HOME for each in accepted)
        return Standing.NOBODY_HOME if made >= attempts else Standing.ATTEMPTED

    def _settles(self, record: Record) -> bool:
        """Whether an attempt says how the visit stands.

        That of somebody who has the visit no more does so only on a supervisor's word.
        """
        mine = record.researcher_id == self.researcher_id or record.decided_by is not None
        return mine and record.worth is Worth.ACCEPTED

    @staticmethod
    def _beside(other: Record, decided: Record) -> Record:
        """What another record counts for, now that this one was decided."""
        both = decided.completed and other.completed
        # Two stories of one visit cannot both be true, whatever they say of its outcome.
        same = decided.report.visit_id == other.report.visit_id
        if decided.worth is not Worth.ACCEPTED or not (both or same):
            return other
        if other.worth is Worth.ACCEPTED:
            return replace(other, worth=Worth.SUPERSEDED)
        if other.waits:
            return replace(
                other,
                worth=Worth.REJECTED,
                decided_by=decided.decided_by,
                decided_at=decided.decided_at,
            )
        return other

    def _waiting_to_be_made(self) -> Standing:
        return Standing.UNASSIGNED if self.researcher_id is None else Standing.ASSIGNED


_COUNTING = frozenset({Worth.ACCEPTED, Worth.WAITING})
