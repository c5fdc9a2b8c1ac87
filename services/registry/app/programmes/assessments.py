"""What the rules say of who applies or is enrolled, and assessments that no longer hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.registry.app.programmes.ports import (
    AssessedOf,
    Assessor,
    Calendar,
    Enrolments,
    Programmes,
)
from services.registry.domain.programmes.enrolment import Enrolment
from services.registry.domain.programmes.facts import Assessment
from services.registry.domain.programmes.refusals import RulesUnknown
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
        stated_by=tuple(found.stated_by),
    )


@dataclass(frozen=True)
class AssessedApplications:
    """An assessment holds as long as the rules would say the same of what is known."""

    enrolments: Enrolments
    programmes: Programmes
    assessed_of: AssessedOf
    assessor: Assessor
    calendar: Calendar

    def weigh_anew(self, household_id: str) -> None:
        """More is known of a household: what it applied for is to be assessed again, where that
        matters. Part of the change that recorded it: nobody decides between the two."""
        for enrolment_id in self.assessed_of(household_id):
            enrolment = self.enrolments.get_companion(enrolment_id)
            rules = self.programmes.load(enrolment.programme.id).terms.rules
            if rules is not None:
                self._weigh(enrolment, rules)
                self.enrolments.save(enrolment)

    def _weigh(self, enrolment: Enrolment, rules: str) -> None:
        today = self.calendar.today()
        try:
            anew = assessment_of(self.assessor, rules, enrolment, today, RULES)
        except RulesUnknown:
            return  # facts are recorded all the same: the decision will be refused
        enrolment.facts_changed(anew)
