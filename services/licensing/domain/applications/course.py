"""Where the steps of an application stand."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from services.licensing.domain.applications.deadline import Deadline, Office
from services.licensing.domain.applications.refusals import StepNotOpen, StepUnknown
from services.licensing.domain.catalogue.conditions import Answers, hold
from services.licensing.domain.catalogue.service import ServiceVersion
from services.licensing.domain.catalogue.steps import Step, StepKind
from services.licensing.domain.words import Words


class Progress(StrEnum):
    """How far a step is. `skipped`: by these answers, or since the application had ended before its
    turn came, it is not taken. `cancelled`: the application ended while it was open."""

    WAITING = "waiting"
    OPEN = "open"
    DONE = "done"
    SKIPPED = "skipped"
    CANCELLED = "cancelled"


class Finding(StrEnum):
    """How a step ended."""

    COMPLETE = "complete"
    PAID = "paid"
    GIVEN = "given"
    REFUSED = "refused"
    RECOMMENDED = "recommended"
    ADVISED_AGAINST = "advised_against"
    PASSED = "passed"
    FAILED = "failed"


GOOD = frozenset(
    {Finding.COMPLETE, Finding.PAID, Finding.GIVEN, Finding.RECOMMENDED, Finding.PASSED}
)
ADVISORY = frozenset({StepKind.REVIEW})
"""What the decision maker hears, and need not follow."""


@dataclass(frozen=True)
class StepState:
    """One step, with its words and roles as the service has them.

    `reference` is the bill or the inspection that belongs to it. `takers`: who took it in former
    turns, when it was opened again. `patience_hours`: how much longer than its last day it is
    waited for the word that its bill was paid in time.
    """

    code: str
    kind: StepKind
    words: Words
    roles: tuple[str, ...] = ()
    body: str | None = None
    progress: Progress = Progress.WAITING
    deadline: Deadline | None = None
    assignee: str | None = None
    finding: Finding | None = None
    by: str | None = None
    at: datetime | None = None
    note: str | None = None
    reference: str | None = None
    escalated_on: date | None = None
    takers: frozenset[str] = frozenset()
    patience_hours: int = 0

    @property
    def is_open(self) -> bool:
        return self.progress is Progress.OPEN

    @property
    def is_cancelled(self) -> bool:
        return self.progress is Progress.CANCELLED

    @property
    def is_at_counter(self) -> bool:
        """Whether somebody can take it on: inspections are given to inspectors elsewhere."""
        return self.is_open and bool(self.roles) and self.kind is not StepKind.INSPECTION

    @property
    def asks(self) -> bool:
        """Whether its turn is now, or was."""
        return self.progress in (Progress.OPEN, Progress.DONE, Progress.CANCELLED)

    @property
    def is_over(self) -> bool:
        return self.progress in (Progress.DONE, Progress.SKIPPED)


@dataclass(frozen=True)
class Course:
    """All steps, in the order of the service. Every change gives another course."""

    steps: tuple[StepState, ...]

    @classmethod
    def begin(cls, service: ServiceVersion, answers: Answers) -> Course:
        """Nothing is open yet; what the answers do not call for is passed over."""
        return cls(tuple(_begun(each, service, answers) for each in service.steps))

    def __iter__(self) -> Iterator[StepState]:
        return iter(self.steps)

    @property
    def open(self) -> list[StepState]:
        return [each for each in self.steps if each.is_open]

    @property
    def asked(self) -> frozenset[str]:
        """The bodies whose turn it is or was: those that are passed over, or wait, know nothing."""
        return frozenset(each.body for each in self.steps if each.body and each.asks)

    def asking(self, body: str | None) -> frozenset[str]:
        """The codes of the steps in which this body is asked, or was."""
        return frozenset(each.code for each in self.steps if each.body == body and each.asks)

    @property
    def given_up(self) -> list[StepState]:
        """Those that are not done any more, or will not be once the application ends."""
        return [each for each in self.steps if each.is_open or each.is_cancelled]

    def step(self, code: str) -> StepState:
        """Raises `StepUnknown`."""
        for each in self.steps:
            if each.code == code:
                return each
        raise StepUnknown()

    def waiting_for(self, reference: str) -> StepState | None:
        """The open step that this bill or inspection belongs to."""
        return next((each for each in self.open if each.reference == reference), None)

    def must_be_open(self, code: str, kind: StepKind) -> StepState:
        """The open step of this code and kind. Raises `StepUnknown`, `StepNotOpen`."""
        step = self.step(code)
        if step.kind is not kind:
            raise StepUnknown()
        if not step.is_open:
            raise StepNotOpen()
        return step

    def with_step(self, changed: StepState) -> Course:
        return Course(tuple(changed if each.code == changed.code else each for each in self.steps))

    def opened(self, service: ServiceVersion, today: date, office: Office) -> Course:
        """With every step open whose turn has come."""
        over = {each.code for each in self.steps if each.is_over}
        defined = {each.code: each for each in service.steps}
        return Course(
            tuple(
                _opened(each, defined[each.code], today, office)
                if each.progress is Progress.WAITING and over.issuperset(defined[each.code].after)
                else each
                for each in self.steps
            )
        )

    def reopened(
        self, codes: Collection[str], service: ServiceVersion, today: date, office: Office
    ) -> Course:
        """With these steps to be done once more, and those that follow them waiting for them."""
        again: set[str] = set()
        steps = []
        for state in self.steps:
            if state.code in codes or not again.isdisjoint(service.step(state.code).after):
                again.add(state.code)
                state = state if state.progress is Progress.SKIPPED else _again(state)
            steps.append(state)
        return Course(tuple(steps)).opened(service, today, office)

    def taken_up(
        self, service: ServiceVersion, answers: Answers, today: date, office: Office
    ) -> Course:
        """As it stood before a decision that was overturned: what was open is begun anew, what said
        no is done once more, what these answers call for is not passed over, and it is decided
        again. What is done well stays done."""
        called_for = Course(
            tuple(
                _begun(service.step(each.code), service, answers)
                if each.progress is Progress.SKIPPED
                else each
                for each in self.steps
            )
        )
        codes = {
            each.code for each in self.steps if each.kind is StepKind.DECISION or _hinders(each)
        }
        return called_for.reopened(codes, service, today, office)

    def reconsidered(self, service: ServiceVersion, answers: Answers) -> Course:
        """For other answers than before: what they call for is to be done, what they do not call
        for is passed over, and nothing is open whose turn comes only after that.

        What is done stays done, and a bill that stands is still to be paid.
        """
        steps = tuple(
            _for_other_answers(each, service.step(each.code), service, answers)
            for each in self.steps
        )
        over = {each.code for each in steps if each.is_over}
        return Course(
            tuple(
                _again(each)
                if each.is_open and not over.issuperset(service.step(each.code).after)
                else each
                for each in steps
            )
        )

    def stopped(self, today: date, office: Office) -> Course:
        """With the clocks of all open steps standing."""
        return self._with_deadlines(lambda it: it.stop(today, office))

    def ended(self) -> Course:
        """With nothing to be done any more."""
        return Course(tuple(_ended(each) for each in self.steps))

    def resumed(self, today: date, office: Office) -> Course:
        return self._with_deadlines(lambda it: it.resume(today, office))

    def recounted(self, office: Office) -> Course:
        return self._with_deadlines(lambda it: it.recount(office))

    def hindrances(self) -> Mapping[str, Finding | None]:
        """What stands in the way of an approval: the steps not done, and those that said no."""
        return {each.code: each.finding for each in self.steps if _hinders(each)}

    def takers(self, codes: tuple[str, ...]) -> frozenset[str]:
        """Who took one of these steps, now or in former turns."""
        return frozenset().union(
            *(
                each.takers | ({each.by} if each.by else set())
                for each in self.steps
                if each.code in codes
            )
        )

    def _with_deadlines(self, change: _Change) -> Course:
        return Course(
            tuple(
                replace(each, deadline=change(each.deadline))
                if each.is_open and each.deadline is not None
                else each
                for each in self.steps
            )
        )


class _Change(Protocol):
    def __call__(self, deadline: Deadline, /) -> Deadline: ...


def _hinders(step: StepState) -> bool:
    if step.kind is StepKind.DECISION or step.progress is Progress.SKIPPED:
        return False
    said_no = step.kind not in ADVISORY and step.finding not in GOOD
    return step.progress is not Progress.DONE or said_no


def _begun(step: Step, service: ServiceVersion, answers: Answers) -> StepState:
    unpaid = step.kind is StepKind.PAYMENT and service.fee(answers) == 0
    called_for = hold(step.when, answers) and not unpaid
    return StepState(
        step.code,
        step.kind,
        step.words,
        step.roles,
        step.body,
        Progress.WAITING if called_for else Progress.SKIPPED,
    )


def _for_other_answers(
    state: StepState, step: Step, service: ServiceVersion, answers: Answers
) -> StepState:
    begun = _begun(step, service, answers)
    if state.progress is Progress.SKIPPED:
        return begun
    dropped = begun.progress is Progress.SKIPPED and state.progress is not Progress.DONE
    return begun if dropped and state.reference is None else state


def _opened(state: StepState, step: Step, today: date, office: Office) -> StepState:
    deadline = None if step.term is None else Deadline.start(step.term, today, office)
    return replace(state, progress=Progress.OPEN, deadline=deadline)


def _ended(state: StepState) -> StepState:
    left = {Progress.OPEN: Progress.CANCELLED, Progress.WAITING: Progress.SKIPPED}
    return replace(state, progress=left.get(state.progress, state.progress))


def _again(state: StepState) -> StepState:
    takers = state.takers | ({state.by} if state.by else set())
    return StepState(
        state.code, state.kind, state.words, state.roles, state.body, takers=frozenset(takers)
    )
