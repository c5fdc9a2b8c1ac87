"""Batches of visits from devices that were offline."""

from __future__ import annotations

from typing import ClassVar

from marshmallow import EXCLUDE

from contracts.rpc import fields
from contracts.rpc.base import Answer, Method, Methods, Request, Strict
from contracts.rpc.devices import ByItself, DeviceName, LocationSchema, When
from contracts.rpc.registry.surveys.values import Code
from contracts.rpc.registry.surveys.visits import (
    OUTCOMES,
    AnswerSchema,
    FlagSchema,
)

MOST_VISITS = 50
MOST_ERRORS = 600
BECAME = ("accepted", "review", "conflict", "repeated", "refused", "deferred")


class BroughtVisit(Strict):
    """One visit as the device tells it."""

    visit_id = fields.Identifier(
        required=True, metadata={"description": "Made on the device, once per visit."}
    )
    round_id = fields.Identifier(required=True)
    household_id = fields.Identifier(required=True)
    questionnaire_version = fields.Whole(
        required=True,
        least=1,
        most=100_000,
        metadata={"description": "The version that the device asked by."},
    )
    outcome = fields.Choice(OUTCOMES, required=True)
    started_at = When(required=True)
    ended_at = When(required=True)
    location = fields.Nested(LocationSchema, load_default=None, allow_none=True)
    answers = fields.Several(fields.Nested(AnswerSchema), most=300, load_default=list)
    note = fields.Paragraph(load_default=None, allow_none=True)


class NamedVisit(Strict):
    """As much of a visit as a device needs to know which one is meant."""

    class Meta:
        unknown = EXCLUDE

    visit_id = fields.Identifier(required=True)


class UploadVisits(Request):
    """A batch of visits. Send the same again as often as you like: nothing is kept twice.

    A visit that is not as it must be is `refused`, with what is wrong where; the others are kept.
    """

    by_itself: ClassVar[str] = "visits"
    """Whoever checks the batch as a whole leaves what stands in here to who reads it."""

    device_id = DeviceName(required=True)
    visits = fields.Several(ByItself(BroughtVisit), fewest=1, most=MOST_VISITS, required=True)


class AnswerProblemSchema(Strict):
    """What is wrong with an answer."""

    question = Code(required=True)
    code = Code(required=True)
    detail = fields.Text(required=True, longest=500, metadata={"description": "In your language."})


class UploadErrorSchema(Strict):
    """Where a visit could not be read, and why."""

    pointer = fields.Text(
        required=True,
        longest=500,
        metadata={
            "description": "JSON pointer into the batch.",
            "example": "/visits/1/started_at",
        },
    )
    code = Code(required=True)
    detail = fields.Text(required=True, longest=500, metadata={"description": "In your language."})


class ReceiptSchema(Strict):
    """What became of one visit of the batch."""

    visit_id = fields.Identifier(
        required=True,
        allow_none=True,
        metadata={"description": "`null` when it could not be read."},
    )
    became = fields.Choice(
        BECAME,
        required=True,
        metadata={
            "description": "`review`, `conflict`: kept for a supervisor. `repeated`: was here "
            "already. `refused`: not kept. `deferred`: not looked at, send it again."
        },
    )
    survey_visit_id = fields.Identifier(required=True, allow_none=True)
    code = Code(required=True, allow_none=True)
    title = fields.Text(required=True, allow_none=True, longest=500)
    detail = fields.Text(required=True, allow_none=True, longest=500)
    problems = fields.Several(fields.Nested(AnswerProblemSchema), most=600, required=True)
    flags = fields.Several(fields.Nested(FlagSchema), required=True)
    errors = fields.Several(fields.Nested(UploadErrorSchema), most=MOST_ERRORS, required=True)


class Upload(Answer):
    """What became of each visit, in the order of the batch."""

    results = fields.Several(fields.Nested(ReceiptSchema), most=MOST_VISITS, required=True)


METHODS: Methods = {"upload_survey_visits": Method("command", UploadVisits, Upload)}
