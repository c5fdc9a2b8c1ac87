"""Visits: who makes them, what devices brought back, and decisions on it."""

from __future__ import annotations

from contracts.rpc import fields
from contracts.rpc.base import (
    Method,
    Methods,
    PageAnswer,
    PageRequest,
    Record,
    Request,
    Strict,
)
from contracts.rpc.devices import DeviceName, LocationSchema
from contracts.rpc.registry.surveys.rounds import STANDINGS
from contracts.rpc.registry.surveys.values import Answer, Code

OUTCOMES = ("completed", "refused", "moved_away", "not_found", "nobody_home")
CLASHES = ("changed_on_device", "another_record", "reassigned", "after_closure")


class AnswerSchema(Strict):
    """One answer."""

    question = Code(required=True)
    value = Answer(required=True)


class FlagSchema(Strict):
    """Something doubtful that the quality checks found."""

    code = Code(required=True, metadata={"example": "visit_too_short"})
    detail = fields.Text(required=True, longest=500, metadata={"description": "In your language."})


class RecordSchema(Strict):
    """What a device brought back. Auditors see no answers, location or note."""

    record_id = fields.Text(required=True, longest=64, pattern=r"^[0-9a-f]{64}$")
    visit_id = fields.Identifier(required=True)
    device_id = DeviceName(required=True)
    questionnaire_version = fields.Whole(required=True, least=1, most=100_000)
    outcome = fields.Choice(OUTCOMES, required=True)
    started_at = fields.Moment(required=True)
    ended_at = fields.Moment(required=True)
    location = fields.Nested(LocationSchema, required=True, allow_none=True)
    answers = fields.Several(fields.Nested(AnswerSchema), most=300, required=True, allow_none=True)
    note = fields.Paragraph(required=True, allow_none=True)
    researcher_id = fields.Identifier(required=True)
    received_at = fields.Moment(required=True)
    rules_of = fields.Day(required=True, metadata={"description": "Checked by the rules of."})
    flags = fields.Several(fields.Nested(FlagSchema), required=True)
    clash = fields.Choice(CLASHES, required=True, allow_none=True)
    worth = fields.Choice(("accepted", "waiting", "rejected", "superseded"), required=True)
    decided_by = fields.Text(required=True, allow_none=True)
    decided_at = fields.Moment(required=True, allow_none=True)
    decision_note = fields.Paragraph(required=True, allow_none=True)


class OfVisit(Request):
    """One visit."""

    survey_visit_id = fields.Identifier(required=True)


class FindVisits(PageRequest):
    """Visits of a round, governorate, researcher or household. Newest first."""

    round_id = fields.Identifier(load_default=None, allow_none=True)
    governorate = fields.Governorate(load_default=None, allow_none=True)
    researcher_id = fields.Identifier(load_default=None, allow_none=True)
    household_id = fields.Identifier(load_default=None, allow_none=True)
    standing = fields.Choice(STANDINGS, load_default=None, allow_none=True)


class AssignVisitBody(Request):
    """Who makes the visit; null takes it from whoever has it."""

    researcher_id = fields.Identifier(required=True, allow_none=True)


class AssignVisit(AssignVisitBody):
    """The same, saying which visit."""

    survey_visit_id = fields.Identifier(required=True)


class DecideRecordBody(Request):
    """A decision on a record that waits."""

    record_id = fields.Text(required=True, longest=64, pattern=r"^[0-9a-f]{64}$")
    accept = fields.Flag(required=True)
    note = fields.Paragraph(load_default=None, allow_none=True)


class DecideRecord(DecideRecordBody):
    """The same, saying of which visit."""

    survey_visit_id = fields.Identifier(required=True)


class ListedVisit(Record):
    """A visit in a list: where, who, and how it stands."""

    round_id = fields.Identifier(required=True)
    household_id = fields.Identifier(required=True)
    governorate = fields.Governorate(required=True)
    district = fields.Text(required=True, allow_none=True)
    researcher_id = fields.Identifier(required=True, allow_none=True)
    standing = fields.Choice(STANDINGS, required=True)


class SurveyVisit(ListedVisit):
    """A visit with all that devices brought back."""

    records = fields.Several(fields.Nested(RecordSchema), most=1000, required=True)


class SurveyVisitPage(PageAnswer):
    """One page of visits."""

    items = fields.Several(fields.Nested(ListedVisit), required=True)


METHODS: Methods = {
    "assign_survey_visit": Method("command", AssignVisit, SurveyVisit),
    "decide_survey_visit": Method("command", DecideRecord, SurveyVisit),
    "get_survey_visit": Method("query", OfVisit, SurveyVisit),
    "find_survey_visits": Method("query", FindVisits, SurveyVisitPage),
}
