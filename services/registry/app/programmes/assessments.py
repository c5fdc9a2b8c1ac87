"""What the rules say of who applies or is enrolled, and applications that it has outdated."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.registry.app.programmes.ports import (
    AssessedOf,
    Assessor,
    Calendar,
    Enrolments,
    Programmes,
    Together,
)
from services.registry.domain.programmes.enrolment import Enrolment
from services.registry.domain.programmes.facts import Assessment
from services.registry.domain.programmes.words import Reason

RULES = "rules"
"""Who does what nobody asked for: the rules themselves."""


def assessment_of(
    assessor: Assessor, rules: str, enrolment: Enrolment, day: date, by: str
) -> Assessment:
    """What these rules say of the household on a day, as it is kept with the enrolment."""
    found = assessor.assess(rules, enrolment.applicant.household_id, day)
    reasons = tuple(Reason(each.code, each.ar, each.en) for each in found.reasons)
    return Assessment(
        eligible=found.eligible,
        score=found.score,
        amount_fils=found.amount_fils,
        reasons=reasons,
        rules=rules,
        rules_version=found.rules_version,
        on=day,
        requested_by=by,
    )


@dataclass(frozen=True)
class AssessedApplications:
    """A follower of facts: an assessment holds as long as the rules would say the same."""

    enrolments: Enrolments
    programmes: Programmes
    assessed_of: AssessedOf
    assessor: Assessor
    together: Together
    calendar: Calendar

    def facts_recorded(self, household_id: str) -> None:
        """More is known of a household: what it applied for is assessed again where it matters.

        Decided by what is known now and not by the event that told of it.
        """
        for enrolment_id in self.assessed_of(household_id):
            with self.together():
                self._compare(self.enrolments.get_companion(enrolment_id))

    def _compare(self, enrolment: Enrolment) -> None:
        rules, today = (
            self.programmes.load(enrolment.programme.id).terms.rules,
            self.calendar.today(),
        )
        if rules is not None:
            enrolment.facts_changed(assessment_of(self.assessor, rules, enrolment, today, RULES))
            self.enrolments.save(enrolment)
