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
from services.registry.domain.eligibility.judged import Judged
from services.registry.domain.eligibility.refusals import RulesJudgeHouseholds, RulesJudgePersons
from services.registry.domain.programmes.enrolment import Enrolment
from services.registry.domain.programmes.facts import Assessment
from services.registry.domain.programmes.programme import Terms
from services.registry.domain.programmes.refusals import FactsOutdated, RulesUnknown
from services.registry.domain.programmes.words import Reason

RULES = "rules"
"""Who does what nobody asked for: the rules themselves."""


def assessment_of(
    assessor: Assessor, terms: Terms, enrolment: Enrolment, day: date, by: str
) -> Assessment:
    """What the programme's rules say of the household or person on a day, as it is kept with the
    enrolment: no amount, where the terms fix one.

    Raises `RulesUnknown`, and of rules that judge others `RulesJudgePersons` or
    `RulesJudgeHouseholds`.
    """
    if terms.rules is None:
        raise RulesUnknown(name="")
    found = assessor.assess(terms.rules, _whom(enrolment), day)
    reasons = tuple(Reason(each.code, each.ar, each.en) for each in found.reasons)
    assessment = Assessment(
        eligible=found.eligible,
        score=found.score,
        amount_fils=found.amount_fils,
        reasons=reasons,
        rules=terms.rules,
        rules_version=found.rules_version,
        on=day,
        requested_by=by,
        stated_by=tuple(found.stated_by),
        amount_code=found.amount_code,
    )
    return assessment if terms.amount_fils is None else assessment.without_amount()


def assessment_by_itself(
    assessor: Assessor, terms: Terms, enrolment: Enrolment, day: date, by: str
) -> Assessment | None:
    """The same where nobody asked for it: nothing when the rules judge others now than whom the
    programme is for, or are no longer kept. What was granted stays until somebody gives it rules
    that say something of it."""
    try:
        return assessment_of(assessor, terms, enrolment, day, by)
    except (RulesJudgePersons, RulesJudgeHouseholds, RulesUnknown):
        return None


def _whom(enrolment: Enrolment) -> Judged:
    return Judged(enrolment.household_id, enrolment.person_id, enrolment.started_on)


@dataclass(frozen=True)
class Disregarding:
    """What of the family does not count today in a benefit that runs, though it is known."""

    assessor: Assessor
    calendar: Calendar

    def __call__(self, enrolment: Enrolment) -> list[Reason]:
        """In words for the family; nothing where there are no rules any more."""
        if enrolment.assessment is None or not enrolment.holds_place:
            return []
        rules, whom = enrolment.assessment.rules, _whom(enrolment)
        try:
            found = self.assessor.disregarded(rules, whom, self.calendar.today())
        except RulesUnknown:
            return []
        return [Reason(each.code, each.ar, each.en) for each in found]


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
            self._apply(enrolment, terms)
        if enrolment.events:
            self.enrolments.save(enrolment)
        else:
            self.enrolments.hold(enrolment)

    def _apply(self, enrolment: Enrolment, terms: Terms) -> None:
        today = self.calendar.today()
        anew = assessment_by_itself(self.assessor, terms, enrolment, today, RULES)
        if anew is None:
            return  # facts are recorded all the same: the decision will be refused
        enrolment.facts_changed(anew)
        enrolment.question(anew, terms, today)
