"""What the rules say of who applies or is enrolled, and assessments that no longer hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from services.registry.app.programmes.ports import (
    AssessedOf,
    Assessor,
    Calendar,
    Enrolments,
    Profiles,
    Programmes,
    RunningOf,
)
from services.registry.domain.programmes.enrolment import Enrolment
from services.registry.domain.programmes.facts import Assessment
from services.registry.domain.programmes.programme import Terms
from services.registry.domain.programmes.refusals import FactsOutdated, RulesUnknown
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


def must_be_of_now(profiles: Profiles, enrolment: Enrolment) -> None:
    """Raises `FactsOutdated` when what is known was said of others than who live there now."""
    changed_on = profiles.outdated_since(enrolment.household_id, enrolment.household_changed_on)
    if changed_on is not None:
        raise FactsOutdated(on=changed_on.isoformat())


@dataclass(frozen=True)
class AssessedByRules:
    """An assessment holds as long as the rules would say the same of what is known.

    Part of the change that recorded it, which holds what it looks at: whoever decides on it in that
    moment meets the change, and decides by what is known then.
    """

    enrolments: Enrolments
    programmes: Programmes
    assessed_of: AssessedOf
    running_of: RunningOf
    assessor: Assessor
    calendar: Calendar

    def more_is_known(self, household_id: str) -> None:
        """More was said of a household: what it applied for is to be assessed again, and what runs
        to be reviewed, where the rules would now say something else."""
        self.less_is_known(household_id)
        for enrolment_id in self.running_of(household_id):
            self._weigh(enrolment_id)

    def less_is_known(self, household_id: str) -> None:
        """Something stands no longer: what is applied for is to be assessed again, where that
        matters. What runs is computed anew by itself (see `Profile.withdraw`)."""
        for enrolment_id in self.assessed_of(household_id):
            self._weigh(enrolment_id)

    def _weigh(self, enrolment_id: str) -> None:
        enrolment = self.enrolments.get_companion(enrolment_id)
        terms = self.programmes.load(enrolment.programme.id).terms
        if terms.rules is not None:
            self._apply(enrolment, terms, terms.rules)
        if enrolment.events:
            self.enrolments.save(enrolment)
        else:
            self.enrolments.hold(enrolment)

    def _apply(self, enrolment: Enrolment, terms: Terms, rules: str) -> None:
        today = self.calendar.today()
        try:
            anew = assessment_of(self.assessor, rules, enrolment, today, RULES)
        except RulesUnknown:
            return  # facts are recorded all the same: the decision will be refused
        enrolment.facts_changed(anew)
        enrolment.question(anew, terms, today)
