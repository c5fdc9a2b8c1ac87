"""An enrolment as it is answered, whole and in lists."""

from __future__ import annotations

from contracts.rpc import fields
from contracts.rpc.base import PageAnswer, Record, Strict
from contracts.rpc.registry.programmes import words


class CrossCheckSchema(Strict):
    """What another body said of the household, and who recorded it."""

    body = fields.Nested(words.Because, required=True)
    facts = fields.Several(fields.Nested(words.FactSchema), required=True)
    reference = fields.Text(required=True, allow_none=True)
    stated_on = fields.Day(required=True)
    recorded_by = fields.Text(required=True)
    recorded_on = fields.Day(required=True)


class VisitSchema(Strict):
    """The home visit."""

    visited_on = fields.Day(required=True)
    findings = fields.Paragraph(required=True)
    survey_visit_id = fields.Identifier(required=True, allow_none=True)
    visited_by = fields.Text(required=True)
    recorded_on = fields.Day(required=True)


class AssessmentSchema(Strict):
    """What the rules said of the household on a day, and by which version of them."""

    eligible = fields.Flag(required=True)
    score = words.Score(required=True)
    amount_fils = fields.Whole(least=0, most=words.MOST_FILS, required=True, allow_none=True)
    reasons = fields.Several(fields.Nested(words.Because), required=True)
    rules = fields.Text(required=True)
    rules_version = fields.Text(required=True)
    on = fields.Day(required=True)
    requested_by = fields.Text(required=True)
    stated_by = fields.Several(
        fields.Text(),
        required=True,
        most=1000,
        metadata={"description": "Who wrote down the facts it rests on: they do not decide."},
    )


class DecisionSchema(Strict):
    """What was decided, by whom, and why."""

    outcome = fields.Choice(("approved", "rejected"), required=True)
    by = fields.Text(required=True)
    on = fields.Day(required=True)
    reason = fields.Nested(words.Because, required=True, allow_none=True)
    note = fields.Paragraph(required=True, allow_none=True)


class SuspensionSchema(Strict):
    """Why a benefit stands still, until when, and what follows when nobody acts."""

    reason = fields.Nested(words.Because, required=True)
    until = fields.Day(required=True)
    then = fields.Choice(("resume", "exit"), required=True)
    by = fields.Text(required=True)
    on = fields.Day(required=True)
    note = fields.Paragraph(required=True, allow_none=True)


class StepSchema(Strict):
    """A step of an enrolment's life, and the version of the rules that it rests on.

    `revision` is there when the rules were applied anew by it.
    """

    status = fields.Choice(words.STATUSES, required=True)
    on = fields.Day(required=True)
    by = fields.Text(required=True)
    reason = fields.Nested(words.Because, required=True, allow_none=True)
    note = fields.Paragraph(required=True, allow_none=True)
    revision = fields.Nested(words.RevisionSchema, required=True, allow_none=True)
    rules_version = fields.Text(required=True, allow_none=True)


class EnrolmentSummary(Record):
    """An enrolment in a list: nothing of the household's situation."""

    programme_id = fields.Identifier(required=True)
    programme_name = fields.Nested(words.Bilingual, required=True)
    kind = fields.Choice(words.KINDS, required=True)
    household_id = fields.Identifier(required=True)
    person_id = fields.Identifier(required=True, allow_none=True)
    governorate = fields.Governorate(required=True)
    status = fields.Choice(words.STATUSES, required=True)
    registered_on = fields.Day(required=True)
    amount_fils = fields.Whole(least=0, most=words.MOST_FILS, required=True, allow_none=True)
    started_on = fields.Day(required=True, allow_none=True)
    review_on = fields.Day(required=True, allow_none=True)
    ticket = fields.Whole(
        least=1,
        most=10**9,
        required=True,
        allow_none=True,
        metadata={
            "description": "The number in the line of those who wait. The family reads its own; "
            "null for whom the places have no numbers, as it counts those under protection, too."
        },
    )


class Enrolment(EnrolmentSummary):
    """An enrolment, from the application to its end."""

    registered_by = fields.Text(required=True)
    by_family = fields.Flag(required=True)
    note = fields.Paragraph(required=True, allow_none=True)
    cross_checks = fields.Several(fields.Nested(CrossCheckSchema), required=True)
    visit = fields.Nested(VisitSchema, required=True, allow_none=True)
    assessment = fields.Nested(AssessmentSchema, required=True, allow_none=True)
    decision = fields.Nested(DecisionSchema, required=True, allow_none=True)
    review_called = fields.Flag(required=True)
    household_changed_on = fields.Day(
        required=True,
        allow_none=True,
        metadata={
            "description": "Since when others live in the household than those it was assessed by: "
            "facts are to be stated anew before the rules are applied. `null` when nobody came or "
            "left."
        },
    )
    suspension = fields.Nested(SuspensionSchema, required=True, allow_none=True)
    course = fields.Several(fields.Nested(StepSchema), required=True, most=1000)


class EnrolmentPage(PageAnswer):
    """One page of enrolments."""

    items = fields.Several(fields.Nested(EnrolmentSummary), required=True)


class RankedEnrolment(EnrolmentSummary):
    """An application in its place of the ranking."""

    score = words.Score(required=True)


class RankingPage(PageAnswer):
    """One page of a ranking: the neediest first, of equal need the oldest application."""

    items = fields.Several(fields.Nested(RankedEnrolment), required=True)


class Explained(Strict):
    """Why a decision is what it is, in words a family can read."""

    paragraphs = fields.Several(fields.Nested(words.Because), required=True)
    rules_version = fields.Text(required=True, allow_none=True)
    grievance_until = fields.Day(
        required=True,
        allow_none=True,
        metadata={"description": "The last day on which a grievance against it can be filed."},
    )


class FormerDecision(Explained):
    """A decision that another one followed, as it was explained on its own day."""

    step = fields.Whole(
        least=1,
        most=10**6,
        required=True,
        metadata={"description": "Its place in the course: a grievance names it."},
    )
    status = fields.Choice(words.STATUSES, required=True)
    on = fields.Day(required=True)
    amount_fils = fields.Whole(least=0, most=words.MOST_FILS, required=True, allow_none=True)


class Explanation(Record, Explained):
    """The decision that stands, and those before it, the newest first."""

    former = fields.Several(fields.Nested(FormerDecision), required=True)
