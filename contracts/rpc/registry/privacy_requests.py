"""What people can ask about their own data, and how it is answered."""

from __future__ import annotations

from typing import Any, ClassVar

from marshmallow import ValidationError, validates_schema

from contracts.rpc import fields
from contracts.rpc.base import Method, Methods, PageAnswer, PageRequest, Record, Request, Strict
from contracts.rpc.people import ContactSchema, HomeSchema, NameSchema
from contracts.rpc.problems import Problem
from contracts.rpc.registry.person_facts import (
    DOCUMENTS_AMENDED,
    MOST_DOCUMENTS_AFTER_MERGES,
    SEXES,
    DisabilitySchema,
    GuardianSchema,
    IdentitySchema,
    OtherDocumentSchema,
)
from contracts.rpc.registry.programmes.words import Because
from contracts.rpc.registry.purposes import PurposeCode

FILED = ("correction", "objection", "restriction", "erasure")
KINDS = (*FILED, "number_claim")
STANDING = ("open", "granted", "refused", "withdrawn", "lifted")
ABOUT = ("record", "facts")
_FACTS = (
    "identity",
    "name",
    "birth_date",
    "sex",
    "contact",
    "address",
    "other_documents",
    "disabilities",
    "guardian",
)


class CorrectionSchema(Strict):
    """What should stand in the record; what is not named stays as it is."""

    class Meta(Strict.Meta):
        json_schema: ClassVar[dict[str, Any]] = {"anyOf": [{"required": [each]} for each in _FACTS]}

    identity = fields.Nested(IdentitySchema)
    name = fields.Nested(NameSchema)
    birth_date = fields.PartialDay(allow_none=True)
    sex = fields.Choice(SEXES)
    contact = fields.Nested(ContactSchema)
    address = fields.Nested(HomeSchema)
    other_documents = fields.Several(
        fields.Nested(OtherDocumentSchema),
        most=MOST_DOCUMENTS_AFTER_MERGES,
        metadata={"description": DOCUMENTS_AMENDED},
    )
    disabilities = fields.Several(fields.Nested(DisabilitySchema), most=10)
    guardian = fields.Nested(GuardianSchema, allow_none=True)

    @validates_schema
    def _names_a_fact(self, data: dict[str, Any], **_: Any) -> None:
        if data.keys().isdisjoint(_FACTS):
            raise ValidationError(Problem("nothing_to_change"))


class FilePrivacyRequest(Request):
    """What a person asks about their own data, in their words."""

    person_id = fields.Identifier(required=True)
    kind = fields.Choice(FILED, required=True, metadata={"example": "correction"})
    text = fields.Paragraph(required=True)
    changes = fields.Nested(
        CorrectionSchema,
        load_default=None,
        allow_none=True,
        metadata={"description": "For a correction of the record alone."},
    )
    about = fields.Choice(
        ABOUT,
        load_default="record",
        metadata={
            "description": "Of a correction: the person's record, or facts about their household, "
            "which are withdrawn and declared anew when it is granted."
        },
    )
    purpose = PurposeCode(
        load_default=None,
        allow_none=True,
        metadata={"description": "Against which purpose an objection is."},
    )


class OnePrivacyRequest(Request):
    """One request."""

    request_id = fields.Identifier(required=True)


class DecidePrivacyRequestBody(Request):
    """The decision and its reason, which the person reads."""

    outcome = fields.Choice(("granted", "refused"), required=True)
    reason = fields.Paragraph(required=True, longest=1000)


class DecidePrivacyRequest(DecidePrivacyRequestBody):
    """The same, saying on which request."""

    request_id = fields.Identifier(required=True)


class FindPrivacyRequests(PageRequest):
    """Requests, newest first. `overdue`: those whose answer is late."""

    person_id = fields.Identifier(load_default=None, allow_none=True)
    kind = fields.Choice(KINDS, load_default=None, allow_none=True)
    status = fields.Choice(STANDING, load_default=None, allow_none=True)
    governorate = fields.Governorate(load_default=None, allow_none=True)
    overdue = fields.Choice(("yes",), load_default=None, allow_none=True)


