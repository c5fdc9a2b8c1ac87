"""Oversight (رقابة) of one licence: what happened at the place, and the measures taken.

One record holds the whole ladder, so that nobody climbs it twice at once.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from services.licensing.domain.inspections.events import (
    Event,
    MeasureLifted,
    MeasureTaken,
    OversightAdvanced,
)
from services.licensing.domain.inspections.ladder import (
    STEPS,
    Facts,
    OpenAction,
    Proposal,
    proposals,
    warned_for,
)
from services.licensing.domain.inspections.measures import (
    POSSIBLE,
    Closing,
    Grounds,
    Measure,
    MeasureKind,
    MeasureState,
    Objection,
    Standing,
    Taken,
)
from services.licensing.domain.inspections.refusals import (
    CriticalActionsOpen,
    MeasureForbidden,
    MeasureReasonUnknown,
    MeasureUnknown,
    MeasureUnsupported,
    NoObjection,
    NothingToObject,
    NotProvisional,
    ObjectedAlready,
    ObjectionClosed,
    ObjectionTooLate,
    SecondPerson,
)
from services.licensing.domain.inspections.rules import InspectionRules
from services.licensing.domain.inspections.words import LicensedPlace, Outcome, Purpose
from services.licensing.domain.places import Place
from services.licensing.domain.words import Written


@dataclass
class Oversight:
    """The aggregate. A licence has one."""

    id: str
    licence_id: str
    number: str
    service: str
    place: Place
    holders: tuple[str, ...]
    facts: Facts = field(default_factory=Facts)
    measures: tuple[Measure, ...] = ()
    version: int = 0
    events: list[Event] = field(default_factory=list)

    @classmethod
    def begin(cls, oversight_id: str, licensed: LicensedPlace) -> Oversight:
        """From the first thing on that is to be remembered of it."""
        place = Place(licensed.governorate, licensed.district, licensed.details)
        return cls(
            oversight_id,
            licensed.id,
            licensed.number,
            licensed.service,
            place,
            tuple(sorted(licensed.owners)),
        )

    @property
    def governorate(self) -> str:
        return self.place.governorate

    @property
    def owners(self) -> frozenset[str]:
        return frozenset(self.holders)

    @property
    def standing(self) -> Standing:
        """What the measures that hold mean for the licence."""
        holding = {each.kind for each in self.measures if each.holds}
        if MeasureKind.CLOSURE in holding:
            return Standing.CLOSED
        return Standing.SUSPENDED if MeasureKind.SUSPENSION in holding else Standing.OPEN

    def proposals(self, rules: InspectionRules, today: date) -> tuple[Proposal, ...]:
        """What the ladder supports and is not so already; a person decides."""
        reached = proposals(self.facts, self.measures, rules, today)
        return tuple(each for each in reached if self._is_possible(each.kind))

    # What happens at the place

    def inspected(self, inspection_id: str, outcome: Outcome, score: int, on: date) -> None:
        """An inspection of it was concluded."""
        failed = outcome is Outcome.FAILED
        self._know(self.facts.inspected(inspection_id, score, on, failed=failed), "inspected")

    def told(self, purpose: Purpose, on: date) -> None:
        """Somebody complained, or something happened: that is why it is inspected."""
        self._know(self.facts.told(purpose, on), "told")

    def action_required(self, action_id: str, *, critical: bool) -> None:
        self._know(self.facts.requiring(OpenAction(action_id, critical)), "action_required")

    def action_overdue(self, action_id: str) -> None:
        self._know(self.facts.overdue_with(action_id), "action_overdue")

    def action_done(self, action_id: str) -> None:
        self._know(self.facts.done_with(action_id), "action_done")

    # Measures

    def warn(self, taken: Taken, rules: InspectionRules) -> None:
        """Once for each finding. Raises `MeasureReasonUnknown`, `MeasureForbidden` when it is
        closed, `MeasureUnsupported` for a reason whose finding is wanting or was warned for."""
        self._must_know_reason(MeasureKind.WARNING, taken.grounds, rules)
        self._must_be_possible(MeasureKind.WARNING)
        causes = warned_for(taken.grounds, self.facts, self.measures, rules, taken.on)
        if causes is None:
            raise MeasureUnsupported(measure=MeasureKind.WARNING.value)
        self._take(MeasureKind.WARNING, taken, MeasureState.IN_FORCE, causes)

    def suspend(self, taken: Taken, rules: InspectionRules) -> None:
        """As the ladder supports it. Raises `MeasureUnsupported`, and as `warn` does."""
        self._climb(MeasureKind.SUSPENSION, taken, rules)

    def close(self, taken: Taken, rules: InspectionRules) -> None:
        """As the ladder supports it. Raises `MeasureUnsupported`, and as `warn` does."""
        self._climb(MeasureKind.CLOSURE, taken, rules)

    def suspend_at_once(self, taken: Taken, rules: InspectionRules) -> None:
        """For danger: at once, until a second person confirms it or it ends by itself."""
        if taken.grounds.reason_code not in rules.immediate_reasons:
            raise MeasureReasonUnknown(pointer="/reason_code")
        self._must_be_possible(MeasureKind.SUSPENSION)
        self._take(MeasureKind.SUSPENSION, taken, MeasureState.PROVISIONAL)

    def confirm(self, measure_id: str, by: str) -> None:
        """A second person confirms. Raises `MeasureUnknown`, `NotProvisional`, `SecondPerson`."""
        measure = self._measure(measure_id)
        if measure.state is not MeasureState.PROVISIONAL:
            raise NotProvisional()
        if by in measure.deciders:
            raise SecondPerson()
        self._put(replace(measure, state=MeasureState.IN_FORCE, confirmed_by=by))
        self.events.append(OversightAdvanced(self.licence_id, "measure_confirmed"))

    def lapse(self, measure_id: str, today: date) -> None:
        """Nobody confirmed it in time."""
        measure = self._measure(measure_id)
        late = measure.confirm_by is not None and today > measure.confirm_by
        if late and measure.state is MeasureState.PROVISIONAL:
            self._end(measure, MeasureState.LAPSED, today)

    def reopen(self, taken: Taken, rules: InspectionRules) -> None:
        """All suspensions and closures end.

        Raises `MeasureReasonUnknown`, `MeasureForbidden`, `CriticalActionsOpen`.
        """
        self._must_know_reason(MeasureKind.REOPENING, taken.grounds, rules)
        self._must_be_possible(MeasureKind.REOPENING)
        if any(each.critical for each in self.facts.actions):
            raise CriticalActionsOpen()
        for each in self.measures:
            if each.holds and each.kind is not MeasureKind.WARNING:
                self._end(each, MeasureState.REOPENED, taken.on)
        self._take(MeasureKind.REOPENING, taken, MeasureState.DONE)

    # Another holder or another address, or none

    def stop(self, because: str, today: date) -> None:
        """The licence has ended for good: what held it has nothing to hold on to, and of what was
        objected to nothing is left to decide. Who objected is told so."""
        closing = Closing(today, because)
        contested = [(each, each.open_objection) for each in self.measures]
        for measure, objection in contested:
            if objection is not None:
                self._put(replace(measure, objection=replace(objection, closed=closing)))
        if any(objection for _, objection in contested):
            self.events.append(OversightAdvanced(self.licence_id, "objection_closed"))
        for each in self.measures:
            if each.holds:
                self._end(each, MeasureState.ENDED, today)
        self._know(replace(self.facts, actions=()), "stopped")

    def pass_on(self, holders: tuple[str, ...]) -> None:
        """Measures that hold go on: they are the place's, and its new holder may object."""
        if holders != self.holders:
            self.holders = holders
            self.events.append(OversightAdvanced(self.licence_id, "holder_changed"))

    def move(self, place: Place) -> None:
        """The place is elsewhere now: measures that hold go on, for they are its holder's doing."""
        if place != self.place:
            self.place = place
            self.events.append(OversightAdvanced(self.licence_id, "relocated"))

    # Objections

    def object(self, measure_id: str, objection: Objection) -> None:
        """The holder objects, once and in time.

        Raises `MeasureUnknown`, `NothingToObject`, `ObjectedAlready`, `ObjectionTooLate`.
        """
        measure = self._measure(measure_id)
        if measure.objection is not None:
            raise ObjectedAlready()
        if not measure.holds or measure.object_until is None:
            raise NothingToObject()
        if objection.on > measure.object_until:
            raise ObjectionTooLate(latest=measure.object_until.isoformat())
        self._put(replace(measure, objection=objection))
        self.events.append(OversightAdvanced(self.licence_id, "objection_filed"))

    def answer(self, measure_id: str, upheld: bool, answer: Written, by: str, today: date) -> None:
        """Another person decides. Raises `MeasureUnknown`, `NoObjection`, `ObjectionClosed`,
        `SecondPerson`."""
        measure = self._measure(measure_id)
        if measure.is_out_of_hand:
            raise ObjectionClosed()
        objection = measure.open_objection
        if objection is None:
            raise NoObjection()
        if by in measure.deciders | {objection.by}:
            raise SecondPerson()
        decided = replace(objection, upheld=upheld, answer=answer, decided_by=by, decided_on=today)
        measure = replace(measure, objection=decided)
        self._put(measure)
        self.events.append(OversightAdvanced(self.licence_id, "objection_decided"))
        if upheld and measure.holds:
            self._end(measure, MeasureState.OVERTURNED, today)

    def escalate_objection(self, measure_id: str, today: date) -> None:
        """The answer is overdue; said once."""
        measure = self._measure(measure_id)
        objection = measure.open_objection
        if objection is None or objection.escalated_on is not None:
            return
        if today > objection.answer_by:
            self._put(replace(measure, objection=replace(objection, escalated_on=today)))
            self.events.append(OversightAdvanced(self.licence_id, "objection_overdue"))

    def _climb(self, kind: MeasureKind, taken: Taken, rules: InspectionRules) -> None:
        self._must_know_reason(kind, taken.grounds, rules)
        self._must_be_possible(kind)
        reached = [STEPS.index(each.kind) for each in self.proposals(rules, taken.on)]
        if STEPS.index(kind) > max(reached, default=-1):
            raise MeasureUnsupported(measure=kind.value)
        self._take(kind, taken, MeasureState.IN_FORCE)

    def _must_be_possible(self, kind: MeasureKind) -> None:
        if not self._is_possible(kind):
            raise MeasureForbidden(standing=self.standing.value)

    def _is_possible(self, kind: MeasureKind) -> bool:
        return self.standing in POSSIBLE[kind]

    @staticmethod
    def _must_know_reason(kind: MeasureKind, grounds: Grounds, rules: InspectionRules) -> None:
        if grounds.reason_code not in rules.reasons[kind.value]:
            raise MeasureReasonUnknown(pointer="/reason_code")

    def _take(
        self, kind: MeasureKind, taken: Taken, state: MeasureState, causes: tuple[str, ...] = ()
    ) -> None:
        provisional = state is MeasureState.PROVISIONAL
        object_until = None if kind is MeasureKind.REOPENING else taken.object_until
        measure = Measure(
            id=taken.measure_id,
            kind=kind,
            grounds=taken.grounds,
            by=taken.by,
            at=taken.at,
            on=taken.on,
            state=state,
            object_until=object_until,
            confirm_by=taken.confirm_by if provisional else None,
            causes=causes,
        )
        self.measures = (*self.measures, measure)
        self.events.append(
            MeasureTaken(self.licence_id, measure.id, kind, provisional, object_until)
        )

    def _end(self, measure: Measure, state: MeasureState, today: date) -> None:
        self._put(replace(measure, state=state, ended_on=today))
        self.events.append(MeasureLifted(self.licence_id, measure.id, measure.kind, state))

    def _put(self, measure: Measure) -> None:
        self.measures = tuple(measure if each.id == measure.id else each for each in self.measures)

    def _measure(self, measure_id: str) -> Measure:
        found = next((each for each in self.measures if each.id == measure_id), None)
        if found is None:
            raise MeasureUnknown(id=measure_id)
        return found

    def _know(self, facts: Facts, step: str) -> None:
        if facts != self.facts:
            self.facts = facts
            self.events.append(OversightAdvanced(self.licence_id, step))
