"""Rounds of visits: target lists, opening, distribution, progress, closure."""

from __future__ import annotations

from typing import Any, ClassVar

from marshmallow import ValidationError, validates_schema

from contracts.rpc import fields
from contracts.rpc.base import (
    Answer,
    Method,
    Methods,
    PageAnswer,
    PageRequest,
    Record,
    Request,
    Strict,
)
from contracts.rpc.devices import Number
from contracts.rpc.problems import Problem
from contracts.rpc.registry.surveys.values import AreaSchema, WordingSchema

LIVING = ("applied", "assessed", "waiting", "active", "suspended")
"""How an enrolment stands that is not over: who applied, and who benefits."""
MOST_VISITS = 100_000_000
STATUSES = ("draft", "open", "closed")
STANDINGS = (
    "unassigned",
    "assigned",
    "attempted",
    "review",
    "conflict",
    "done",
    "refused",
    "moved_away",
    "not_found",
    "nobody_home",
)


def count(**rest: Any) -> fields.Whole:
    return fields.Whole(required=True, least=0, most=MOST_VISITS, **rest)


class TargetsSchema(Strict):
    """Which households: those named, of a programme, or fitting an expression; else all there."""

    class Meta(Strict.Meta):
        json_schema: ClassVar[dict[str, Any]] = {
            "anyOf": [
                {"properties": {"enrolment_statuses": {"type": "null"}}},
                {
                    "required": ["programme_id"],
                    "properties": {"programme_id": {"type": "string"}},
                },
            ]
        }

    places = fields.Several(fields.Nested(AreaSchema), fewest=1, most=100, required=True)
    household_ids = fields.Several(
        fields.Identifier(),
        most=5000,
        load_default=list,
        metadata={"description": "Those of them that live at the places."},
    )
    programme_id = fields.Identifier(
        load_default=None,
        allow_none=True,
        metadata={"description": "Those who applied to it or benefit from it."},
    )
    enrolment_statuses = fields.Several(
        fields.Choice(LIVING),
        fewest=1,
        most=len(LIVING),
        distinct=True,
        load_default=None,
        allow_none=True,
        metadata={
            "description": "Of the programme's households those whose application or enrolment "
            "stands so; everybody where it is not over unless it is said. `applied` and `assessed` "
            "are applicants, who are visited before the decision, `active` and `suspended` "
            "beneficiaries.",
            "example": ["applied", "assessed"],
        },
    )
    expression = fields.Paragraph(
        load_default=None,
        allow_none=True,
        metadata={
            "description": "A condition over indicators.",
            "example": "size >= 5 and female_headed",
        },
    )

    @validates_schema
    def _statuses_of_a_programme(self, data: dict[str, Any], **_: Any) -> None:
        if data["enrolment_statuses"] is not None and data["programme_id"] is None:
            raise ValidationError({"enrolment_statuses": [Problem("wants_programme")]})


class PlanSurveyRound(Request):
    """A round to be planned."""

    title = fields.Nested(WordingSchema, required=True)
    questionnaire_id = fields.Identifier(required=True)
    questionnaire_version = fields.Whole(required=True, least=1, most=100_000)
    targets = fields.Nested(TargetsSchema, required=True)
    starts_on = fields.Day(required=True)
    ends_on = fields.Day(required=True)


class OfRound(Request):
    """One round."""

    round_id = fields.Identifier(required=True)


class DistributeVisitsBody(Request):
    """Visits that nobody has are given away; or those of one researcher who leaves."""

    from_researcher = fields.Identifier(load_default=None, allow_none=True)


class DistributeVisits(DistributeVisitsBody):
    """The same, saying of which round."""

    round_id = fields.Identifier(required=True)


class CloseRoundBody(Request):
    """The end of a round; the note says why visits stay open."""

    note = fields.Paragraph(load_default=None, allow_none=True)


class CloseRound(CloseRoundBody):
    """The same, saying which round."""

    round_id = fields.Identifier(required=True)


class FindRounds(PageRequest):
    """Rounds by status. Newest first."""

    status = fields.Choice(STATUSES, load_default=None, allow_none=True)


class GetProgressQuery(Request):
    """Counted by governorate or by researcher."""

    by = fields.Choice(("governorate", "researcher"), load_default="governorate")