class SaidSchema(Strict):
    """What the person reads, in both languages: it ends with where to complain."""

    ar = fields.Paragraph(required=True, longest=10_000)
    en = fields.Paragraph(required=True, longest=10_000)


class PrivacyDecisionSchema(Strict):
    """What was decided, by whom and why; of an erasure, what is gone, and what stays and why."""

    outcome = fields.Choice(("granted", "refused"), required=True)
    reason = fields.Paragraph(required=True, longest=1000)
    by = fields.Text(
        required=True,
        allow_none=True,
        metadata={"description": "null of a time when the person was under protection."},
    )
    on = fields.Day(required=True)
    answer = fields.Nested(SaidSchema, required=True)
    erased = fields.Several(fields.Nested(Because), required=True)
    kept = fields.Several(fields.Nested(Because), required=True)


class ForeseenSchema(Strict):
    """Of an erasure that is not decided: what would go if it was granted today, and what would stay
    and why. What there is none of is in neither."""

    erased = fields.Several(fields.Nested(Because), required=True)
    kept = fields.Several(fields.Nested(Because), required=True)


class PrivacyRequestSummary(Record):
    """A request in a list: not what was said."""

    person_id = fields.Identifier(required=True)
    governorate = fields.Governorate(required=True)
    kind = fields.Choice(KINDS, required=True)
    purpose = PurposeCode(required=True, allow_none=True)
    status = fields.Choice(STANDING, required=True)
    in_force = fields.Flag(
        required=True, metadata={"description": "A granted objection or restriction holds."}
    )
    filed_on = fields.Day(required=True)
    by_person = fields.Flag(required=True)
    answer_by = fields.Day(required=True)
    escalated_on = fields.Day(required=True, allow_none=True)


class PrivacyRequest(PrivacyRequestSummary):
    """A request, from its filing to its answer."""

    text = fields.Paragraph(required=True)
    changes = fields.Nested(CorrectionSchema, required=True, allow_none=True)
    about = fields.Choice(ABOUT, required=True)
    claimant_id = fields.Identifier(
        required=True,
        allow_none=True,
        metadata={"description": "Of a `number_claim`: who was registered under the number."},
    )
    filed_by = fields.Text(
        required=True,
        allow_none=True,
        metadata={
            "description": "Who of the staff; null from home (`by_person`), but to who did it, and "
            "of a time when the person was under protection. So is `lifted_by`."
        },
    )
    decision = fields.Nested(PrivacyDecisionSchema, required=True, allow_none=True)
    foreseen = fields.Nested(
        ForeseenSchema,
        metadata={"description": "Where one open erasure is read: what its decision would do."},
    )
    erased_later = fields.Several(
        fields.Nested(Because),
        metadata={"description": "What had to stay when it was granted, and is gone since."},
    )
    look_again_on = fields.Day(
        allow_none=True,
        metadata={"description": "When it is looked again whether the rest still has to stay."},
    )
    lifted_by = fields.Text(required=True, allow_none=True)


class PrivacyRequestPage(PageAnswer):
    """One page of requests."""

    items = fields.Several(fields.Nested(PrivacyRequestSummary), required=True)


METHODS: Methods = {
    "file_privacy_request": Method("command", FilePrivacyRequest, PrivacyRequest),
    "decide_privacy_request": Method("command", DecidePrivacyRequest, PrivacyRequest),
    "withdraw_privacy_request": Method("command", OnePrivacyRequest, PrivacyRequest),
    "lift_privacy_request": Method("command", OnePrivacyRequest, PrivacyRequest),
    "get_privacy_request": Method("query", OnePrivacyRequest, PrivacyRequest),
    "find_privacy_requests": Method("query", FindPrivacyRequests, PrivacyRequestPage),
}
