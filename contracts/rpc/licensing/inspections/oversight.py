"""Oversight of a licence: warnings, suspensions, closures and reopenings, and objections."""

from __future__ import annotations

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
from contracts.rpc.licensing.inspections.words import (
    YES,
    Code,
    InspectedPlace,
    Login,
    Score,
)
from contracts.rpc.licensing.words import WrittenSchema

TAKEN = ("warning", "suspension", "immediate_suspension", "closure", "reopening")
KINDS = ("warning", "suspension", "closure", "reopening")
MEASURE_STATES = ("provisional", "in_force", "reopened", "lapsed", "overturned", "done", "ended")
STANDINGS = ("open", "suspended", "closed")
COUNTED = ("failed_inspections", "overdue_actions", "warnings", "suspensions")
MOST = 1_000_000


class TakeMeasure(Request):
    """A measure and why. An immediate suspension ends unless another person confirms it."""

    licence_id = fields.Identifier(required=True)
    measure = fields.Choice(TAKEN, required=True, metadata={"example": "warning"})
    reason_code = Code(required=True, metadata={"example": "inspection_failed"})
    reason = fields.Nested(WrittenSchema, required=True)
    inspection_id = fields.Identifier(load_default=None, allow_none=True)


class OneMeasure(Request):
    """One measure."""

    licence_id = fields.Identifier(required=True)
    measure_id = fields.Identifier(required=True)


class ObjectToMeasureBody(Request):
    """اعتراض: what the holder objects to."""

    text = fields.Paragraph(required=True)


class ObjectToMeasure(ObjectToMeasureBody):
    """The same, saying to which measure."""

    licence_id = fields.Identifier(required=True)
    measure_id = fields.Identifier(required=True)


class AnswerObjectionBody(Request):
    """The answer to an objection. `upheld`: the holder was right, and the measure falls."""

    upheld = fields.Flag(required=True)
    answer = fields.Nested(WrittenSchema, required=True)


class AnswerObjection(AnswerObjectionBody):
    """The same, saying to which measure."""

    licence_id = fields.Identifier(required=True)
    measure_id = fields.Identifier(required=True)


class OneOversight(Request):
    """The oversight of one licence."""

    licence_id = fields.Identifier(required=True)


class FindOversights(PageRequest):
    """Licences under oversight that you may see; filters add up. Newest first."""

    governorate = fields.Governorate(load_default=None, allow_none=True)
    standing = fields.Choice(STANDINGS, load_default=None, allow_none=True)
    provisional = fields.Choice(
        YES,
        load_default=None,
        allow_none=True,
        metadata={"description": "Those with a suspension that nobody has confirmed yet."},
    )
    objected = fields.Choice(
        YES,
        load_default=None,
        allow_none=True,
        metadata={"description": "Those with an objection that waits for its answer."},
    )
    escalated = fields.Choice(
        YES,
        load_default=None,
        allow_none=True,
        metadata={"description": "Those with an answer that is overdue."},
    )


class ObjectionClosingSchema(Strict):
    """Why nobody decides on it: the licence has ended, by this, and the measure with it."""

    on = fields.Day(required=True)
    because = Code(required=True, metadata={"example": "licence_given_back"})
    detail = fields.Paragraph(required=True)


class MeasureObjectionSchema(Strict):
    """An objection and its answer; `closed`: nothing was left to decide."""

    text = fields.Paragraph(required=True)
    by = Login(required=True, allow_none=True)
    on = fields.Day(required=True)
    answer_by = fields.Day(required=True)
    upheld = fields.Flag(required=True, allow_none=True)
    answer = fields.Nested(WrittenSchema, required=True, allow_none=True)
    decided_by = Login(required=True, allow_none=True)
    decided_on = fields.Day(required=True, allow_none=True)
    closed = fields.Nested(ObjectionClosingSchema, required=True, allow_none=True)
    escalated_on = fields.Day(required=True, allow_none=True)


class MeasureSchema(Strict):
    """One measure. `object_until`: the last day for an objection."""

    id = fields.Identifier(required=True)
    kind = fields.Choice(KINDS, required=True)
    reason_code = Code(required=True)
    reason = fields.Nested(WrittenSchema, required=True)
    inspection_id = fields.Identifier(required=True, allow_none=True)
    by = Login(required=True, allow_none=True)
    at = fields.Moment(required=True)
    on = fields.Day(required=True)
    state = fields.Choice(MEASURE_STATES, required=True)
    object_until = fields.Day(required=True, allow_none=True)
    confirm_by = fields.Day(required=True, allow_none=True)
    confirmed_by = Login(required=True, allow_none=True)
    ended_on = fields.Day(required=True, allow_none=True)
    objection = fields.Nested(MeasureObjectionSchema, required=True, allow_none=True)


class Oversight(Record):
    """The oversight of a licence, found by `licence_id`. What is not yours to know is null."""

    licence_id = fields.Identifier(required=True)
    number = fields.Text(required=True, longest=60)
    service = Code(required=True, metadata={"example": "nursery.first_licence"})
    place = fields.Nested(InspectedPlace, required=True)
    standing = fields.Choice(STANDINGS, required=True)
    measures = fields.Several(fields.Nested(MeasureSchema), most=10_000, required=True)
    last_inspected_on = fields.Day(required=True, allow_none=True)
    last_score = Score(required=True, allow_none=True)
    open_actions = fields.Whole(required=True, least=0, most=MOST)
    overdue_actions = fields.Whole(required=True, least=0, most=MOST)
    complaints = fields.Whole(required=True, least=0, most=MOST, allow_none=True)
    incidents = fields.Whole(required=True, least=0, most=MOST, allow_none=True)


class OversightPage(PageAnswer):
    """One page of licences under oversight."""

    items = fields.Several(fields.Nested(Oversight), required=True)


class MeasureProposalSchema(Strict):
    """What a rung of the ladder supports, and what was counted."""

    kind = fields.Choice(KINDS, required=True)
    after = fields.Choice(COUNTED, required=True)
    counted = fields.Whole(required=True, least=0, most=MOST)
    needed = fields.Whole(required=True, least=0, most=MOST)
    within_months = fields.Whole(required=True, least=1, most=MOST)


class MeasureProposals(Answer):
    """What the ladder supports today, the gravest first; a person decides."""

    proposals = fields.Several(fields.Nested(MeasureProposalSchema), required=True)


METHODS: Methods = {
    "take_measure": Method("command", TakeMeasure, Oversight),
    "confirm_measure": Method("command", OneMeasure, Oversight),
    "object_to_measure": Method("command", ObjectToMeasure, Oversight),
    "answer_objection": Method("command", AnswerObjection, Oversight),
    "get_oversight": Method("query", OneOversight, Oversight),
    "find_oversights": Method("query", FindOversights, OversightPage),
    "get_measure_proposals": Method("query", OneOversight, MeasureProposals),
}
