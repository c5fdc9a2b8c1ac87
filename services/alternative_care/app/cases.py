"""Handlers of cases. Every attempt to change one is in the audit log before it is decided."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from services.alternative_care.app.commands import CallReview, OpenCase
from services.alternative_care.app.ports import Audit, Calendar, Cases, Rules, View
from services.alternative_care.domain.access import CARE_STAFF, Actor, must_have_role
from services.alternative_care.domain.case import Case, Opening


@dataclass(frozen=True)
class CaseDesk:
    """Opens cases and calls their reviews. Answers are views."""

    cases: Cases
    audit: Audit
    rules: Rules
    calendar: Calendar
    new_id: Callable[[], str]

    def open(self, command: OpenCase, actor: Actor) -> View:
        must_have_role(actor, *CARE_STAFF)
        today = self.calendar.today()
        opening = Opening(
            child=command.child,
            legal_situation=command.legal_situation,
            risk_level=command.risk_level,
            governorate=command.governorate,
            centre=command.centre or actor.centre,
            caseworker=command.caseworker or actor.subject,
        )
        case_id = self.new_id()
        case = Case.open(case_id, opening, self.rules(today), actor, self.calendar.now(), today)
        self.audit.record("case.open", "case", case_id)
        return self.cases.add(case)

    def call_review(self, command: CallReview) -> None:
        case = self.cases.get(command.case_id)
        today = self.calendar.today()
        case.call_review(self.rules(today), today)
        self.audit.record("case.call_review", "case", command.case_id)
        self.cases.save(case)
