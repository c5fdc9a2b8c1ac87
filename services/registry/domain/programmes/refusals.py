"""Why the registry refuses what is asked of programmes, places and enrolments."""

from __future__ import annotations

from services.registry.domain.refusals import Refusal


class ProgrammeNotYours(Refusal):
    """Programmes are made by administrators, and by supervisors for their own governorates."""

    kind = "forbidden"
    code = "programme_not_yours"


class EnrolmentNotYours(Refusal):
    """The enrolment is outside the caller's role or governorates, or another family's."""

    kind = "forbidden"
    code = "enrolment_not_yours"


class EnrolmentUnknown(Refusal):
    """For who asks, there is no such enrolment: answered like one that does not exist."""

    kind = "not_found"
    code = "enrolment_not_found"


class GrievanceUnknown(Refusal):
    """For who asks, there is no such grievance: answered like one that does not exist."""

    kind = "not_found"
    code = "grievance_not_found"


class SamePersonDecides(Refusal):
    """Where money flows, who prepared an application cannot decide it."""

    kind = "forbidden"
    code = "same_person_decides"


class KindNotOfPillar(Refusal):
    """The pillar has no programmes of this kind."""

    kind = "conflict"
    code = "kind_not_of_pillar"


class ClosesBeforeItOpens(Refusal):
    """The last day lies before the first."""

    kind = "conflict"
    code = "programme_closes_before_it_opens"


class QuotaMissing(Refusal):
    """Training and learning are places, and places are counted."""

    kind = "conflict"
    code = "quota_missing"


class QuotaNotYours(Refusal):
    """How many places there are is changed by administrators, who may know how many are taken."""

    kind = "forbidden"
    code = "quota_not_yours"


class QuotaBelowTaken(Refusal):
    """More places are taken than the new quota has."""

    kind = "conflict"
    code = "quota_below_taken"


class AmountMissing(Refusal):
    """A programme that pays names an amount, or rules that find one."""

    kind = "conflict"
    code = "amount_missing"


class AmountOutOfBounds(Refusal):
    """Payments of this amount would all be held: see `rules/payments.yaml`."""

    kind = "conflict"
    code = "programme_amount_out_of_bounds"


class AmountUnexpected(Refusal):
    """A programme that pays nothing has no amount."""

    kind = "conflict"
    code = "amount_unexpected"


class FirstComeNotAllowed(Refusal):
    """Who comes first is served first only where no money flows and nobody is visited."""

    kind = "conflict"
    code = "first_come_not_allowed"


class ProgrammeNotOpen(Refusal):
    """The programme takes no applications on this day."""

    kind = "conflict"
    code = "programme_not_open"


class ProgrammeElsewhere(Refusal):
    """The programme is for other governorates."""

    kind = "conflict"
    code = "programme_elsewhere"


class PersonMissing(Refusal):
    """The programme is for a person: the application names which one."""

    kind = "conflict"
    code = "person_missing"


class PersonUnexpected(Refusal):
    """The programme is for whole households."""

    kind = "conflict"
    code = "person_unexpected"


class ApplicantMinor(Refusal):
    """Who is not of age does not apply from home themselves."""

    kind = "forbidden"
    code = "applicant_minor"


class NotOfTheHousehold(Refusal):
    """The person does not belong to the household."""

    kind = "conflict"
    code = "not_of_the_household"


class RulesUnknown(Refusal):
    """There are no eligibility rules of this name."""

    kind = "conflict"
    code = "eligibility_rules_unknown"


class StepNotPossible(Refusal):
    """An enrolment in this status cannot take this step."""

    kind = "conflict"
    code = "step_not_possible"


class VisitMissing(Refusal):
    """The home is visited before the formula is applied."""

    kind = "conflict"
    code = "visit_missing"


class DayInFuture(Refusal):
    """What is recorded has already happened."""

    kind = "conflict"
    code = "day_in_future"


class StatedTooLongAgo(Refusal):
    """What another body stated, or a visit found, lies too far back to be recorded."""

    kind = "conflict"
    code = "stated_too_long_ago"


class NotAsApproved(Refusal):
    """What the rules say now is not what a second person saw and approved."""

    kind = "conflict"
    code = "reassessment_not_as_approved"


class NotAssessed(Refusal):
    """The programme's rules were not applied to this household yet."""

    kind = "conflict"
    code = "not_assessed"


class FactsOutdated(Refusal):
    """Somebody came to the household or left it, and nothing has been stated of it since."""

    kind = "conflict"
    code = "facts_outdated"


class AssessmentOutdated(Refusal):
    """What the rules say today is not what they said when the application was assessed."""

    kind = "conflict"
    code = "assessment_outdated"


class NotEligible(Refusal):
    """By the programme's rules the household is not entitled."""

    kind = "conflict"
    code = "not_eligible"


class UnknownReason(Refusal):
    """The reason is not in the list that is in force."""

    kind = "conflict"
    code = "programme_reason_unknown"


class UnknownBody(Refusal):
    """No body of this name gives facts for cross-checks."""

    kind = "conflict"
    code = "cross_check_body_unknown"


class SuspendedTooLong(Refusal):
    """A suspension for this reason cannot last so long."""

    kind = "conflict"
    code = "suspended_too_long"


class NoPlace(Refusal):
    """Every place is taken, or people wait for those that are free."""

    kind = "conflict"
    code = "no_place"


class NothingToContest(Refusal):
    """No decision stands that a grievance could be about."""

    kind = "conflict"
    code = "nothing_to_contest"


class GrievanceTooLate(Refusal):
    """The time to file a grievance against this decision is over."""

    kind = "conflict"
    code = "grievance_too_late"


class GrievanceClosed(Refusal):
    """The grievance was answered or withdrawn."""

    kind = "conflict"
    code = "grievance_closed"


class DeciderHandles(Refusal):
    """Who decided, prepared the decision or filed the grievance cannot answer it."""

    kind = "forbidden"
    code = "decider_handles"


class DeciderReviews(Refusal):
    """A grievance about an amount was right: whose decision it was cannot review it."""

    kind = "forbidden"
    code = "decider_reviews"


class GrievanceEscalatedAbove(Refusal):
    """The answer is overdue: a supervisor gives it now."""

    kind = "forbidden"
    code = "grievance_escalated"


class HolidaysNotYours(Refusal):
    """Holidays are recorded by administrators."""

    kind = "forbidden"
    code = "holidays_not_yours"


class HolidayOfOtherYear(Refusal):
    """A holiday of this table lies in its year."""

    kind = "conflict"
    code = "holiday_of_other_year"
