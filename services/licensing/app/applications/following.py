"""What open steps call for in other areas: a bill for a payment, a visit for an inspection."""

from __future__ import annotations

from dataclasses import dataclass

from services.licensing.app.applications.ports import Bills, Inspections, Papers, Raised
from services.licensing.domain.applications.application import Application
from services.licensing.domain.applications.course import StepState
from services.licensing.domain.applications.handling import refer
from services.licensing.domain.catalogue.service import ServiceVersion
from services.licensing.domain.catalogue.steps import StepKind


@dataclass(frozen=True)
class Following:
    """Begins, in the transaction at hand, what steps that have opened need."""

    bills: Bills
    inspections: Inspections
    papers: Papers

    def follow(self, application: Application, service: ServiceVersion) -> None:
        for step in application.course.open:
            if step.reference is None and step.kind is StepKind.PAYMENT:
                bill = self._bill(application, service, step)
                refer(application, step.code, bill.id, bill.patience_hours)
            if step.reference is None and step.kind is StepKind.INSPECTION:
                refer(application, step.code, self._inspection(application, service, step))

    def keep_pace(self, application: Application) -> None:
        """The clocks of its steps stand, go on or were counted anew: so does what was begun for
        them. What has no term of its own keeps the day that it was given."""
        for step in application.course.open:
            if step.reference is None or step.deadline is None:
                continue
            if step.kind is StepKind.PAYMENT:
                self.bills.move_due(step.reference, step.deadline.due_on)
            if step.kind is StepKind.INSPECTION:
                self.inspections.move_due(step.reference, step.deadline.due_on)

    def share(self, application: Application) -> None:
        """Whoever's it is now reads its bills, visits and papers; who acted for them before does
        not any more."""
        self.bills.share(application)
        self.inspections.share(application)
        self.papers.share(application)

    def drop(self, application: Application) -> None:
        """The application ends: what was begun for steps that were open is not needed any more."""
        for step in application.course.given_up:
            if step.reference is not None and step.kind is StepKind.PAYMENT:
                self.bills.cancel(step.reference)
            if step.reference is not None and step.kind is StepKind.INSPECTION:
                self.inspections.cancel(step.reference)

    def _bill(self, application: Application, service: ServiceVersion, step: StepState) -> Raised:
        due = None if step.deadline is None else step.deadline.due_on
        fee = service.fee(application.content.answers)
        return self.bills.raise_for(application, step.code, fee, service.words, due)

    def _inspection(
        self, application: Application, service: ServiceVersion, step: StepState
    ) -> str:
        due = None if step.deadline is None else step.deadline.due_on
        checklist = service.checklist(application.content.answers)
        if checklist is None:
            raise LookupError(f"{service.code} has no checklist for {application.id}")
        return self.inspections.open_for(application, service, step.code, checklist, due)