class GetProgress(GetProgressQuery):
    """The same, saying of which round."""

    round_id = fields.Identifier(required=True)


class TargetsShown(Strict):
    """How households were chosen; `named` is how many were named one by one."""

    places = fields.Several(fields.Nested(AreaSchema), required=True)
    programme_id = fields.Identifier(required=True, allow_none=True)
    enrolment_statuses = fields.Several(
        fields.Choice(LIVING),
        required=True,
        metadata={"description": "How they stand in the programme; none without a programme."},
    )
    expression = fields.Paragraph(required=True, allow_none=True)
    named = count()


class DistributionShown(Strict):
    """The last distribution: asked for, and what came of it (null while it goes on)."""

    from_researcher = fields.Identifier(required=True, allow_none=True)
    assigned = count(allow_none=True)
    unassigned = count(allow_none=True)


class LeftOpen(Strict):
    """So many visits of a governorate stay open, and why."""

    governorate = fields.Governorate(required=True)
    why = fields.Choice(STANDINGS, required=True)
    visits = count()


class ClosureShown(Strict):
    """What was reached and what stays open."""

    by = fields.Text(required=True)
    on = fields.Day(required=True)
    note = fields.Paragraph(required=True, allow_none=True)
    done = count()
    left_open = fields.Several(fields.Nested(LeftOpen), most=200, required=True)


class WorkProgress(Strict):
    """How far the background work is."""

    work = fields.Text(required=True, metadata={"example": "choose_targets"})
    state = fields.Choice(("waiting", "running", "done", "failed"), required=True)
    done = count()
    total = count(allow_none=True)
    updated_at = fields.Moment(required=True)


class SurveyRound(Record):
    """A round of visits."""

    title = fields.Nested(WordingSchema, required=True)
    questionnaire_id = fields.Identifier(required=True)
    questionnaire_version = fields.Whole(required=True, least=1, most=100_000)
    targets = fields.Nested(TargetsShown, required=True)
    starts_on = fields.Day(required=True)
    ends_on = fields.Day(required=True)
    planned_by = fields.Text(required=True)
    status = fields.Choice(STATUSES, required=True)
    work = fields.Choice(
        ("choose_targets", "distribute_visits"),
        required=True,
        allow_none=True,
        metadata={"description": "What is being done in the background."},
    )
    chosen = count(allow_none=True, metadata={"description": "Households on the list."})
    distribution = fields.Nested(DistributionShown, required=True, allow_none=True)
    closure = fields.Nested(ClosureShown, required=True, allow_none=True)
    progress = fields.Nested(WorkProgress, required=True, allow_none=True)


class SurveyRoundPage(PageAnswer):
    """One page of rounds."""

    items = fields.Several(fields.Nested(SurveyRound), required=True)


class Standings(Strict):
    """How many visits stand how."""

    unassigned = count()
    assigned = count()
    attempted = count()
    review = count()
    conflict = count()
    done = count()
    refused = count()
    moved_away = count()
    not_found = count()
    nobody_home = count()


class ProgressRow(Strict):
    """The visits of one governorate or one researcher (null: those that nobody has), or all."""

    governorate = fields.Governorate(required=True, allow_none=True)
    researcher_id = fields.Identifier(required=True, allow_none=True)
    visits = count()
    standings = fields.Nested(Standings, required=True)
    done_percent = Number(required=True, least=0, most=100)


class SurveyProgress(Answer):
    """How the visits of a round stand, within the caller's reach."""

    round_id = fields.Identifier(required=True)
    by = fields.Choice(("governorate", "researcher"), required=True)
    total = fields.Nested(ProgressRow, required=True)
    rows = fields.Several(fields.Nested(ProgressRow), most=100_000, required=True)


METHODS: Methods = {
    "plan_survey_round": Method("command", PlanSurveyRound, SurveyRound),
    "choose_survey_targets": Method("command", OfRound, SurveyRound),
    "open_survey_round": Method("command", OfRound, SurveyRound),
    "distribute_survey_visits": Method("command", DistributeVisits, SurveyRound),
    "close_survey_round": Method("command", CloseRound, SurveyRound),
    "get_survey_round": Method("query", OfRound, SurveyRound),
    "find_survey_rounds": Method("query", FindRounds, SurveyRoundPage),
    "get_survey_progress": Method("query", GetProgress, SurveyProgress),
}
