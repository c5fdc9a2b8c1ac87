"""What licensing is asked and answers about its services."""

from __future__ import annotations

from marshmallow import fields as plain

from contracts.rpc import fields
from contracts.rpc.base import Answer, Method, Methods, Nothing, Request, Strict
from contracts.rpc.licensing import words
from contracts.rpc.licensing.words import MOST_FILS, WordsSchema, code, service_code

PARTIES = ("person", "delegate", "entity")
EFFECTS = (
    "issue",
    "renew",
    "replace",
    "amend",
    "surrender",
    "transfer",
    "join",
    "accept",
    "inspect",
)
SILENCES = ("nothing", "approval", "rejection")
STEP_KINDS = ("check", "payment", "approval", "review", "inspection", "decision")
PAPER_TYPES = ("pdf", "jpeg", "png", "docx")
MOST_SERVICES = 500


class OneService(Request):
    """One service, by its code."""

    service = service_code(required=True)


class TermSchema(Strict):
    """How long something may take: in working days, or in days of the calendar."""

    days = fields.Whole(required=True, least=1, most=3650)
    working = fields.Flag(required=True)


class ServiceConditionSchema(Strict):
    """Something about the answer to a field: one of these values, or a number within bounds."""

    field = code(required=True)
    among = fields.Several(fields.Text(longest=60), required=True)
    least = fields.Whole(required=True, allow_none=True, least=0, most=MOST_FILS)
    most = fields.Whole(required=True, allow_none=True, least=0, most=MOST_FILS)


def _when() -> fields.Several:
    return fields.Several(
        fields.Nested(ServiceConditionSchema),
        required=True,
        metadata={"description": "All of them must hold; without any it is always so."},
    )


class DocumentWanted(Strict):
    """A document to be attached."""

    code = code(required=True)
    name = fields.Nested(WordsSchema, required=True)
    required = fields.Flag(required=True)
    kinds = fields.Several(
        words.code(),
        required=True,
        metadata={
            "description": "As which kind of document it is to be announced: one of these.",
            "example": ["identity"],
        },
    )
    types = fields.Several(fields.Choice(PAPER_TYPES), required=True)
    most_bytes = fields.Whole(required=True, least=1, most=2**40)
    must_be_valid = fields.Flag(required=True)
    when = _when()


class FeeSchema(Strict):
    """What is to be paid, and when; the first that holds is the one."""

    when = _when()
    fils = fields.Whole(required=True, least=0, most=MOST_FILS)


class StepDefined(Strict):
    """A step of the way to the decision."""

    code = code(required=True)
    kind = fields.Choice(STEP_KINDS, required=True)
    name = fields.Nested(WordsSchema, required=True)
    after = fields.Several(words.code(), required=True)
    when = _when()
    term = fields.Nested(TermSchema, required=True, allow_none=True)


class ReasonDefined(Strict):
    """A reason for which it can be rejected."""

    code = code(required=True)
    words = fields.Nested(WordsSchema, required=True)


class SourceSchema(Strict):
    """Where a part of the service stands in the law; `assumption`: nobody has confirmed it."""

    part = code(required=True)
    source = fields.Paragraph(required=True)
    assumption = fields.Flag(required=True)


class ServiceSummary(Answer):
    """A service in a list."""

    code = service_code(required=True)
    name = fields.Nested(WordsSchema, required=True)
    effective_from = fields.Day(required=True)
    parties = fields.Several(fields.Choice(PARTIES), required=True)
    effect = fields.Choice(EFFECTS, required=True)
    term = fields.Nested(TermSchema, required=True, allow_none=True)
    silence = fields.Choice(SILENCES, required=True)


class Service(ServiceSummary):
    """Everything that somebody needs to know before they apply."""

    instructions = fields.Nested(WordsSchema, required=True)
    variant_field = code(required=True, allow_none=True)
    documents = fields.Several(fields.Nested(DocumentWanted), required=True)
    fees = fields.Several(fields.Nested(FeeSchema), required=True)
    steps = fields.Several(fields.Nested(StepDefined), required=True)
    completion = fields.Nested(TermSchema, required=True)
    reasons = fields.Several(fields.Nested(ReasonDefined), required=True)
    appeal_within_days = fields.Whole(required=True, allow_none=True, least=1, most=3650)
    title = fields.Nested(WordsSchema, required=True)
    years = fields.Whole(required=True, allow_none=True, least=1, most=100)
    months = fields.Whole(required=True, allow_none=True, least=1, most=1200)
    months_from = words.code(
        required=True,
        allow_none=True,
        metadata={"description": "The field that says for how many months."},
    )
    renewal_opens_days = fields.Whole(required=True, least=0, most=3650)
    lapses_after_months = fields.Whole(required=True, allow_none=True, least=1, most=120)
    while_decided = fields.Choice(
        ("in_force", "expired"),
        required=True,
        allow_none=True,
        metadata={
            "description": "Of a renewal: what the licence is between its end and the decision, "
            "where the renewal was handed in before that end.",
            "example": None,
        },
    )
    sources = fields.Several(fields.Nested(SourceSchema), required=True)


class ServiceList(Answer):
    """All services that can be applied for today."""

    items = fields.Several(fields.Nested(ServiceSummary), required=True, most=MOST_SERVICES)


class ServiceForm(Answer):
    """A service's form as JSON Schema 2020-12; `x-ui` and `x-sections` say how it is drawn."""

    service = service_code(required=True)
    effective_from = fields.Day(required=True)
    schema = plain.Dict(keys=plain.String(), required=True)


METHODS: Methods = {
    "find_services": Method("query", Nothing, ServiceList),
    "get_service": Method("query", OneService, Service),
    "get_service_form": Method("query", OneService, ServiceForm),
}
