"""Corrective actions (إجراءات تصحيحية): what is wrong is put right by a day, and proved."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from services.licensing.domain.inspections.events import (
    ActionAccepted,
    ActionAdvanced,
    ActionDueSoon,
    ActionOverdue,
    ActionRequired,
    Event,
)
from services.licensing.domain.inspections.refusals import (
    ActionClosed,
    ExtendedAlready,
    ExtensionTooLate,
    ExtensionTooLong,
    NothingToJudge,
)
from services.licensing.domain.inspections.words import About, Severity
from services.licensing.domain.places import Place
from services.licensing.domain.refusals import ReasonMissing
from services.licensing.domain.words import Words


class ActionState(StrEnum):
    """Where it stands. `refused`: the proof was not enough, and another is awaited. `dropped`: the
    place has closed, and nothing is to be put right there."""

    OPEN = "open"
    PROVED = "proved"
    REFUSED = "refused"
    ACCEPTED = "accepted"
    DROPPED = "dropped"


AWAITS_HOLDER = (ActionState.OPEN, ActionState.REFUSED)


@dataclass(frozen=True)
class Proof:
    """What the holder says and shows, and what was made of it."""

    by: str
    at: datetime
    text: str
    documents: tuple[str, ...]
    accepted: bool | None = None
    judged_by: str | None = None
    judged_at: datetime | None = None
    answer: str | None = None


@dataclass(frozen=True)
class Extension:
    """More time, once."""

    by: str
    on: date
    before: date
    reason: str


@dataclass(frozen=True)
class Wrong:
    """What was found wrong: the item in words, and the note on it (`None`: internal)."""

    item: str
    words: Words
    note: str | None


@dataclass
class CorrectiveAction:
    """The aggregate. Proved until the end of `due_on`, or passed on to supervisors; the holder is
    reminded of it on `remind_on`, once."""

    id: str
    about: About
    place: Place
    inspection_id: str
    wrong: Wrong
    severity: Severity
    due_on: date
    required_on: date
    state: ActionState = ActionState.OPEN
    proofs: tuple[Proof, ...] = ()
    extension: Extension | None = None
    remind_on: date | None = None
    overdue_on: date | None = None
    version: int = 0
    events: list[Event] = field(default_factory=list)

    @classmethod
    def require(
        cls,
        action_id: str,
        about: About,
        place: Place,
        inspection_id: str,
        wrong: Wrong,
        severity: Severity,
        due_on: date,
        today: date,
        remind_on: date | None = None,
    ) -> CorrectiveAction:
        action = cls(action_id, about, place, inspection_id, wrong, severity, due_on, today)
        action.remind_on = remind_on
        action.events.append(ActionRequired(action_id, about.kind, about.id, severity, due_on))
        return action

    @property
    def governorate(self) -> str:
        return self.place.governorate

    @property
    def owners(self) -> frozenset[str]:
        return self.about.owners

    @property
    def documents(self) -> frozenset[str]:
        """All that was shown to prove it."""
        return frozenset(each for proof in self.proofs for each in proof.documents)

    @property
    def is_closed(self) -> bool:
        return self.state in (ActionState.ACCEPTED, ActionState.DROPPED)

    def prove(self, proof: Proof) -> None:
        """The holder says it is put right. Raises `ActionClosed`."""
        if self.state not in AWAITS_HOLDER:
            raise ActionClosed(state=self.state.value)
        self.proofs, self.state = (*self.proofs, proof), ActionState.PROVED
        self.events.append(self._advanced("proved"))

    def judge(self, accept: bool, answer: str | None, by: str, at: datetime) -> None:
        """An inspector or a supervisor decides on the proof. Raises `NothingToJudge`, and
        `ReasonMissing` for a no of which the holder would not know what it wants."""
        if self.state is not ActionState.PROVED:
            raise NothingToJudge()
        if not accept and answer is None:
            raise ReasonMissing(pointer="/answer")
        last = self.proofs[-1]
        judged = Proof(last.by, last.at, last.text, last.documents, accept, by, at, answer)
        self.proofs = (*self.proofs[:-1], judged)
        self.state = ActionState.ACCEPTED if accept else ActionState.REFUSED
        self.events.append(
            ActionAccepted(self.id, self.about.kind, self.about.id)
            if accept
            else self._advanced("refused")
        )

    def extend(
        self,
        due_on: date,
        latest: date,
        reason: str,
        by: str,
        today: date,
        remind_on: date | None = None,
    ) -> None:
        """More time, once, until `latest` at most; reminded of the new day.

        Raises `ActionClosed`, `ExtendedAlready`, `ExtensionTooLate`, `ExtensionTooLong`.
        """
        if self.is_closed:
            raise ActionClosed(state=self.state.value)
        if self.extension is not None:
            raise ExtendedAlready()
        if self.overdue_on is not None or today > self.due_on:
            raise ExtensionTooLate()
        if not self.due_on < due_on <= latest:
            raise ExtensionTooLong(
                pointer="/due_on", earliest=self.due_on.isoformat(), latest=latest.isoformat()
            )
        self.extension, self.due_on = Extension(by, today, self.due_on, reason), due_on
        self.remind_on = remind_on
        self.events.append(self._advanced("extended"))

    def drop(self) -> None:
        """The place has closed."""
        if not self.is_closed:
            self.state = ActionState.DROPPED
            self.events.append(self._advanced("dropped"))

    def pass_on(self, holders: tuple[str, ...]) -> None:
        """The place has another holder, whose it is to put it right."""
        if holders != self.about.holders:
            self.about = replace(self.about, holders=holders)
            self.events.append(self._advanced("holder_changed"))

    def move(self, place: Place) -> None:
        """The place is elsewhere now, and what was wrong is looked at there."""
        if place != self.place:
            self.place = place
            self.events.append(self._advanced("relocated"))

    def remind(self, today: date) -> None:
        """The day is near; said once, and not any more when it has passed."""
        if self.remind_on is None or today < self.remind_on:
            return
        self.remind_on = None
        if self.state in AWAITS_HOLDER and today <= self.due_on:
            about = self.about
            told = ActionDueSoon(self.id, about.kind, about.id, self.severity, self.due_on)
            self.events.append(told)

    def fall_due(self, today: date) -> bool:
        """The day has passed: whether that is news. What was proved in time waits for us."""
        late = self.state in AWAITS_HOLDER and today > self.due_on
        if not late or self.overdue_on is not None:
            return False
        self.overdue_on = today
        self.events.append(ActionOverdue(self.id, self.about.kind, self.about.id, self.severity))
        return True

    def _advanced(self, step: str) -> ActionAdvanced:
        return ActionAdvanced(self.id, step, self.about.kind, self.about.id, self.due_on)
