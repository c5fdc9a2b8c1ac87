"""Inspections: planned, given, taken, reported, concluded, cancelled."""

from __future__ import annotations

from contracts.rpc import fields
from contracts.rpc.base import (
    Answer,
    Method,
    Methods,
    Nothing,
    PageAnswer,
    PageRequest,
    Record,
    Request,
    Strict,
)
from contracts.rpc.licensing.inspections.reports import FARTHEST_CLOCK, MOST_ITEMS, ReportInspection
from contracts.rpc.licensing.inspections.words import (
    OUTCOMES,
    PURPOSES,
    SEVERITIES,
    STATES,
    YES,
    BothLanguagesSchema,
    Code,
    FlaggedSchema,
    InspectedPlace,
    InspectedSchema,
    Login,
    Score,
)

PLANNED_BY_HAND = ("periodic", "unannounced", "complaint", "incident", "follow_up")
STANDINGS = ("accepted", "corrected", "waiting", "set_aside")
MOST_OPEN = 500


class PlanInspection(Request):
    """A licensed place is to be inspected; without an `inspector`, by whoever has the fewest."""

    licence_id = fields.Identifier(required=True)
    purpose = fields.Choice(PLANNED_BY_HAND, required=True, metadata={"example": "periodic"})
    due_on = fields.Day(required=True)
    announced = fields.Flag(required=True)
    inspector = Login(load_default=None, allow_none=True)


class OneInspection(Request):
    """One inspection."""

    inspection_id = fields.Identifier(required=True)


class AssignInspectionBody(Request):
    """Who inspects; null: whoever has the fewest, then who has been idle the longest."""

    inspector = Login(load_default=None, allow_none=True)


class AssignInspection(AssignInspectionBody):
    """The same, saying which inspection."""

    inspection_id = fields.Identifier(required=True)


class CancelInspectionBody(Request):
    """Why it does not take place."""

    reason = fields.Paragraph(required=True, longest=500)


class CancelInspection(CancelInspectionBody):
    """The same, saying which inspection."""

    inspection_id = fields.Identifier(required=True)


class DecideInspectionReportBody(Request):
    """A supervisor's word on a report that waits. Who sets it aside says why."""

    accept = fields.Flag(required=True)
    note = fields.Paragraph(load_default=None, allow_none=True, longest=500)


class DecideReport(DecideInspectionReportBody):
    """The same, saying which report."""

    inspection_id = fields.Identifier(required=True)
    entry_id = fields.Identifier(required=True)


class FindInspections(PageRequest):
    """Inspections that you may see; filters add up. Newest first.

    Holders narrow by `state`, `about_id` and `governorate` alone.
    """

    state = fields.Choice(STATES, load_default=None, allow_none=True)
    governorate = fields.Governorate(load_default=None, allow_none=True)
    about_id = fields.Identifier(load_default=None, allow_none=True)
    inspector = Login(load_default=None, allow_none=True)
    purpose = fields.Choice(PURPOSES, load_default=None, allow_none=True)
    waiting = fields.Choice(
        YES,
        load_default=None,
        allow_none=True,
        metadata={"description": "Those with a report that waits for a supervisor."},
    )
    escalated = fields.Choice(
        YES, load_default=None, allow_none=True, metadata={"description": "Those that are late."}
    )


class ChecklistItemSchema(Strict):
    """One thing to look at."""

    code = Code(required=True)
    words = fields.Nested(BothLanguagesSchema, required=True)
    weight = fields.Whole(required=True, least=0, most=10_000)
    critical = fields.Flag(required=True)


class ChecklistSchema(Strict):
    """What is inspected by, as it was when the inspection was planned."""

    code = Code(required=True, metadata={"example": "general"})
    version = fields.Whole(required=True, least=1, most=10**8)
    pass_mark = Score(required=True)
    items = fields.Several(fields.Nested(ChecklistItemSchema), most=MOST_ITEMS, required=True)


class ReportRulingSchema(Strict):
    """A supervisor's word."""

    accept = fields.Flag(required=True)
    by = Login(required=True)
    at = fields.Moment(required=True)
    note = fields.Paragraph(required=True, allow_none=True)


