"""Who gets an inspection, and the list of those who can."""

from __future__ import annotations

from dataclasses import dataclass

from services.licensing.app.inspections.commands import (
    AmendInspector,
    DeclareConflict,
    EnlistInspector,
)
from services.licensing.app.inspections.ports import (
    Calendar,
    Inspections,
    Inspectors,
    Rules,
)
from services.licensing.app.ports import NewId, Together, View
from services.licensing.domain.access import Actor, must_have_role
from services.licensing.domain.inspections.access import SUPERVISOR, must_supervise
from services.licensing.domain.inspections.inspection import Inspection
from services.licensing.domain.inspections.inspector import Conflict, Inspector, fairest
from services.licensing.domain.inspections.refusals import NobodyToInspect, NotAnInspector
from services.licensing.domain.inspections.words import State
from services.licensing.domain.refusals import NotYours


@dataclass(frozen=True)
class Assigning:
    """Gives inspections to inspectors: always within a transaction, for both change."""

    inspectors: Inspectors
    rules: Rules
    calendar: Calendar

    def assign(self, inspection: Inspection, subject: str | None) -> None:
        """To this inspector, or to whoever has the fewest. Raises why they cannot get it."""
        if subject is None:
            chosen = self._fairest(inspection)
        else:
            chosen = self.must_know(subject)
            chosen.must_be_fit(inspection.governorate, inspection.about.id)
        self._give(inspection, chosen)

    def assign_if_possible(self, inspection: Inspection) -> None:
        """The same when somebody is free; else it waits until somebody takes it."""
        try:
            self.assign(inspection, None)
        except NobodyToInspect:
            return

    def take(self, inspection: Inspection, subject: str) -> None:
        """An inspector takes it. Raises `InspectionTaken`, and as `assign` does."""
        chosen = self.must_know(subject)
        chosen.must_be_fit(inspection.governorate, inspection.about.id)
        inspection.take(subject)
        chosen.give(inspection.id, self.calendar.now())
        self.inspectors.save(chosen)

    def serves(self, subject: str, governorate: str) -> bool:
        """Whether this inspector works there."""
        found = self.inspectors.of_subject(subject)
        return found is not None and governorate in found.governorates

    def relieve(self, inspection: Inspection) -> None:
        """It is over: whoever has it has it no more."""
        self._relieve(inspection, inspection.inspector)

    def must_know(self, subject: str) -> Inspector:
        """Raises `NotAnInspector` for who is not on the list."""
        found = self.inspectors.of_subject(subject)
        if found is None:
            raise NotAnInspector()
        return found

    def _fairest(self, inspection: Inspection) -> Inspector:
        most = self.rules(self.calendar.today()).plan.open_per_inspector
        of_governorate = self.inspectors.of_governorate(inspection.governorate)
        others = [each for each in of_governorate if each.subject != inspection.inspector]
        return fairest(others, inspection.governorate, inspection.about.id, most)

    def _give(self, inspection: Inspection, chosen: Inspector) -> None:
        before = inspection.assign(chosen.subject)
        if before != chosen.subject:
            self._relieve(inspection, before)
        chosen.give(inspection.id, self.calendar.now())
        self.inspectors.save(chosen)

    def _relieve(self, inspection: Inspection, subject: str | None) -> None:
        had = None if subject is None else self.inspectors.of_subject(subject)
        if had is not None:
            had.relieve(inspection.id)
            self.inspectors.save(had)


@dataclass(frozen=True)
class InspectorDesk:
    """The list of inspectors, and the places that are not for them."""

    inspectors: Inspectors
    inspections: Inspections
    together: Together
    calendar: Calendar
    new_id: NewId

    def enlist(self, command: EnlistInspector, actor: Actor) -> View:
        for governorate in command.governorates:
            must_supervise(actor, governorate)
        return self.inspectors.add(
            Inspector.enlist(self.new_id(), command.subject, command.governorates)
        )

    def amend(self, command: AmendInspector, actor: Actor) -> View:
        """A supervisor changes what is theirs to give: the others' governorates stay."""
        inspector = self.inspectors.get(
            command.inspector_id, lambda known: must_manage(actor, known)
        )
        changed = set(command.governorates or inspector.governorates)
        for governorate in changed.symmetric_difference(inspector.governorates):
            must_supervise(actor, governorate)
        inspector.amend(command.governorates, command.active)
        return self.inspectors.save(inspector)

    def declare(self, command: DeclareConflict, actor: Actor) -> View:
        """By the inspector, or by a supervisor; what they had of that place they have no more."""
        with self.together():
            inspector = self.inspectors.get(
                command.inspector_id, lambda known: must_be_self_or_manage(actor, known)
            )
            today = self.calendar.today()
            inspector.declare(Conflict(command.about_id, command.reason, today))
            for inspection_id in inspector.open:
                inspection = self.inspections.get_companion(inspection_id)
                if inspection.about.id == command.about_id and inspection.state is State.ASSIGNED:
                    inspection.release()
                    inspector.relieve(inspection_id)
                    self.inspections.save(inspection)
            return self.inspectors.save(inspector)


def must_manage(actor: Actor, inspector: Inspector) -> None:
    """A supervisor of one of their governorates."""
    must_have_role(actor, SUPERVISOR)
    if actor.governorates.isdisjoint(inspector.governorates):
        raise NotYours()


def must_be_self_or_manage(actor: Actor, inspector: Inspector) -> None:
    """The inspector, or who manages them."""
    if actor.subject != inspector.subject:
        must_manage(actor, inspector)
