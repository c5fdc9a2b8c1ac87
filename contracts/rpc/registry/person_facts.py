"""What a person is known and described by: documents, disabilities, who answers for them."""

from __future__ import annotations

from typing import Any, ClassVar

from marshmallow import ValidationError, post_load, validates_schema

from contracts.rpc import fields
from contracts.rpc.base import Strict
from contracts.rpc.problems import Problem

IDENTITY_KINDS = ("national_number", "personal_number", "unhcr", "service_card", "none")
SEXES = ("female", "male")
GUARDIAN_RELATIONS = (
    "parent",
    "grandparent",
    "sibling",
    "other_relative",
    "foster_carer",
    "institution",
    "court_appointed",
)
DISABILITIES = (
    "mobility",
    "visual",
    "hearing",
    "speech",
    "intellectual",
    "psychosocial",
    "autism",
    "multiple",
    "other",
)
DEGREES = ("mild", "moderate", "severe")
_CHARACTERS = r"0-9A-Za-z\u0621-\u063f\u0641-\u064a\u0660-\u0669\u06f0-\u06f9"
# A tatweel lengthens the letter before it (هـ), and is nothing by itself.
_DOCUMENT_NUMBER = rf"^[{_CHARACTERS}][{_CHARACTERS}\u0640/ -]*$"
MOST_DOCUMENTS_AFTER_MERGES = 100
DOCUMENTS_AMENDED = (
    "Ten at most, or as many as the record has: a merge leaves it those of both records."
)


class DocumentNumber(fields.Text):
    """The number of a document as written on it; kept in Latin digits."""

    longest = 40
    pattern = _DOCUMENT_NUMBER
    description = "Arabic and Persian digits are understood."

    def understood(self, value: str) -> str:
        return fields.latin_digits(value)


class IdentitySchema(Strict):
    """الوثيقة: by which document a person is known. `none` is legal (foundlings)."""

    class Meta(Strict.Meta):
        json_schema: ClassVar[dict[str, Any]] = {
            # Not oneOf: where the whole may be null, null would fit both.
            "anyOf": [
                {
                    "required": ["number"],
                    "properties": {
                        "kind": {"const": "national_number"},
                        "number": {
                            "type": "string",
                            "pattern": fields.NationalNumber.pattern,
                        },
                    },
                },
                {
                    "required": ["number"],
                    "properties": {
                        "kind": {"enum": list(IDENTITY_KINDS[1:-1])},
                        "number": {"type": "string"},
                    },
                },
                {"properties": {"kind": {"const": "none"}, "number": {"type": "null"}}},
            ]
        }

    kind = fields.Choice(IDENTITY_KINDS, required=True, metadata={"example": "national_number"})
    number = DocumentNumber(load_default=None, allow_none=True, metadata={"example": "9851012345"})

    @validates_schema
    def _number_fits_kind(self, data: dict[str, Any], **_: Any) -> None:
        kind, number = data.get("kind"), data.get("number")
        if kind == "none" and number is not None:
            raise ValidationError(Problem("identity_number_unexpected"), "number")
        if kind != "none" and kind is not None and number is None:
            raise ValidationError(Problem("identity_number_missing"), "number")

    @post_load
    def _digits_understood(self, data: dict[str, Any], **_: Any) -> dict[str, Any]:
        if data["kind"] != "national_number":
            return data
        try:
            return {**data, "number": fields.NationalNumber().deserialize(data["number"])}
        except ValidationError as error:
            raise ValidationError(error.messages, "number") from error


class OtherDocumentSchema(Strict):
    """A further document of a person, beside the one they are known by."""

    kind = fields.Choice(IDENTITY_KINDS[1:-1], required=True, metadata={"example": "unhcr"})
    number = DocumentNumber(required=True, metadata={"example": "245-14C01234"})


class DisabilitySchema(Strict):
    """إعاقة: a disability as assessed; the degree where it is known."""

    kind = fields.Choice(DISABILITIES, required=True, metadata={"example": "hearing"})
    degree = fields.Choice(DEGREES, load_default=None, allow_none=True)


class CourtDecisionSchema(Strict):
    """قرار المحكمة: by which somebody was appointed guardian."""

    number = DocumentNumber(required=True, metadata={"example": "412/2026"})
    issued_on = fields.Day(required=True)


class GuardianSchema(Strict):
    """الوصي أو الولي: who answers for a child or an incapacitated person."""

    person_id = fields.Identifier(required=True)
    relation = fields.Choice(GUARDIAN_RELATIONS, required=True, metadata={"example": "parent"})
    court_decision = fields.Nested(
        CourtDecisionSchema,
        load_default=None,
        allow_none=True,
        metadata={
            "description": "Without one, or with one from childhood, the guardian acts for the "
            "person until they are of age."
        },
    )