class ReportInShortSchema(Strict):
    """A report in short. `waiting` ones are decided on by a supervisor."""

    id = fields.Identifier(required=True)
    report_id = fields.Identifier(required=True)
    by = Login(required=True)
    made_at = fields.Moment(required=True)
    received_at = fields.Moment(required=True)
    visited_at = fields.Moment(required=True)
    clock_off_seconds = fields.Whole(required=True, least=-FARTHEST_CLOCK, most=FARTHEST_CLOCK)
    score = Score(required=True)
    passed = fields.Flag(required=True)
    critical = fields.Several(Code(), most=MOST_ITEMS, required=True)
    corrects = fields.Identifier(required=True, allow_none=True)
    reason = fields.Paragraph(required=True, allow_none=True)
    ruling = fields.Nested(ReportRulingSchema, required=True, allow_none=True)
    standing = fields.Choice(STANDINGS, required=True)
    flags = fields.Several(fields.Nested(FlaggedSchema), required=True)


class InspectionConclusionSchema(Strict):
    """How it ended: by which report, and what was critical."""

    by = Login(required=True, allow_none=True)
    at = fields.Moment(required=True)
    entry_id = fields.Identifier(required=True)
    outcome = fields.Choice(OUTCOMES, required=True)
    score = Score(required=True)
    critical = fields.Several(Code(), most=MOST_ITEMS, required=True)


class InspectionCancellationSchema(Strict):
    """Why it does not take place."""

    by = Login(required=True)
    at = fields.Moment(required=True)
    reason = fields.Paragraph(required=True)


class ListedInspection(Record):
    """An inspection in a list. What is not yours to know is null."""

    about = fields.Nested(InspectedSchema, required=True)
    place = fields.Nested(InspectedPlace, required=True)
    purpose = fields.Choice(PURPOSES, required=True, allow_none=True)
    announced = fields.Flag(required=True)
    state = fields.Choice(STATES, required=True)
    due_on = fields.Day(required=True)
    planned_at = fields.Moment(required=True, allow_none=True)
    inspector = Login(required=True, allow_none=True)
    because = fields.Text(
        required=True,
        allow_none=True,
        metadata={"description": "The record that led to it; supervisors and auditors read it."},
    )
    follows = fields.Identifier(required=True, allow_none=True)
    plan_id = fields.Identifier(required=True, allow_none=True)
    conclusion = fields.Nested(InspectionConclusionSchema, required=True, allow_none=True)
    cancellation = fields.Nested(InspectionCancellationSchema, required=True, allow_none=True)
    assignment_escalated_on = fields.Day(required=True, allow_none=True)
    visit_escalated_on = fields.Day(required=True, allow_none=True)


class Inspection(ListedInspection):
    """An inspection as it stands."""

    checklist = fields.Nested(ChecklistSchema, required=True)
    reports = fields.Several(fields.Nested(ReportInShortSchema), required=True)


class InspectionPage(PageAnswer):
    """One page of inspections."""

    items = fields.Several(fields.Nested(ListedInspection), required=True)


class StillWrongSchema(Strict):
    """A corrective action that is open at the place."""

    id = fields.Identifier(required=True)
    item = Code(required=True)
    words = fields.Nested(BothLanguagesSchema, required=True)
    severity = fields.Choice(SEVERITIES, required=True)
    state = fields.Text(required=True, longest=20)
    due_on = fields.Day(required=True)


class AssignedInspection(ListedInspection):
    """An inspection to make; its checklist stands in `checklists`, by `checklist_etag`."""

    checklist_etag = fields.Text(required=True, longest=64)
    still_wrong = fields.Several(fields.Nested(StillWrongSchema), most=MOST_OPEN, required=True)


class TaggedChecklist(ChecklistSchema):
    """A checklist, and a tag that changes with whatever stands in it."""

    etag = fields.Text(required=True, longest=64)


class MyInspections(Answer):
    """All that a device needs for the day, without a connection. `version` is the ETag."""

    version = fields.Whole(required=True, least=1, most=10**9)
    inspections = fields.Several(fields.Nested(AssignedInspection), most=MOST_OPEN, required=True)
    checklists = fields.Several(fields.Nested(TaggedChecklist), most=MOST_OPEN, required=True)


METHODS: Methods = {
    "plan_inspection": Method("command", PlanInspection, Inspection),
    "assign_inspection": Method("command", AssignInspection, Inspection),
    "take_inspection": Method("command", OneInspection, Inspection),
    "cancel_inspection": Method("command", CancelInspection, Inspection),
    "report_inspection": Method("command", ReportInspection, Inspection),
    "decide_inspection_report": Method("command", DecideReport, Inspection),
    "conclude_inspection": Method("command", OneInspection, Inspection),
    "get_inspection": Method("query", OneInspection, Inspection),
    "find_inspections": Method("query", FindInspections, InspectionPage),
    "get_my_inspections": Method("query", Nothing, MyInspections),
}
